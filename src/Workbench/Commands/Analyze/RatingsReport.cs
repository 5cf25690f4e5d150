using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Commands.Analyze;

/// <summary>
/// The part <c>ratings</c>: the mean of numeric ratings, of each system where rows name one, and between two systems the
/// difference within persona and prompt.
/// </summary>
internal static class RatingsReport
{
    public static JsonObject? Of(JudgmentSet resolved, ReportOptions options)
    {
        int[] rows = [.. Enumerable.Range(0, resolved.Count).Where(row => !double.IsNaN(resolved.Value[row]))];
        if (rows.Length == 0)
            return null;
        var (ids, unit) = ClusterIds.Of(resolved, ClusterBy.Auto);
        var report = Mean(resolved, rows, ids, unit, options);
        var bySystem = rows.Where(row => resolved.Left[row] >= 0 && resolved.Right[row] < 0).GroupBy(row => resolved.Left[row])
            .OrderBy(system => resolved.Systems[system.Key], StringComparer.Ordinal).ToList();
        if (bySystem.Count == 0)
            return report;
        report["systems"] = new JsonObject(bySystem.Select(system => KeyValuePair.Create<string, JsonNode?>(resolved.Systems[system.Key], Mean(resolved, [.. system], ids, unit, options))));
        if (bySystem.Count == 2)
            report["difference"] = Difference(resolved, [.. bySystem.Select(system => system.Key)], rows, options);
        return report;
    }

    private static JsonObject Mean(JudgmentSet set, int[] rows, int[]? ids, string unit, ReportOptions options)
    {
        double[] values = [.. rows.Select(row => set.Value[row])];
        var mean = ids is null
            ? ScoreMean.Independent(values, options.Level, "mean rating", isShare: false)
            : ScoreMean.Cr1(ClusterSums.From(values, [.. rows.Select(row => ids[row])]), unit, options.Level, "mean rating", isShare: false);
        var report = new JsonObject { ["n"] = rows.Length };
        report.Put("mean", mean);
        report.PutInterval("ci", mean);
        report.PutOr("ci_method", mean.Interval?.Method, "no interval");
        return report;
    }

    /// <summary>
    /// Raters and samples are averaged within persona and prompt first. By persona: bootstrap from ten on, CR1 below;
    /// where there is only one persona, by prompt.
    /// </summary>
    private static JsonObject Difference(JudgmentSet set, int[] systems, int[] rows, ReportOptions options)
    {
        var (treatment, baseline) = InOrder(set, systems, options);
        var cells = rows.Where(row => set.Right[row] < 0 && (set.Persona[row] >= 0 || set.Prompt[row] >= 0))
            .GroupBy(row => (Persona: set.Persona[row], Prompt: set.Prompt[row]))
            .Select(cell => (cell.Key, Treated: MeanOf(set, cell, treatment), Plain: MeanOf(set, cell, baseline)))
            .Where(cell => cell.Treated is not null && cell.Plain is not null)
            .ToList();
        var report = new JsonObject { ["of"] = $"{set.Systems[treatment]} minus {set.Systems[baseline]}", ["within"] = "persona and prompt" };
        if (cells.Count == 0)
        {
            report.PutNothing("value", "no persona and prompt has ratings of both systems");
            return report;
        }

        var byPersona = cells.Select(cell => cell.Key.Persona).Distinct().Count() > 1;
        var sums = ClusterSums.From([.. cells.Select(cell => cell.Treated!.Value - cell.Plain!.Value)], [.. cells.Select(cell => byPersona ? cell.Key.Persona : cell.Key.Prompt)]);
        foreach (var (key, value) in ReportJson.Full(ScoreMean.Bootstrap(sums, byPersona ? "persona" : "prompt", options.Seed, level: options.Level, method: "difference of ratings", isShare: false)))
            report[key] = value?.DeepClone();
        return report;
    }

    /// <summary>The generic system is what is subtracted; without one the order is that of the names.</summary>
    private static (int Treatment, int Baseline) InOrder(JudgmentSet set, int[] systems, ReportOptions options) =>
        PersonasReport.GenericOf([.. systems.Select(system => set.Systems[system])], options) == set.Systems[systems[0]] ? (systems[1], systems[0]) : (systems[0], systems[1]);

    private static double? MeanOf(JudgmentSet set, IEnumerable<int> rows, int system)
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in rows)
        {
            if (set.Left[row] == system)
                (sum, count) = (sum + set.Value[row], count + 1);
        }

        return count == 0 ? null : sum / count;
    }
}
