using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>A researcher's verdict on a comparison that raters disagree about. It stands beside their judgments and replaces none; rows are only added.</summary>
public sealed class Adjudication
{
    public const int MaxReasonLength = 2_000;

    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required Guid ComparisonId { get; init; }
    public required string Criterion { get; init; }

    /// <summary>Whose view the verdict is about; perspectives are different questions and never pooled.</summary>
    public required Perspective Perspective { get; init; }

    /// <summary>Whether the first output stood at the left when it was adjudicated, blind as raters are.</summary>
    public required bool FirstIsLeft { get; init; }

    /// <summary>As displayed; null where the adjudicator cannot decide either.</summary>
    public Choice? Displayed { get; init; }

    public ResolvedChoice? Resolved { get; init; }

    /// <summary>The rating of a single output, 1 to 5.</summary>
    public int? Value { get; init; }

    public required string Reason { get; init; }

    /// <summary>The actor's name.</summary>
    public required string By { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class AdjudicationMapping : IEntityTypeConfiguration<Adjudication>
{
    public void Configure(EntityTypeBuilder<Adjudication> builder)
    {
        builder.ToTable("adjudications");
        builder.Property(a => a.Criterion).HasMaxLength(CriterionDesign.MaxKeyLength);
        builder.Property(a => a.Reason).HasMaxLength(Adjudication.MaxReasonLength);
        builder.HasOne<Study>().WithMany().HasForeignKey(a => a.StudyId);
        builder.HasOne<Comparison>().WithMany().HasForeignKey(a => a.ComparisonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.StudyId, a.ComparisonId, a.Criterion, a.Perspective, a.At });
    }
}
