using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

public enum SurveyMoment
{
    Before,
    After,
}

/// <summary>What an annotator answered to one question about themself.</summary>
public sealed class SurveyAnswer
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required Guid RaterId { get; init; }
    public required SurveyMoment Moment { get; init; }
    public required string QuestionKey { get; init; }

    /// <summary>The answer as text in invariant culture; several choices with line breaks between. Null: left out.</summary>
    public required string? Value { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class SurveyAnswerMapping : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> builder)
    {
        builder.ToTable("survey_answers");
        builder.Property(a => a.QuestionKey).HasMaxLength(CriterionDesign.MaxKeyLength);
        builder.HasOne<Study>().WithMany().HasForeignKey(a => a.StudyId);
        builder.HasOne<Rater>().WithMany().HasForeignKey(a => a.RaterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.RaterId, a.Moment, a.QuestionKey }).IsUnique();
    }
}
