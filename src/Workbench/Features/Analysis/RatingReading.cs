using System.Globalization;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Features.Analysis;

/// <summary>How ratings and their differences are estimated and said, the same in every chart of them.</summary>
internal static class RatingReading
{
    public static string NoData(AnalysisInput input) => input.Judgments.Count > 0
        ? $"No data: all {AnalysisWords.Count(input.Judgments.Count)} judgments are without a usable rating."
        : $"No data: no ratings by {AnalysisWords.Label(input.Scope.Raters)} match what is chosen above.";

    /// <summary>Mean with an interval by cluster: cluster bootstrap from ten clusters on, CR1 below, as for win rates.</summary>
    public static Estimate Mean(IReadOnlyList<double> values, IReadOnlyList<string> clusters, string unit, AnalysisInput input, string method)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var sums = ClusterSums.From([.. values], [.. clusters.Select(c => ids.TryGetValue(c, out var id) ? id : ids[c] = ids.Count)]);
        return ScoreMean.Bootstrap(sums, unit, input.Study.Seed, input.Options.Replicates, level: input.Options.Level, method: method, isShare: false);
    }

    /// <summary>By persona, as the study is a sample of personas; within one persona, by prompt.</summary>
    public static string Unit(AnalysisInput input) => input.Scope.Persona is null ? "persona" : "prompt";

    public static string Rating(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? AnalysisWords.NoData;

    public static string Difference(double? value) => value?.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture) ?? AnalysisWords.NoData;

    public static string Interval(ConfidenceInterval? interval, Func<double?, string> said) =>
        interval is null ? "no interval" : $"[{said(interval.Lower)}, {said(interval.Upper)}]";

    public static IReadOnlyList<string> Footnotes(AnalysisInput input, Estimate estimate, int ratings)
    {
        var unscored = input.Judgments.Count - ratings;
        var how = estimate.Interval is { } interval
            ? $" {interval.Method}{(estimate.Clusters is { } clusters ? $" over {AnalysisWords.Count(clusters)} clusters ({estimate.ClusterUnit})" : "")}{(estimate.Seed is { } seed ? FormattableString.Invariant($", seed {seed}") : "")}; {AnalysisWords.Percent(interval.Level)} intervals."
            : "";
        return
        [
            $"n {AnalysisWords.Count(ratings)} ratings by {AnalysisWords.Count(input.Judgments.Raters.Count)} {AnalysisWords.Label(input.Scope.Raters)}, judging {AnalysisWords.Label(input.Scope.Perspective)}; criterion {input.Scope.Criterion}.{how}",
            $"Left out: {AnalysisWords.Count(unscored)} unscored (skipped; never counted as a low rating), {AnalysisWords.Count(input.Study.Excluded)} of excluded raters and {AnalysisWords.Count(input.Study.Superseded)} undone or corrected in the whole study.",
            "The steps are taken as equally wide. Raters use a scale each in their own way; differences within a persona and prompt suffer less from that than the means do.",
            .. input.Study.IsSample ? ["The outputs are the sample's own and no evidence about any model."] : Array.Empty<string>(),
        ];
    }
}
