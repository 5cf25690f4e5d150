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

    /// <summary>Who it is to the program: an actor's id, a model judge's name, or a simulated rater's.</summary>
    public required string ActorId { get; init; }

    /// <summary>The name in exports; no account and no platform id can be read from it.</summary>
    public required string Pseudonym { get; init; }

    public required DateTime CreatedAt { get; init; }
}

internal sealed class RaterMapping : IEntityTypeConfiguration<Rater>
{
    public void Configure(EntityTypeBuilder<Rater> builder)
    {
        builder.ToTable("raters");
        builder.Property(r => r.ActorId).HasMaxLength(200);
        builder.Property(r => r.Pseudonym).HasMaxLength(80);
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId);
        builder.HasIndex(r => new { r.StudyId, r.Kind, r.ActorId }).IsUnique();
        builder.HasIndex(r => new { r.StudyId, r.Pseudonym }).IsUnique();
    }
}
