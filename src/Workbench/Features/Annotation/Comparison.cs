using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Generation;
using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>
/// Two outputs of one persona and prompt under two conditions, planned at launch and open once both are done. In a
/// study of ratings it holds one output, and the second is null.
/// </summary>
public sealed class Comparison
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required Guid StudyPersonaId { get; init; }
    public required Guid StudyPromptId { get; init; }

    /// <summary>The output of the condition that stands first in the study: the non-personalized one of the usual pair.</summary>
    public required Guid FirstOutputId { get; init; }

    /// <summary>Null where the first output is rated by itself.</summary>
    public required Guid? SecondOutputId { get; init; }

    public required Guid FirstConditionId { get; init; }
    public required Guid? SecondConditionId { get; init; }
    public required int Sample { get; init; }

    /// <summary>The rater whose own profile the outputs were written for; nobody else judges it. Null: open to all.</summary>
    public Guid? OnlyForRaterId { get; init; }
}

internal sealed class ComparisonMapping : IEntityTypeConfiguration<Comparison>
{
    public void Configure(EntityTypeBuilder<Comparison> builder)
    {
        builder.ToTable("comparisons");
        builder.HasOne<Study>().WithMany().HasForeignKey(c => c.StudyId);
        builder.HasOne<Output>().WithMany().HasForeignKey(c => c.FirstOutputId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Output>().WithMany().HasForeignKey(c => c.SecondOutputId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.StudyId, c.StudyPersonaId, c.StudyPromptId });
        builder.HasIndex(c => new { c.FirstOutputId, c.SecondOutputId }).IsUnique();
    }
}
