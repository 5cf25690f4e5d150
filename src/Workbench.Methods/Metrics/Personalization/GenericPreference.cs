using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>
/// Share of personas that prefer the other condition (the generic answer, where the scores are those of the personalized one): an average win rate above one half can hide many of them.
/// </summary>
/// <remarks>
/// Observed: personas with <c>ŵ_p &lt; ½</c> over personas with a scored comparison. Since few comparisons a persona scatter, the corrected share takes true win
/// rates as normal with mean μ (mean of ŵ_p) and <c>τ² = Var(ŵ_p) − mean(s²_p/n_p)</c> (method of moments, s² pooled within personas). Undefined
/// without personas; the corrected share also where τ² ≤ 0 or no persona has two comparisons.
/// Reference: DerSimonian, Laird (1986), Control. Clin. Trials 7(3), unweighted moments.
/// </remarks>
public static class GenericPreference
{
    /// <summary>Computes both shares.</summary>
    /// <param name="scores">1 where the condition won, ½ for a tie, 0 where it lost; NaN unscored.</param>
    /// <param name="personas">Persona of each comparison.</param>
    /// <param name="level">Nominal coverage.</param>
    public static GenericPreferenceResult Compute(IReadOnlyList<double> scores, IReadOnlyList<int> personas, double level = 0.95)
    {
        const string ObservedName = "personas with a win rate below one half", CorrectedName = "personas with a win rate below one half, corrected for noise";
        const string SpreadName = "spread of personas' win rates";
        var groups = Enumerable.Range(0, scores.Count).Where(i => !double.IsNaN(scores[i])).GroupBy(i => personas[i])
            .Select(g => g.Select(i => scores[i]).ToArray()).ToArray();
        var unscored = scores.Count(double.IsNaN);
        var means = groups.Select(g => g.Average()).ToArray();
        var below = means.Count(m => m < 0.5 - 1e-12);
        var even = means.Count(m => Math.Abs(m - 0.5) <= 1e-12);
        var observed = WilsonShare.Compute(ObservedName, below, groups.Length, level, "no persona has a scored comparison") with
        {
            Unscored = unscored,
            Clusters = groups.Length,
            ClusterUnit = "persona",
            Settings = new Dictionary<string, string> { ["undecided"] = Numbers.Text(even) },
        };
        var freedom = groups.Sum(g => g.Length - 1);
        if (groups.Length < 2 || freedom == 0)
        {
            var reason = groups.Length < 2 ? "fewer than two personas" : "no persona has two comparisons";
            return new GenericPreferenceResult(observed, Estimate.Undefined(CorrectedName, reason, groups.Length, unscored),
                Estimate.Undefined(SpreadName, reason, groups.Length, unscored), even);
        }

        var pooled = groups.Sum(g => g.Sum(s => (s - g.Average()) * (s - g.Average()))) / freedom;
        var mean = means.Average();
        var between = Math.Pow(Quantile.StandardDeviation(means), 2) - groups.Average(g => pooled / g.Length);
        var settings = new Dictionary<string, string> { ["mean"] = Numbers.Text(mean), ["variance_within"] = Numbers.Text(pooled) };
        var spread = new Estimate
        {
            Value = Math.Sqrt(Math.Max(0, between)),
            Unit = "win rate",
            Method = SpreadName,
            N = groups.Sum(g => g.Length),
            Unscored = unscored,
            Clusters = groups.Length,
            ClusterUnit = "persona",
            Settings = settings,
            Warnings = [groups.Length < 20 ? $"only {groups.Length} personas: the spread is uncertain, no interval" : "estimated by moments: no interval"],
        };
        var corrected = between <= 0
            ? Estimate.Undefined(CorrectedName, "personas do not differ beyond sampling noise", groups.Length, unscored)
            : spread with { Method = CorrectedName, Unit = "proportion", Value = Normal.CDF(0, 1, (0.5 - mean) / Math.Sqrt(between)) };
        return new GenericPreferenceResult(observed, corrected, spread, even);
    }
}
