using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Prompts;

/// <summary>A prompt of the library: what a user asks. Like personas, studies keep frozen copies.</summary>
public sealed class StoredPrompt
{
    public const int MaxTextLength = 12_000;
    public const int MaxCategoryLength = 60;
    public const int MaxReferenceLength = 12_000;
    public const int MaxNoteLength = 1_000;

    public required Guid Id { get; init; }
    public required string Text { get; set; }

    /// <summary>Text, category and note, folded for search (<see cref="Shared.Text.SearchText"/>).</summary>
    public required string SearchText { get; set; }

    public required string Category { get; set; }

    /// <summary>A text to compare answers with, where one exists.</summary>
    public string? Reference { get; set; }

    /// <summary>A remark for researchers; never shown to a model or an annotator.</summary>
    public string? Note { get; set; }

    /// <summary>The only persona that asks this, or null where anybody may.</summary>
    public Guid? PersonaId { get; set; }

    public required int Version { get; set; }

    /// <summary>Place among those that were added together.</summary>
    public required int Position { get; init; }

    public string? Source { get; init; }
    public string? SampleId { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; set; }
    public DateTime? DeletedAt { get; set; }
}

internal sealed class StoredPromptMapping : IEntityTypeConfiguration<StoredPrompt>
{
    public void Configure(EntityTypeBuilder<StoredPrompt> builder)
    {
        builder.ToTable("prompts");
        builder.Property(p => p.Category).HasMaxLength(StoredPrompt.MaxCategoryLength);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.Category);
        builder.HasIndex(p => p.SampleId).IsUnique();
    }
}
