using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Methods.Metrics;

/// <summary>Means and differences of numeric ratings with intervals by cluster.</summary>
internal static class RatingMeans
{
    internal static Estimate Of(JudgmentSet set, int[] rows, MetricOptions options)
    {
        var (ids, unit) = ClusterIds.Of(set, options.Cluster);
        double[] values = [.. rows.Select(row => set.Value[row])];
        return (ids is null
            ? ScoreMean.Independent(values, options.Level, "mean rating", isShare: false)
            : ScoreMean.Bootstrap(ClusterSums.From(values, [.. rows.Select(row => ids[row])]), unit, options.Seed, options.Replicates, level: options.Level, method: "mean rating", isShare: false)) with
        { Unit = "points" };
    }

    /// <summary>Every two conditions that were rated, the one that others are held against second.</summary>
    internal static IEnumerable<(int Condition, int Against)> Pairs(JudgmentSet set, MetricOptions options)
    {
        int[] systems = [.. Enumerable.Range(0, set.Count).Where(row => !double.IsNaN(set.Value[row]) && set.Left[row] >= 0 && set.Right[row] < 0)
            .Select(row => set.Left[row]).Distinct().OrderBy(id => set.Systems[id], StringComparer.Ordinal)];
        for (var i = 0; i < systems.Length; i++)
        {
            for (var j = i + 1; j < systems.Length; j++)
                yield return set.Systems[systems[i]] == options.Baseline ? (systems[j], systems[i]) : (systems[i], systems[j]);
        }
    }

    /// <summary>The difference within persona and prompt, raters and samples averaged first, and Wilcoxon's test of the clusters' means: by persona where there are two, else by prompt.</summary>
    internal static (Estimate Difference, Estimate Test) Difference(JudgmentSet set, int condition, int against, MetricOptions options)
    {
        const string name = "difference of ratings";
        var cells = Enumerable.Range(0, set.Count)
            .Where(row => !double.IsNaN(set.Value[row]) && set.Right[row] < 0 && (set.Left[row] == condition || set.Left[row] == against) && (set.Persona[row] >= 0 || set.Prompt[row] >= 0))
            .GroupBy(row => (Persona: set.Persona[row], Prompt: set.Prompt[row]))
            .Where(cell => cell.Select(row => set.Left[row]).Distinct().Count() == 2)
            .Select(cell => (cell.Key, Value: cell.Where(row => set.Left[row] == condition).Average(row => set.Value[row]) - cell.Where(row => set.Left[row] == against).Average(row => set.Value[row])))
            .OrderBy(cell => cell.Key).ToList();
        const string reason = "no persona and prompt has ratings of both conditions";
        if (cells.Count == 0)
            return (Estimate.Undefined(name, reason), Estimate.Undefined("Wilcoxon signed-rank, two-sided", reason));
        var byPersona = cells.Select(cell => cell.Key.Persona).Distinct().Count() > 1;
        int[] clusters = [.. cells.Select(cell => byPersona ? cell.Key.Persona : cell.Key.Prompt)];
        double[] values = [.. cells.Select(cell => cell.Value)];
        var difference = ScoreMean.Bootstrap(
            ClusterSums.From(values, clusters), byPersona ? "persona" : "prompt", options.Seed, options.Replicates, level: options.Level, method: name, isShare: false) with
        { Unit = "points" };
        return (difference, WilcoxonSignedRank.Test([.. cells.GroupBy(cell => byPersona ? cell.Key.Persona : cell.Key.Prompt).Select(cluster => cluster.Average(cell => cell.Value))]));
    }
}
