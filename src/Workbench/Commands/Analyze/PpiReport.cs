using System.Text.Json.Nodes;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>ppi</c>: people's mean score with the help of a judge.</summary>
internal static class PpiReport
{
    // Few labels beside very many of the judge's: fewer resamples, or they would take longer than all the rest.
    private const int MostRowsDrawn = 40_000_000;
    private const int LeastReplicates = 500;

    public static JsonObject Of(JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, ReportOptions options)
    {
        JudgedComparison[] labelled = [.. judged.Where(c => !double.IsNaN(c.People))];
        JudgedComparison[] unlabelled = [.. judged.Where(c => double.IsNaN(c.People))];
        var (clusters, unit) = JudgedComparisons.Clusters([.. labelled, .. unlabelled]);
        double[] people = [.. labelled.Select(c => c.People)], judge = [.. labelled.Select(c => c.Judge)], rest = [.. unlabelled.Select(c => c.Judge)];
        int[] labelledClusters = [.. clusters.Take(labelled.Length)], restClusters = [.. clusters.Skip(labelled.Length)];
        var result = PredictionPoweredMean.Compute(people, judge, rest, labelledClusters, restClusters, unit, options.Level);
        var report = new JsonObject
        {
            ["of"] = comparisons.Of,
            ["labelled_n"] = result.LabelledN,
            ["unlabelled_n"] = result.UnlabelledN,
        };
        report.Put("classical", result.Classical);
        report.Put("ppi", result.Ppi);
        report.Put("ppi_plus_plus", result.PpiPlusPlus);
        report.Put("lambda", result.Lambda, result.PpiPlusPlus.UndefinedReason ?? "no variance to weigh");
        report.PutInterval("ci", result.PpiPlusPlus);
        if (labelled.Length < PredictionPoweredMean.FewLabels)
        {
            var replicates = Math.Clamp(MostRowsDrawn / Math.Max(1, judged.Count), LeastReplicates, 2000);
            var better = PredictionPoweredMean.WithBootstrapT(people, judge, rest, options.Seed, replicates, labelledClusters, restClusters, unit, options.Level);
            report.PutInterval("ci_bootstrap_t", better);
            if (better.Interval is { } resampled)
                report["ci_bootstrap_t_method"] = resampled.Method;
        }

        report["ci_method"] = result.PpiPlusPlus.Interval?.Method;
        if (result.PpiPlusPlus.Warnings.Count > 0)
            report["warnings"] = ReportJson.Strings(result.PpiPlusPlus.Warnings);
        report.Put("effective_n", result.EffectiveN, result.PpiPlusPlus.UndefinedReason ?? "the variance is 0");
        return report;
    }
}
