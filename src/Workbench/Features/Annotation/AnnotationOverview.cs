using Workbench.Features.Analysis;
using Workbench.Features.Annotation.Monitoring;
using Workbench.Features.Studies;
using Workbench.Methods.Statistics;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>How far the judging by people is in the open wave. Simulated raters and model judges appear among the raters and nowhere else.</summary>
public sealed record AnnotationOverview
{
    public required int RatersPerComparison { get; init; }

    /// <summary>Whether two answers are compared, or one is rated by itself; then nobody chooses a side.</summary>
    public required JudgedUnit Unit { get; init; }

    public required Perspective Perspective { get; init; }

    /// <summary>The overall question, in the words of the study.</summary>
    public required string Question { get; init; }

    /// <summary>Comparisons that are open to all; those of annotators who judge for themselves are counted apart (<see cref="OwnProfile"/>).</summary>
    public required int Planned { get; init; }

    /// <summary>Comparisons with both answers there.</summary>
    public required int Ready { get; init; }

    /// <summary>The waves, the first first; one where the study has no waves.</summary>
    public required IReadOnlyList<WaveProgress> Waves { get; init; }

    /// <summary>Places that annotators hold at this moment.</summary>
    public required int PlacesInHand { get; init; }

    public required Throughput Throughput { get; init; }

    /// <summary>Agreement of people on the overall question so far, in the perspective that is asked for now.</summary>
    public required Estimate Agreement { get; init; }

    /// <summary>Whether people lean to a side, in the perspective that is asked for now; those who are left out are not counted.</summary>
    public required SideLean Sides { get; init; }

    /// <summary>How sure the primary estimate is by now; which way it points is for the results page.</summary>
    public required PrimaryPrecision Precision { get; init; }

    /// <summary>Whether the actor may decide about raters.</summary>
    public required bool MayDecide { get; init; }

    public required IReadOnlyList<RaterSummary> Raters { get; init; }

    /// <summary>The wave that is open.</summary>
    public WaveProgress Now => Waves.Single(w => w.IsOpen);

    /// <summary>Judged by one person at least, in the wave that is open.</summary>
    public int Begun => Now.Begun + Now.Complete;

    /// <summary>Judged by as many people as planned, in the wave that is open.</summary>
    public int Complete => Now.Complete;

    /// <summary>Usable judgments by people in all waves, whether they count in the results or not.</summary>
    public int HumanJudgments => Raters.Where(r => r.Kind == RaterKind.Human).Sum(r => r.Judged);

    /// <summary>Those of <see cref="HumanJudgments"/> by raters who are left out.</summary>
    public int LeftOutJudgments => Raters.Where(r => r.Kind == RaterKind.Human && r.Exclusion is not null).Sum(r => r.Judged);

    public int SimulatedJudgments => Raters.Where(r => r.Kind == RaterKind.Simulated).Sum(r => r.Judged);
}
