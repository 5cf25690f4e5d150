using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>One answer to a training pair; a pair may be tried again, and every try is kept.</summary>
public sealed class TrainingAnswer
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required Guid RaterId { get; init; }
    public required string PairKey { get; init; }
    public required Choice Displayed { get; init; }
    public required bool BetterIsLeft { get; init; }
    public required bool IsRight { get; init; }
    public required DateTime At { get; init; }
}

internal sealed class TrainingAnswerMapping : IEntityTypeConfiguration<TrainingAnswer>
{
    public void Configure(EntityTypeBuilder<TrainingAnswer> builder)
    {
        builder.ToTable("training_answers");
        builder.Property(a => a.PairKey).HasMaxLength(CriterionDesign.MaxKeyLength);
        builder.HasOne<Study>().WithMany().HasForeignKey(a => a.StudyId);
        builder.HasOne<Rater>().WithMany().HasForeignKey(a => a.RaterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.RaterId, a.PairKey });
    }
}
