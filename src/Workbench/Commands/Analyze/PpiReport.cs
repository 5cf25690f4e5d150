using System.Text.Json.Nodes;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>ppi</c>: people's mean score with the help of a judge.</summary>
internal static class PpiReport
{
    public static JsonObject Of(JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, ReportOptions options)
    {
        JudgedComparison[] labelled = [.. judged.Where(c => !double.IsNaN(c.People))];
        JudgedComparison[] unlabelled = [.. judged.Where(c => double.IsNaN(c.People))];
        var clustered = judged.All(c => c.Persona >= 0);
        var result = PredictionPoweredMean.Compute(
            [.. labelled.Select(c => c.People)],
            [.. labelled.Select(c => c.Judge)],
            [.. unlabelled.Select(c => c.Judge)],
            clustered ? [.. labelled.Select(c => c.Persona)] : [],
            clustered ? [.. unlabelled.Select(c => c.Persona)] : [],
            "persona",
            options.Level);
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
        report.Put("effective_n", result.EffectiveN, result.PpiPlusPlus.UndefinedReason ?? "the variance is 0");
        return report;
    }
}
