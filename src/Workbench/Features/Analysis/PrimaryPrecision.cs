using Workbench.Features.Studies;
using Workbench.Methods.Statistics.Planning;
using Workbench.Methods.Statistics.WinRates;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>
/// How sure the study's primary estimate by people is so far: its width and what more judgments would do to it. It holds
/// neither the estimate nor a bound of its interval, so that whoever watches the judging stays blind to the answer
/// (methods reference 3.2).
/// </summary>
public sealed record PrimaryPrecision
{
    /// <summary>Why there is no width; null where there is one.</summary>
    public string? UndefinedReason { get; init; }

    /// <summary>Scored judgments.</summary>
    public int N { get; init; }

    /// <summary>Half of the interval's width, as a share.</summary>
    public double HalfWidth { get; init; }

    /// <summary>How the interval is made.</summary>
    public string Method { get; init; } = "";

    /// <summary>Clusters that the interval respects, and what one is.</summary>
    public int Clusters { get; init; }

    public string ClusterUnit { get; init; } = "";

    /// <summary>How alike two judgments of one cluster are; 0 where it cannot be told.</summary>
    public double Icc { get; init; }

    /// <summary>Further judgments needed for a half-width, where they come with further clusters; 0 where it is reached.</summary>
    public int More(double target) => Math.Max(0, WidthPlanning.Needed(N, HalfWidth, target) - N);

    /// <summary>The same where they are about the same clusters; null where these never give that width.</summary>
    public int? MoreInSameClusters(double target) =>
        target >= HalfWidth ? 0 : WidthPlanning.NeededInSameClusters(N, HalfWidth, Clusters, Icc, target) is { } all ? Math.Max(0, all - N) : null;

    /// <summary>The half-width that no number of judgments of the same clusters gets below.</summary>
    public double Floor => WidthPlanning.Floor(N, HalfWidth, Clusters, Icc);

    public static PrimaryPrecision Of(JudgedStudy study)
    {
        if (study.Unit == JudgedUnit.Output)
            return new() { UndefinedReason = "single answers are rated here, and this width is one of comparisons; the interval of their difference stands under Results" };
        var input = AnalysisInput.From(study, AnalysisScope.Choose(study, new() { Raters = RaterKind.Human }));
        if (input.Scope.Contrast is not { } contrast)
            return new() { UndefinedReason = "this study compares no two conditions" };
        var rate = ConditionRates.Of(input.Judgments, contrast.Treatment.Name, contrast.Baseline.Name, input.Options).Rate;
        if (rate.Value is null)
            return new() { UndefinedReason = "no person has judged yet" };
        if (rate is not { Interval: { } interval, Clusters: >= 2 })
            return new() { N = rate.N, UndefinedReason = rate.Warnings.Count > 0 ? rate.Warnings[0] : "no interval yet" };
        var (scores, clusters, _) = input.Scores(contrast);
        return new()
        {
            N = rate.N,
            HalfWidth = (interval.Upper - interval.Lower) / 2,
            Method = interval.Method,
            Clusters = rate.Clusters.Value,
            ClusterUnit = rate.ClusterUnit ?? "cluster",
            Icc = IntraclassCorrelation.OneWay(scores, clusters, rate.ClusterUnit ?? "cluster").Value ?? 0,
        };
    }
}
