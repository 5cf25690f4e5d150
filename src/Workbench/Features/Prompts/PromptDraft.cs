using System.Globalization;
using Workbench.Shared.Library;

namespace Workbench.Features.Prompts;

/// <summary>A prompt as a person writes it, before it is kept.</summary>
public sealed record PromptDraft
{
    /// <summary>Where a prompt goes that nobody put anywhere.</summary>
    public const string DefaultCategory = "general";

    public required string Text { get; init; }
    public string Category { get; init; } = "";

    /// <summary>A text to compare answers with, where one exists.</summary>
    public string? Reference { get; init; }

    /// <summary>A remark for researchers; never shown to a model or an annotator.</summary>
    public string? Note { get; init; }

    /// <summary>The only persona that asks this, or null where anybody may.</summary>
    public Guid? PersonaId { get; init; }

    /// <summary>The same, trimmed, in a category. The text itself is kept to the letter but for blank ends.</summary>
    public PromptDraft Normalized() => this with
    {
        Text = Text.Trim(),
        Category = Category.Trim() is { Length: > 0 } category ? category : DefaultCategory,
        Reference = Clean(Reference),
        Note = Clean(Note),
    };

    /// <summary>What keeps it from being kept, by field; empty when nothing does.</summary>
    public IEnumerable<FieldProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(Text))
            yield return new("text", null, "A prompt needs a text.");
        foreach (var (field, text, most) in new[]
        {
            ("text", Text, StoredPrompt.MaxTextLength), ("category", Category, StoredPrompt.MaxCategoryLength),
            ("reference", Reference, StoredPrompt.MaxReferenceLength), ("note", Note, StoredPrompt.MaxNoteLength),
        })
        {
            if (text?.Length > most)
                yield return new(field, null, string.Create(CultureInfo.InvariantCulture, $"{text.Length:N0} characters; at most {most:N0} fit."));
        }
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
