using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Tests;

/// <summary>
/// Sensitivity of the sign test to ties. The trinomial test keeps the ties: under "no difference" every row is +1, 0 or −1
/// with probabilities (1 − p₀)/2, p₀, (1 − p₀)/2, p₀ the observed share of ties, and the statistic is W − L. The split
/// analysis gives half of the ties to each side before an exact sign test. Rows are independent.
/// </summary>
/// <remarks>Bian, McAleer, Wong (2011) Math. Comput. Simul. 81.</remarks>
public static class TrinomialTest
{
    private const int ExactRows = 2000;

    /// <summary>Two-sided p-value <c>P(|D| ≥ |W − L|)</c>: exact up to 2,000 rows, else normal with variance n(1 − p₀); 1 without data.</summary>
    /// <param name="wins">W.</param>
    /// <param name="losses">L.</param>
    /// <param name="ties">T.</param>
    public static Estimate TwoSided(int wins, int losses, int ties)
    {
        var n = wins + losses + ties;
        var distance = Math.Abs(wins - losses);
        var decisive = n == 0 ? 0 : (double)(wins + losses) / n;
        var exact = n <= ExactRows;
        var p = distance == 0 ? 1
            : exact ? Exact(distance, n, decisive)
            : 2 * Normal.CDF(0, 1, -distance / Math.Sqrt(n * decisive));
        return new Estimate
        {
            Value = Math.Min(1, p),
            Unit = "p-value",
            Method = "trinomial test, two-sided" + (exact ? ", exact" : ", normal approximation"),
            N = n,
        };
    }

    /// <summary>Exact two-sided sign test after half of the ties went to each side; an odd tie is dropped.</summary>
    /// <param name="wins">W.</param>
    /// <param name="losses">L.</param>
    /// <param name="ties">T.</param>
    public static Estimate TiesSplit(int wins, int losses, int ties) =>
        SignTest.TwoSided(wins + (ties / 2), losses + (ties / 2)) with { Method = "sign test, ties split, two-sided", Excluded = ties % 2 };

    /// <summary>The distribution of the sum of n independent +1, 0, −1 by repeated convolution.</summary>
    private static double Exact(int distance, int n, double decisive)
    {
        var current = new double[(2 * n) + 1];
        var next = new double[current.Length];
        current[n] = 1;
        for (var row = 0; row < n; row++)
        {
            for (var at = n - row - 1; at <= n + row + 1; at++)
            {
                var below = at > 0 ? current[at - 1] : 0;
                var above = at < current.Length - 1 ? current[at + 1] : 0;
                next[at] = ((1 - decisive) * current[at]) + (decisive / 2 * (below + above));
            }

            (current, next) = (next, current);
        }

        var tail = 0.0;
        for (var at = n + distance; at < current.Length; at++)
            tail += current[at];
        return 2 * tail;
    }
}
