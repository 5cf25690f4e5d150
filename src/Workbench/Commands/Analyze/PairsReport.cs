using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Tests;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>pairs</c>: every two systems that met, with intervals by item, persona and rater (CR1, t).</summary>
internal static class PairsReport
{
    public static JsonArray Of(JudgmentSet resolved, ReportOptions options)
    {
        var scores = resolved.LeftScores().ToArray();
        return new JsonArray([.. PairRates.RowsByPair(resolved).Select(pair => Row(resolved, scores, pair.A, pair.B, pair.Rows, options))]);
    }

    private static JsonObject Row(JudgmentSet set, double[] leftScores, int a, int b, int[] rows, ReportOptions options)
    {
        int[] scored = [.. rows.Where(row => !double.IsNaN(leftScores[row]))];
        double[] scores = [.. scored.Select(row => set.Left[row] == a ? leftScores[row] : 1 - leftScores[row])];
        var wins = scores.Count(score => score > 0.5);
        var losses = scores.Count(score => score < 0.5);
        var target = new JsonObject
        {
            ["a"] = set.Systems[a],
            ["b"] = set.Systems[b],
            ["a_wins"] = wins,
            ["b_wins"] = losses,
            ["ties"] = scores.Length - wins - losses,
            ["unscored"] = rows.Length - scored.Length,
            ["sign_test_p"] = SignTest.TwoSided(wins, losses).Value,
        };
        var weights = SelectionWeights.Of(set, scored);
        target.Put("win_rate_a", scores.Length == 0 ? null : weights is null ? scores.Average() : ClusterSums.From(scores, scored, weights).Mean, "no data");
        foreach (var (key, by) in new[] { ("ci_cluster_item", ClusterBy.Item), ("ci_cluster_persona", ClusterBy.Persona), ("ci_cluster_rater", ClusterBy.Rater) })
            target.PutInterval(key, Interval(set, scored, scores, weights, by, options.Level));
        return target;
    }

    private static Estimate Interval(JudgmentSet set, int[] rows, double[] scores, double[]? weights, ClusterBy by, double level)
    {
        var (present, unit) = by switch
        {
            ClusterBy.Persona => (set.HasPersonas, "persona"),
            ClusterBy.Rater => (set.HasRaters, "rater"),
            _ => (true, "item"),
        };
        var ids = by == ClusterBy.Persona ? set.Persona : by == ClusterBy.Rater ? set.Rater : set.Item;
        if (!present)
            return Estimate.Undefined("win rate", $"the file names no {unit}");
        var clusters = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            clusters[i] = ids[rows[i]];
        var estimate = ScoreMean.Cr1(ClusterSums.From(scores, clusters, weights), unit, level, "win rate, ties as half");
        return estimate.Interval is { } interval
            ? estimate with { Interval = interval with { Lower = Math.Max(0, interval.Lower), Upper = Math.Min(1, interval.Upper) } }
            : estimate;
    }
}
