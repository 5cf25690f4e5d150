using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>A passage that a rater marked in one of the answers.</summary>
public sealed record HighlightedSpan
{
    public const int MaxSpans = 30;
    public const int MaxQuoteLength = 2_000;

    /// <summary>Longest sum of all quotes of one judgment; with the longest rationale they still fit into a draft.</summary>
    public const int MaxTotalLength = 12_000;

    /// <summary>The pane it stands in: left or right.</summary>
    public required Choice Side { get; init; }

    /// <summary>First character and length within the answer's text as it was shown, in UTF-16 units.</summary>
    public required int Start { get; init; }

    public required int Length { get; init; }

    /// <summary>The marked words.</summary>
    public required string Quote { get; init; }

    /// <summary>Key of the persona field that the passage draws on; null where it is marked as unsupported.</summary>
    public string? Field { get; init; }

    /// <summary>Which item of that field, from 0.</summary>
    public int? Item { get; init; }
}
