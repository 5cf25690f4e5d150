using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Studies;

/// <summary>What an actor may do with one study. The owner of the program needs no membership.</summary>
public sealed class StudyMember
{
    public required Guid StudyId { get; init; }
    public required string ActorId { get; init; }

    /// <summary>The most that the member may do; <see cref="StudyRight.Edit"/> includes viewing and judging.</summary>
    public required StudyRight Right { get; set; }

    public required DateTime CreatedAt { get; init; }
}

internal sealed class StudyMemberMapping : IEntityTypeConfiguration<StudyMember>
{
    public void Configure(EntityTypeBuilder<StudyMember> builder)
    {
        builder.ToTable("study_members");
        builder.HasKey(m => new { m.StudyId, m.ActorId });
        builder.Property(m => m.ActorId).HasMaxLength(200);
        builder.HasOne<Study>().WithMany().HasForeignKey(m => m.StudyId);
    }
}
