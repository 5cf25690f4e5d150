using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Somebody who came by a link: a name of their own choice, and a code to come back with. Their right is a <c>StudyMember</c>.</summary>
public sealed class InvitedAnnotator
{
    public const int MaxNameLength = 60;

    private const string Prefix = "invited:";

    public required Guid Id { get; init; }

    public required Guid InvitationId { get; init; }

    public required string Name { get; init; }

    public required string CodeHash { get; init; }

    public required DateTime CreatedAt { get; init; }

    public Actor ToActor() => new(ActorIdOf(Id), Name, ActorRole.Annotator);

    public static string ActorIdOf(Guid id) => $"{Prefix}{id}";

    /// <summary>The invited annotator behind an actor's id; null for everybody else.</summary>
    public static Guid? IdOf(string actorId) =>
        actorId.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(actorId.AsSpan(Prefix.Length), out var id) ? id : null;
}

internal sealed class InvitedAnnotatorMapping : IEntityTypeConfiguration<InvitedAnnotator>
{
    public void Configure(EntityTypeBuilder<InvitedAnnotator> builder)
    {
        builder.ToTable("invited_annotators");
        builder.Property(a => a.Name).HasMaxLength(InvitedAnnotator.MaxNameLength);
        builder.Property(a => a.CodeHash).HasMaxLength(64);
        builder.HasOne<StudyInvitation>().WithMany().HasForeignKey(a => a.InvitationId);
        builder.HasIndex(a => a.CodeHash).IsUnique();
    }
}
