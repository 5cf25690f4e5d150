using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Length-controlled win rate of one condition against another: <c>σ(θ)</c> from
/// <c>P(win) = σ(θ + φ·tanh(Δlength/sd))</c>, that is the win rate at equal length, ties as half. Without the instruction
/// difficulties of AlpacaEval (there are no reference models here). Swapping the conditions gives one minus it; a condition
/// whose texts are as long as the other's keeps its raw win rate. It does not protect against texts that game a judge.
/// </summary>
/// <remarks>Dubois, Galambosi, Liang, Hashimoto (2024) arXiv 2404.04475; specification 2.11.</remarks>
public static class LengthControlledWinRate
{
    private const string Name = "length-controlled win rate";

    /// <summary>The win rate at equal length with its interval on the logit scale.</summary>
    /// <param name="set">The judgments as displayed (not resolved).</param>
    /// <param name="condition">The condition whose wins are counted.</param>
    /// <param name="against">The other condition.</param>
    /// <param name="leftLength">Length of the left text of each row, NaN where unknown.</param>
    /// <param name="rightLength">Length of the right text of each row, in the same unit.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cluster">Which comparisons are taken together.</param>
    /// <returns>Undefined where the two never met, or where one of them always won.</returns>
    public static Estimate Of(
        JudgmentSet set, string condition, string against, IReadOnlyList<double> leftLength, IReadOnlyList<double> rightLength,
        BradleyTerryOptions? options = null, ClusterBy cluster = ClusterBy.Auto)
    {
        options ??= BradleyTerryOptions.Default;
        var (a, b) = (set.FindSystem(condition), set.FindSystem(against));
        int[] rows = [.. Enumerable.Range(0, set.Count).Where(row =>
            (set.Left[row] == a && set.Right[row] == b) || (set.Left[row] == b && set.Right[row] == a))];
        if (a < 0 || b < 0 || a == b || rows.Length == 0)
            return Estimate.Undefined(Name, "no data");
        var length = CovariateColumn.Length([.. rows.Select(row => leftLength[row])], [.. rows.Select(row => rightLength[row])]);
        var (ranking, effects) = CovariateBradleyTerry.Fit(set.Rows(rows), [length], options, cluster);
        if (ranking.Find(condition)?.LogStrength.Value is not { } first || ranking.Find(against)?.LogStrength.Value is not { } second)
            return Estimate.Undefined(Name, "no data");
        if (ranking.Ridge > options.Ridge)
            return Estimate.Undefined(Name, "one condition always won: the logit is infinite", ranking.N, ranking.Unscored);
        var (logit, strength) = (first - second, ranking.Find(condition)!.LogStrength);
        // With two systems β = ±θ/2, so θ has twice the standard error and twice the half width of either strength.
        var half = strength.Interval is { } interval ? interval.Upper - interval.Lower : (double?)null;
        var rate = Sigmoid(logit);
        return new Estimate
        {
            Value = rate,
            Method = Name,
            N = ranking.N,
            Unscored = ranking.Unscored,
            StandardError = strength.StandardError * 2 * rate * (1 - rate),
            Interval = half is { } width ? new ConfidenceInterval(Sigmoid(logit - width), Sigmoid(logit + width), options.Level, strength.Interval!.Method + " on the logit") : null,
            Clusters = strength.Clusters,
            ClusterUnit = strength.ClusterUnit,
            Settings = new Dictionary<string, string> { ["length_effect"] = effects[0].Effect.Value is { } phi ? Numbers.Text(phi) : "none" },
            Warnings = ranking.Warnings,
        };
    }

