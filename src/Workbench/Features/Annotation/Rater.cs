using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>A person, a model judge or a simulated rater within one study.</summary>
public sealed class Rater
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required RaterKind Kind { get; init; }

    internal const string WithdrawnPrefix = "withdrawn:";

    /// <summary>Who it is to the program: an actor's id, a model judge's name, or a simulated rater's. After a withdrawal it leads to nobody.</summary>
    public required string ActorId { get; set; }

    /// <summary>Whether the person took themself out; their words are gone, and nobody can take them in again.</summary>
    public bool IsWithdrawn => ActorId.StartsWith(WithdrawnPrefix, StringComparison.Ordinal);

    /// <summary>The name in exports; no account and no platform id can be read from it.</summary>
    public required string Pseudonym { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Since when the judgments are left out of the results; the latest <see cref="RaterDecision"/> says why.</summary>
    public DateTime? ExcludedAt { get; set; }

    public string? ExclusionReason { get; set; }

    /// <summary>Version of the consent text that was agreed to, with the time; null where none was asked.</summary>
    public string? ConsentVersion { get; set; }

    public DateTime? ConsentedAt { get; set; }

    /// <summary>When the questions before the first pair were answered, the training was passed, and the questions after the last pair were answered.</summary>
    public DateTime? AnsweredBeforeAt { get; set; }

    public DateTime? TrainedAt { get; set; }
    public DateTime? AnsweredAfterAt { get; set; }

    /// <summary>When an answer before the start showed that the rater is not whom the study asks; with the reason.</summary>
    public DateTime? ScreenedOutAt { get; set; }

    public string? ScreenOutReason { get; set; }

    /// <summary>The frozen persona that this rater described as themself; null but in studies of the rater's own view.</summary>
    public Guid? OwnPersonaId { get; set; }

    /// <summary>When nothing was left for this rater the first time.</summary>
    public DateTime? FinishedAt { get; set; }
}

internal sealed class RaterMapping : IEntityTypeConfiguration<Rater>
{
    public void Configure(EntityTypeBuilder<Rater> builder)
    {
        builder.ToTable("raters");
        builder.Property(r => r.ActorId).HasMaxLength(200);
        builder.Property(r => r.Pseudonym).HasMaxLength(80);
        builder.Property(r => r.ExclusionReason).HasMaxLength(RaterDecision.MaxReasonLength);
        builder.Property(r => r.ScreenOutReason).HasMaxLength(RaterDecision.MaxReasonLength);
        builder.Property(r => r.ConsentVersion).HasMaxLength(64);
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId);
        builder.HasIndex(r => new { r.StudyId, r.Kind, r.ActorId }).IsUnique();
        builder.HasIndex(r => new { r.StudyId, r.Pseudonym }).IsUnique();
    }
}
