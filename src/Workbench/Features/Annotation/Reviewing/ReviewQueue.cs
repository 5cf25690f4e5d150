using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Reviewing;

/// <summary>Comparisons worth a second look, the most disputed first.</summary>
public sealed record ReviewQueue
{
    /// <summary>How many stand on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Whose judgments are compared: people where any judged, else simulated raters, else model judges. Never a mixture.</summary>
    public required RaterKind Raters { get; init; }

    public required Perspective Perspective { get; init; }

    /// <summary>Those that were asked for up to now.</summary>
    public required IReadOnlyList<Perspective> PerspectiveChoices { get; init; }

    /// <summary>What was put before a rater at once.</summary>
    public required JudgedUnit Unit { get; init; }

    /// <summary>Those of the page that was asked for.</summary>
    public required IReadOnlyList<ReviewItem> Items { get; init; }

    /// <summary>Those of all pages.</summary>
    public required int Total { get; init; }

    /// <summary>Comparisons, each with each criterion, that somebody judged.</summary>
    public required int Judged { get; init; }

    /// <summary>Comparisons, each with each criterion, that two raters at least judged.</summary>
    public required int Shared { get; init; }

    /// <summary>Criteria to choose from.</summary>
    public required IReadOnlyList<string> Criteria { get; init; }

    /// <summary>Pairs of known answer that most people answered otherwise.</summary>
    public required IReadOnlyList<FailedCheck> FailedChecks { get; init; }
}

/// <summary>One comparison and one criterion, with what raters said of it.</summary>
public sealed record ReviewItem
{
    public required Guid ComparisonId { get; init; }
    public required string Criterion { get; init; }
    public required string Prompt { get; init; }
    public required string Persona { get; init; }

    /// <summary>Verdicts as displayed in review, or ratings, with how often each was given; only those that were given.</summary>
    public required IReadOnlyList<(string Verdict, int Count)> Verdicts { get; init; }

    /// <summary>From 0, all the same, to 1; null with fewer than two verdicts.</summary>
    public required double? Disagreement { get; init; }

    /// <summary>Raters who flagged the pair.</summary>
    public required int Flags { get; init; }

    /// <summary>How often it was adjudicated.</summary>
    public required int Adjudications { get; init; }
}

/// <summary>A pair of known answer that most people answered otherwise: perhaps its answer is the mistake.</summary>
public sealed record FailedCheck
{
    public required HiddenCheckKind Kind { get; init; }

    /// <summary>Name of a prepared pair; null for one made from the study's own outputs.</summary>
    public required string? Key { get; init; }

    public required string Prompt { get; init; }
    public required string Expected { get; init; }
    public required string Other { get; init; }
    public required int Answered { get; init; }
    public required int Passed { get; init; }
}
