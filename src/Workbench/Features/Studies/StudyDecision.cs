using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Studies;

/// <summary>Something about the judging that was changed after launch: a wave opened, the overlap or a target changed. Rows are only added.</summary>
public sealed class StudyDecision
{
    public const int MaxLength = 400;

    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }

    /// <summary>What was changed, from what to what, as a sentence.</summary>
    public required string What { get; init; }

    public required string Reason { get; init; }

    /// <summary>The actor's name.</summary>
    public required string By { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class StudyDecisionMapping : IEntityTypeConfiguration<StudyDecision>
{
    public void Configure(EntityTypeBuilder<StudyDecision> builder)
    {
        builder.ToTable("study_decisions");
        builder.Property(d => d.What).HasMaxLength(StudyDecision.MaxLength);
        builder.Property(d => d.Reason).HasMaxLength(StudyDecision.MaxLength);
        builder.HasOne<Study>().WithMany().HasForeignKey(d => d.StudyId);
        builder.HasIndex(d => new { d.StudyId, d.At });
    }
}
