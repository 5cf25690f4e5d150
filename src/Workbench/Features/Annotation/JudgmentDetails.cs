namespace Workbench.Features.Annotation;

/// <summary>What a submission says besides its answers; kept with the overall judgment.</summary>
public sealed record JudgmentDetails
{
    /// <summary>
    /// What the stored JSON of a flagged judgment is like, and of no other: absent members are not written, and a quotation
    /// mark within a text is escaped. So the database tells, and nobody reads the whole.
    /// </summary>
    public const string FlagPattern = "%\"flag\":%";

    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Passages marked in the answers.</summary>
    public IReadOnlyList<HighlightedSpan> Spans { get; init; } = [];

    /// <summary>Not null where the annotator flagged what they judged for the researchers.</summary>
    public string? Flag { get; init; }

    /// <summary>How often an answer was changed before submitting.</summary>
    public int? Changes { get; init; }

    /// <summary>Seconds until the first answer was marked.</summary>
    public double? FirstMark { get; init; }

    /// <summary>How often the persona card was opened by hand; see <see cref="PersonaShown"/>.</summary>
    public int? PersonaOpened { get; init; }

    /// <summary>Whether the persona card stood open when the annotator first saw it; null where there was none, and in judgments from before this was recorded.</summary>
    public bool? PersonaShown { get; init; }

    /// <summary>Whether the words that differ were marked at any time while the pair was judged; null in judgments from before this was recorded.</summary>
    public bool? DifferencesShown { get; init; }
}
