using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Data;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Somebody who came from a crowd platform. Their right is a <c>StudyMember</c>; what they judge is kept under a pseudonym.</summary>
public sealed class CrowdParticipant
{
    public const int MaxPlatformIdLength = 100;

    internal const string Prefix = "crowd:";

    public required Guid Id { get; init; }
    public required Guid DoorId { get; init; }

    /// <summary>Keyed hash of the platform's id, by which the same person is known again.</summary>
    public required string PlatformIdHash { get; init; }

    /// <summary>The platform's id, for payment; deleted when the researcher asks, and never exported.</summary>
    public string? PlatformId { get; set; }

    /// <summary>The kept parameters of the arrival.</summary>
    public required IReadOnlyDictionary<string, string> Extras { get; set; }

    public required CrowdState State { get; set; }
    public required DateTime ArrivedAt { get; init; }
    public DateTime? EndedAt { get; set; }

    public Actor ToActor() => new(ActorIdOf(Id), "Participant", ActorRole.Annotator);

    public static string ActorIdOf(Guid id) => $"{Prefix}{id}";

    /// <summary>The participant behind an actor's id; null for everybody else.</summary>
    public static Guid? IdOf(string actorId) =>
        actorId.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(actorId.AsSpan(Prefix.Length), out var id) ? id : null;
}

internal sealed class CrowdParticipantMapping : IEntityTypeConfiguration<CrowdParticipant>
{
    public void Configure(EntityTypeBuilder<CrowdParticipant> builder)
    {
        builder.ToTable("crowd_participants");
        builder.Property(p => p.PlatformIdHash).HasMaxLength(64);
        builder.Property(p => p.PlatformId).HasMaxLength(CrowdParticipant.MaxPlatformIdLength);
        builder.Property(p => p.Extras).HasJson();
        builder.HasOne<CrowdDoor>().WithMany().HasForeignKey(p => p.DoorId);
        builder.HasIndex(p => new { p.DoorId, p.PlatformIdHash }).IsUnique();
        builder.HasIndex(p => new { p.DoorId, p.State });
    }
}
