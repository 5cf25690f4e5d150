using Workbench.Features.Studies;
using Workbench.Methods.Statistics;
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

    /// <summary>Whether single answers are rated: the primary estimate is then a difference of ratings in steps of the scale, else a share.</summary>
    public bool IsRated { get; init; }

    /// <summary>Whose view it is about: the one that is asked for now.</summary>
    public Perspective Perspective { get; init; } = Perspective.ThirdParty;

    /// <summary>Scored judgments; where answers are rated, the requests of a person that both conditions have ratings for.</summary>
    public int N { get; init; }

    /// <summary>Half of the interval's width, as a share or in steps of the scale.</summary>
    public double HalfWidth { get; init; }

    /// <summary>Nominal coverage of the interval.</summary>
    public double Level { get; init; }

    /// <summary>Seed of the resampling; null where the interval is made without.</summary>
    public long? Seed { get; init; }

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
        var isRated = study.Unit == JudgedUnit.Output;
        var input = AnalysisInput.From(study, AnalysisScope.Choose(study, new() { Raters = RaterKind.Human, Perspective = study.Perspective }));
        var none = new PrimaryPrecision { IsRated = isRated, Perspective = study.Perspective };
        if (input.Scope.Contrast is not { } contrast)
            return none with { UndefinedReason = "this study has no two conditions" };
        var (estimate, scores, clusters) = isRated ? Ratings(input) : Verdicts(input, contrast);
        if (estimate.Value is null)
            return none with { UndefinedReason = WhyNone(input) };
        if (estimate is not { Interval: { } interval, Clusters: >= 2 })
            return none with { N = estimate.N, UndefinedReason = estimate.Warnings.Count > 0 ? estimate.Warnings[0] : "no interval yet" };
        var unit = estimate.ClusterUnit ?? "cluster";
        return none with
        {
            N = estimate.N,
            HalfWidth = (interval.Upper - interval.Lower) / 2,
            Level = interval.Level,
            Seed = estimate.Seed,
            Method = interval.Method,
            Clusters = estimate.Clusters.Value,
            ClusterUnit = unit,
            Icc = IntraclassCorrelation.OneWay(scores, clusters, unit).Value ?? 0,
        };
    }

    private static string WhyNone(AnalysisInput input)
    {
        var set = input.Judgments;
        if (set.Count == 0)
            return "no person has judged yet";
        return input.Study.Unit == JudgedUnit.Pair || Enumerable.Range(0, set.Count).All(row => double.IsNaN(set.Value[row]))
            ? "people skipped all they were given so far"
            : "no request has ratings of both conditions yet";
    }

    private static (Estimate Estimate, double[] Scores, int[] Clusters) Verdicts(AnalysisInput input, Contrast contrast)
    {
        var (scores, clusters, _) = input.Scores(contrast);
        return (ConditionRates.Of(input.Judgments, contrast.Treatment.Name, contrast.Baseline.Name, input.Options).Rate, scores, clusters);
    }

    private static (Estimate Estimate, double[] Scores, int[] Clusters) Ratings(AnalysisInput input)
    {
        var cells = RatingCell.Of(input);
        var ids = cells.Select(c => c.Persona).Distinct().Select((persona, i) => (persona, i)).ToDictionary(x => x.persona, x => x.i, StringComparer.Ordinal);
        double[] differences = [.. cells.Select(c => c.Difference)];
        return (RatingReading.Mean(differences, [.. cells.Select(c => c.Persona)], "persona", input, "difference of ratings"), differences, [.. cells.Select(c => ids[c.Persona])]);
    }
}
