using Workbench.Features.Analysis;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Reviewing;

/// <summary>What of the queue is shown; it lives in the address bar.</summary>
public sealed record ReviewFilter
{
    /// <summary>Why a comparison is worth a look.</summary>
    public ReviewReason Why { get; init; } = ReviewReason.Disagreement;

    /// <summary>Null shows every criterion.</summary>
    public string? Criterion { get; init; }

    /// <summary>Whose judgments; null takes the perspective that is asked for now.</summary>
    public Perspective? View { get; init; }

    /// <summary>Whether those that somebody adjudicated are shown instead of those that nobody did.</summary>
    public bool Adjudicated { get; init; }

    /// <summary>Least disagreement, 0 to 1.</summary>
    public double Least { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Reads the address bar; words that mean nothing are as if they were not there.</summary>
    public static ReviewFilter Parse(string? why, string? criterion, string? state, int? least, int? page, string? view = null) => new()
    {
        Why = why switch { "flagged" => ReviewReason.Flagged, "all" => ReviewReason.Any, _ => ReviewReason.Disagreement },
        Criterion = string.IsNullOrWhiteSpace(criterion) ? null : criterion,
        Adjudicated = state == "done",
        View = Enum.GetValues<Perspective>().Where(p => AnalysisFilter.Word(p) == view).Select(p => (Perspective?)p).FirstOrDefault(),
        Least = Math.Clamp(least ?? 0, 0, 100) / 100.0,
        Page = Math.Max(1, page ?? 1),
    };
}

public enum ReviewReason
{
    /// <summary>Raters gave different verdicts.</summary>
    Disagreement,

    /// <summary>A rater flagged the pair.</summary>
    Flagged,

    /// <summary>Either.</summary>
    Any,
}
