using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>
/// One judgment as the canonical JSON Lines carry it (one line, one record). A comparison names both
/// <see cref="Left"/> and <see cref="Right"/> and gives a <see cref="Choice"/>; a rating gives a <see cref="Value"/>.
/// </summary>
public sealed record Judgment
{
    /// <summary>The criterion of judgments that name none.</summary>
    public const string DefaultCriterion = "overall";

    /// <summary>
    /// Name of a further field: the probability, above 0 and at most 1, with which the rater was given this comparison
    /// where allocation was adaptive. Win rates and Bradley–Terry strengths weigh by its inverse.
    /// </summary>
    public const string SelectionProbability = "selection_probability";

    /// <summary>What was judged: one comparison, or one text for a rating.</summary>
    public required string Item { get; init; }

    /// <summary>The condition or system displayed at the left, or null.</summary>
    public string? Left { get; init; }

    /// <summary>The condition or system displayed at the right, or null.</summary>
    public string? Right { get; init; }

    /// <summary>The verdict as displayed; <see cref="Judgments.Choice.None"/> is "no usable verdict".</summary>
    public Choice Choice { get; init; }

    /// <summary>How much better, 1 to 3, or null.</summary>
    public int? Strength { get; init; }

    /// <summary>The value of a rating, or null.</summary>
    public JudgmentValue? Value { get; init; }

    /// <summary>What was asked, e.g. <c>overall</c>, <c>personalization</c>.</summary>
    public string Criterion { get; init; } = DefaultCriterion;

    /// <summary>Who judged (a pseudonym), or null where the source does not say.</summary>
    public string? Rater { get; init; }

    /// <summary>A person or a model.</summary>
    public RaterKind RaterKind { get; init; }

    /// <summary>The persona of the item, a cluster for intervals and slices, or null.</summary>
    public string? Persona { get; init; }

    /// <summary>The prompt of the item, a cluster for intervals and slices, or null.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whose preference was asked for.</summary>
    public Perspective Perspective { get; init; }

    /// <summary>Verbalised or given certainty, 0 to 100, or null.</summary>
    public double? Certainty { get; init; }

    /// <summary>Which order a model saw where it judged both, e.g. <c>AB</c>; null otherwise.</summary>
    public string? Order { get; init; }

    /// <summary>The rater's reason, or null.</summary>
    public string? Rationale { get; init; }

    /// <summary>Time taken in seconds, or null.</summary>
    public double? Seconds { get; init; }

    /// <summary>When the judgment was made, UTC, or null.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Unknown fields of the source, kept so that they can be exported again.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = EmptyExtra;

    /// <summary>True where both sides are named.</summary>
    public bool IsComparison => Left is not null && Right is not null;

    /// <summary>True where there is a usable verdict: a choice, or, for a rating, a value.</summary>
    public bool IsScored => Choice != Choice.None || (!IsComparison && Value is not null);

    private static readonly IReadOnlyDictionary<string, JsonElement> EmptyExtra = new Dictionary<string, JsonElement>();
}