    /// <summary>
    /// The rate of every condition at once, one fit for all: what it would have won of its own comparisons at equal length,
    /// <c>mean over its comparisons of σ(β_i − β_j)</c>. Interval: delta method from the cluster sandwich, on the logit scale. With two
    /// conditions that is <see cref="Of"/>.
    /// </summary>
    /// <param name="set">The judgments as displayed (not resolved), with their lengths.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cluster">Which comparisons are taken together.</param>
    /// <returns>By condition; undefined where the row lengths are unknown, or where one side always won.</returns>
    public static IReadOnlyList<(string System, Estimate Rate)> OfAll(JudgmentSet set, BradleyTerryOptions? options = null, ClusterBy cluster = ClusterBy.Auto)
    {
        options ??= BradleyTerryOptions.Default;
        var length = CovariateColumn.Length(set.LeftLength.ToArray(), set.RightLength.ToArray());
        var used = set.Where(row => double.IsFinite(length.Values[row]));
        if (used.Count == 0)
            return [.. PairCounts.From(set).Systems.Select(name => (name, Estimate.Undefined(Name, "no comparison has both lengths")))];
        var (ranking, effects) = CovariateBradleyTerry.Fit(set, [length], options, cluster);
        var met = Met(used, ranking);
        return [.. ranking.Systems.Select(system => (system.Name, Rate(system, ranking, met, effects[0].Effect, options)))];
    }

    /// <summary>Scored comparisons between any two ranked conditions, by their places in the ranking.</summary>
    private static double[,] Met(JudgmentSet used, Ranking ranking)
    {
        var ranked = Ranked(ranking);
        var counts = PairCounts.From(used);
        int[] place = [.. counts.Systems.Select(name => ranked.FindIndex(system => system.Name == name))];
        var met = new double[ranked.Count, ranked.Count];
        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            var (i, j) = (place[counts.First[pair]], place[counts.Second[pair]]);
            if (i >= 0 && j >= 0)
                met[i, j] = met[j, i] = counts.FirstWins[pair] + counts.SecondWins[pair] + counts.Ties[pair];
        }

        return met;
    }

    private static List<RankedSystem> Ranked(Ranking ranking) => [.. ranking.Systems.Where(system => system.LogStrength.Value is not null)];

    private static Estimate Rate(RankedSystem system, Ranking ranking, double[,] met, Estimate effect, BradleyTerryOptions options)
    {
        var ranked = Ranked(ranking);
        var at = ranked.IndexOf(system);
        if (at < 0)
            return Estimate.Undefined(Name, system.LogStrength.UndefinedReason ?? "no data");
        if (ranking.Ridge > options.Ridge)
            return Estimate.Undefined(Name, "the wins do not connect all conditions: a logit is infinite", ranking.N, ranking.Unscored);
        var n = Enumerable.Range(0, ranked.Count).Sum(j => met[at, j]);
        var gradient = new double[ranked.Count];
        var rate = 0.0;
        for (var j = 0; j < ranked.Count; j++)
        {
            if (met[at, j] == 0)
                continue;
            var p = Sigmoid(system.LogStrength.Value!.Value - ranked[j].LogStrength.Value!.Value);
            var weight = met[at, j] / n;
            rate += weight * p;
            gradient[at] += weight * p * (1 - p);
            gradient[j] -= weight * p * (1 - p);
        }

        double? error = null;
        if (ranking.Covariance is { } covariance)
        {
            var size = (int)Math.Round(Math.Sqrt(covariance.Length));
            var variance = 0.0;
            for (var i = 0; i < gradient.Length; i++)
            {
                for (var j = 0; j < gradient.Length; j++)
                    variance += gradient[i] * covariance[(i * size) + j] * gradient[j];
            }

            error = Math.Sqrt(Math.Max(0, variance));
        }

        error = error is { } small && NoVariation.Is(small, rate) ? null : error;

        var logit = Math.Log(rate / (1 - rate));
        var half = Sandwich.Critical(system.LogStrength.Clusters, options.Level) * error / (rate * (1 - rate));
        return new Estimate
        {
            Value = rate,
            Method = Name,
            N = (int)Math.Round(n),
            Unscored = ranking.Unscored,
            StandardError = error,
            Interval = half is { } width && system.LogStrength.Interval is { } interval
                ? new ConfidenceInterval(Sigmoid(logit - width), Sigmoid(logit + width), options.Level, interval.Method + " on the logit") : null,
            Clusters = system.LogStrength.Clusters,
            ClusterUnit = system.LogStrength.ClusterUnit,
            Settings = new Dictionary<string, string> { ["length_effect"] = effect.Value is { } phi ? Numbers.Text(phi) : "none" },
            Warnings = ranking.Warnings,
        };
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
