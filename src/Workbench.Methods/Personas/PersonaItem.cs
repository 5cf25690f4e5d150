namespace Workbench.Methods.Personas;

/// <summary>
/// One thing known about a person. Items are what techniques choose from and what an output records as shown, so
/// that mention and cold-start analyses know what the model could have used.
/// </summary>
public sealed record PersonaItem
{
    /// <summary>Key of the field in the <see cref="PersonaSchema"/>.</summary>
    public required string Field { get; init; }

    /// <summary>The value: an attribute, a statement, a document's text, an interaction, or the chosen answer of a pair.</summary>
    public required string Text { get; init; }

    /// <summary>Title of a document, or the prompt of a pair.</summary>
    public string? Title { get; init; }

    /// <summary>When it was written or happened.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The rejected answer of a pair.</summary>
    public string? Rejected { get; init; }

    /// <summary>What an imported entry held besides, as one compact JSON object: kept and exported again, never shown to a model.</summary>
    public string? Extra { get; init; }
}
