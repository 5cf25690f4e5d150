using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Annotation;

/// <summary>Somebody, or a rule fixed before the start, left a rater's judgments out of the results or took them in again. Rows are only added.</summary>
public sealed class RaterDecision
{
    public const int MaxReasonLength = 400;

    /// <summary>In <see cref="By"/>, where nobody decided but a rule.</summary>
    public const string ByRule = "rule";

    public required Guid Id { get; init; }
    public required Guid RaterId { get; init; }
    public required bool IsExcluded { get; init; }
    public required string Reason { get; init; }

    /// <summary>The actor's name, or "rule".</summary>
    public required string By { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class RaterDecisionMapping : IEntityTypeConfiguration<RaterDecision>
{
    public void Configure(EntityTypeBuilder<RaterDecision> builder)
    {
        builder.ToTable("rater_decisions");
        builder.Property(d => d.Reason).HasMaxLength(RaterDecision.MaxReasonLength);
        builder.HasOne<Rater>().WithMany().HasForeignKey(d => d.RaterId);
        builder.HasIndex(d => new { d.RaterId, d.At });
    }
}
