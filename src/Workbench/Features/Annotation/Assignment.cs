using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Annotation;

public enum AssignmentState
{
    /// <summary>Given to the rater, not judged yet.</summary>
    Open,
    Judged,

    /// <summary>Left out by the rater, with a reason.</summary>
    Skipped,

    /// <summary>Given back; somebody else may take its place.</summary>
    Released,
}

/// <summary>A comparison given to a rater, with its side order. Its id is all that an annotator's browser ever learns.</summary>
public sealed class Assignment
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required Guid ComparisonId { get; init; }
    public required Guid RaterId { get; init; }

    /// <summary>Whether the comparison's first output stands at the left. Decided on the server, and never changed once shown.</summary>
    public required bool FirstIsLeft { get; set; }

    /// <summary>Place in the rater's own order, from 0.</summary>
    public required int Position { get; set; }

    /// <summary>Which wave of the study it belongs to, from 0.</summary>
    public int Wave { get; init; }

    /// <summary>
    /// Probability with which adaptive allocation chose its block when it was given; null where blocks were given in the
    /// rater's random order, so that all were as likely. Estimates weigh by its inverse.
    /// </summary>
    public double? SelectionProbability { get; set; }

    public required AssignmentState State { get; set; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? ShownAt { get; set; }
    public DateTime? LeaseUntil { get; set; }
    public string? SkipReason { get; set; }

    /// <summary>What the annotator has written but not submitted, as JSON; comes back after a restart.</summary>
    public string? Draft { get; set; }
}

internal sealed class AssignmentMapping : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("assignments");
        builder.HasOne<Comparison>().WithMany().HasForeignKey(a => a.ComparisonId);
        builder.HasOne<Rater>().WithMany().HasForeignKey(a => a.RaterId);
        builder.HasIndex(a => new { a.ComparisonId, a.RaterId, a.Wave }).IsUnique();
        builder.HasIndex(a => new { a.RaterId, a.State, a.Position });
        builder.HasIndex(a => new { a.StudyId, a.State });
    }
}
