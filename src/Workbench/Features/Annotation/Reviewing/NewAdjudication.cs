using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Reviewing;

/// <summary>A verdict that a researcher adds, sides as the review shows them.</summary>
public sealed record NewAdjudication
{
    public required Guid ComparisonId { get; init; }
    public required string Criterion { get; init; }

    /// <summary>The one that the pair was reviewed in.</summary>
    public required Perspective Perspective { get; init; }

    /// <summary>Null, with no <see cref="Value"/>: the researcher cannot decide either.</summary>
    public Choice? Displayed { get; init; }

    /// <summary>The rating of a single answer, 1 to 5.</summary>
    public int? Value { get; init; }

    public required string Reason { get; init; }
}
