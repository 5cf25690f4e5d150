using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>
/// One judgment of one criterion. Rows are only added: undoing or correcting one sets <see cref="SupersededAt"/>,
/// and the row stays as it was. Only the words of a person who withdraws are taken out of theirs.
/// </summary>
public sealed class StoredJudgment
{
    public const int MaxRationaleLength = 8_000;

    public required Guid Id { get; init; }

    /// <summary>Made by the browser for one press of submit; a second arrival with the same id changes nothing.</summary>
    public required Guid SubmissionId { get; init; }

    public required Guid StudyId { get; init; }
    public required Guid ComparisonId { get; init; }
    public required Guid AssignmentId { get; init; }
    public required Guid RaterId { get; init; }
    public required string Criterion { get; init; }

    /// <summary>As displayed; null where one answer was rated, or where there is no usable verdict, which is counted and never guessed.</summary>
    public Choice? Displayed { get; init; }

    /// <summary>With the sides resolved; null exactly where <see cref="Displayed"/> is.</summary>
    public ResolvedChoice? Resolved { get; init; }

    /// <summary>Whether the first output was at the left when it was judged; repeated here so that the row stands alone.</summary>
    public required bool FirstIsLeft { get; init; }

    /// <summary>How much better, 1 to 3; null where not asked.</summary>
    public int? Strength { get; init; }

    /// <summary>The rating of a single output, 1 to 5; null for comparisons.</summary>
    public int? Value { get; init; }

    /// <summary>0 to 100; null where not asked.</summary>
    public int? Certainty { get; init; }

    public string? Rationale { get; init; }

    /// <summary>On the overall criterion only.</summary>
    public JudgmentDetails? Details { get; set; }

    public required Perspective Perspective { get; init; }
    public DateTime? ShownAt { get; init; }
    public required DateTime SubmittedAt { get; init; }

    /// <summary>Seconds between showing and submitting, time without focus subtracted.</summary>
    public double? Seconds { get; init; }

    public DateTime? SupersededAt { get; set; }
    public string? SupersededReason { get; set; }
}

internal sealed class StoredJudgmentMapping : IEntityTypeConfiguration<StoredJudgment>
{
    public void Configure(EntityTypeBuilder<StoredJudgment> builder)
    {
        builder.ToTable("judgments");
        builder.Property(j => j.Criterion).HasMaxLength(60);
        builder.Property(j => j.Details!).HasJson();
        builder.HasOne<Study>().WithMany().HasForeignKey(j => j.StudyId);
        builder.HasOne<Comparison>().WithMany().HasForeignKey(j => j.ComparisonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(j => j.AssignmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Rater>().WithMany().HasForeignKey(j => j.RaterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(j => new { j.SubmissionId, j.Criterion }).IsUnique();
        builder.HasIndex(j => new { j.StudyId, j.SupersededAt });
        builder.HasIndex(j => j.AssignmentId);
    }
}
