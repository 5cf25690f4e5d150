using Workbench.Methods.Statistics;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>How far the judging by people is. Simulated raters and model judges appear among the raters and nowhere else.</summary>
public sealed record AnnotationOverview
{
    public required int RatersPerComparison { get; init; }
    public required Perspective Perspective { get; init; }
    public required int Planned { get; init; }

    /// <summary>Comparisons with both answers there.</summary>
    public required int Ready { get; init; }

    /// <summary>Judged by one person at least.</summary>
    public required int Begun { get; init; }

    /// <summary>Judged by as many people as planned.</summary>
    public required int Complete { get; init; }

    /// <summary>Places that annotators hold at this moment.</summary>
    public required int PlacesInHand { get; init; }

    /// <summary>Agreement of people on the overall question so far.</summary>
    public required Estimate Agreement { get; init; }

    /// <summary>Whether the actor may decide about raters.</summary>
    public required bool MayDecide { get; init; }

    public required IReadOnlyList<RaterSummary> Raters { get; init; }

    public int HumanJudgments => Raters.Where(r => r.Kind == RaterKind.Human).Sum(r => r.Judged);

    public int SimulatedJudgments => Raters.Where(r => r.Kind == RaterKind.Simulated).Sum(r => r.Judged);
}
