using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>A passage that a rater marked, as a researcher reads it: with what it was marked in, and what it was tied to.</summary>
/// <param name="Rater">The rater's pseudonym.</param>
/// <param name="Condition">Name of the condition whose answer it stands in.</param>
/// <param name="IsPersonalized">Whether that condition knew the person.</param>
/// <param name="Side">Where the answer was displayed.</param>
/// <param name="Quote">The marked words.</param>
/// <param name="Field">Label of the persona's field; null: unsupported.</param>
/// <param name="Item">What the persona says there.</param>
/// <param name="Persona">Whose it is.</param>
/// <param name="At">When it was submitted.</param>
public sealed record MarkedPassage(
    string Rater, string Condition, bool IsPersonalized, Choice Side, string Quote, string? Field, string? Item, string Persona, DateTime At);
