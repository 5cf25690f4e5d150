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

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
