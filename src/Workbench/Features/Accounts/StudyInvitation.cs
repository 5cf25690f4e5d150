using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Studies;

namespace Workbench.Features.Accounts;

/// <summary>A link by which annotators without an account come to judge one study, until it is revoked or full.</summary>
public sealed class StudyInvitation
{
    public const int MaxLabelLength = 100;

    public required Guid Id { get; init; }

    public required Guid StudyId { get; init; }

    /// <summary>For the researcher: whom it was sent to. Annotators never see it.</summary>
    public required string Label { get; init; }

    public required string TokenHash { get; init; }

    /// <summary>How many people it lets in; null for any number.</summary>
    public int? Places { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? RevokedAt { get; set; }
}

internal sealed class StudyInvitationMapping : IEntityTypeConfiguration<StudyInvitation>
{
    public void Configure(EntityTypeBuilder<StudyInvitation> builder)
    {
        builder.ToTable("study_invitations");
        builder.Property(i => i.Label).HasMaxLength(StudyInvitation.MaxLabelLength);
        builder.Property(i => i.TokenHash).HasMaxLength(64);
        builder.HasOne<Study>().WithMany().HasForeignKey(i => i.StudyId);
        builder.HasIndex(i => i.TokenHash).IsUnique();
    }
}
