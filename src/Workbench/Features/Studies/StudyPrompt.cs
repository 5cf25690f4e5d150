using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Studies;

/// <summary>A study's own frozen copy of a prompt.</summary>
public sealed class StudyPrompt
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required int Position { get; init; }
    public Guid? PromptId { get; init; }
    public required int Version { get; init; }
    public required string Category { get; init; }
    public required string Text { get; init; }
    public string? Reference { get; init; }

    /// <summary>The only persona of the study that this prompt is combined with, or null for all.</summary>
    public Guid? StudyPersonaId { get; init; }

    public required string Hash { get; init; }
}

internal sealed class StudyPromptMapping : IEntityTypeConfiguration<StudyPrompt>
{
    public void Configure(EntityTypeBuilder<StudyPrompt> builder)
    {
        builder.ToTable("study_prompts");
        builder.HasOne<Study>().WithMany().HasForeignKey(p => p.StudyId);
        builder.HasIndex(p => new { p.StudyId, p.Position }).IsUnique();
    }
}
