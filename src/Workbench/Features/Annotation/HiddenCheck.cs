using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>
/// A pair mixed in silently to see how carefully a rater reads. Its answers are kept apart from the judgments, so that
/// no estimate can take one for a judgment.
/// </summary>
public sealed class HiddenCheck
{
    /// <summary>Stands where an assignment's id stands, and looks like one.</summary>
    public required Guid Id { get; init; }

    public required Guid StudyId { get; init; }
    public required Guid RaterId { get; init; }
    public required HiddenCheckKind Kind { get; init; }
    /// <summary>Null where a prepared pair is about no persona of the study.</summary>
    public required Guid? StudyPersonaId { get; init; }

    /// <summary>Null where a prepared pair brings its own <see cref="PromptText"/>.</summary>
    public required Guid? StudyPromptId { get; init; }

    /// <summary>Key of the prepared pair that is shown; null for checks made from the study's own outputs.</summary>
    public string? PreparedKey { get; init; }

    /// <summary>The request of a prepared pair.</summary>
    public string? PromptText { get; init; }

    public required string Left { get; init; }
    public required string Right { get; init; }

    /// <summary>The assignment that a duplicate repeats.</summary>
    public Guid? RepeatsAssignmentId { get; init; }

    /// <summary>The right choice where there is one; for a duplicate, the one that agrees with the first time.</summary>
    public required Choice Expected { get; init; }

    /// <summary>Shown once the rater has judged or skipped so many pairs.</summary>
    public required int After { get; init; }

    public Guid? SubmissionId { get; set; }
    public Choice? Answer { get; set; }
    public bool? IsPassed { get; set; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? AnsweredAt { get; set; }
    public string? Draft { get; set; }
}

internal sealed class HiddenCheckMapping : IEntityTypeConfiguration<HiddenCheck>
{
    public void Configure(EntityTypeBuilder<HiddenCheck> builder)
    {
        builder.ToTable("hidden_checks");
        builder.HasOne<Study>().WithMany().HasForeignKey(c => c.StudyId);
        builder.HasOne<Rater>().WithMany().HasForeignKey(c => c.RaterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.RaterId, c.After }).IsUnique();
    }
}
