using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Planning;

/// <summary>
/// How many comparisons a study needs: sample size and power of the two-sided sign test on decisive comparisons.
/// </summary>
/// <remarks>
/// Counts are decisive, independent comparisons; <see cref="Planned"/> turns them into comparisons to collect. Assumes one true
/// win rate. The exact power is saw-toothed in n, so a larger n can have less; the exact size is the first n that reaches
/// the target. Reference: Noether (1987), JASA 82(398); Dixon, Mood (1946), JASA 41.
/// </remarks>
public static class SignTestPlanning
{
    /// <summary>Normal approximation: <c>n = ⌈(z_{1−α/2}/2 + z_{power} √(p(1−p)))² / (p − ½)²⌉</c>.</summary>
    /// <param name="winRate">True share of wins among decisive comparisons, not one half.</param>
    /// <param name="alpha">Two-sided level.</param>
    /// <param name="power">Wanted power.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate outside its range, or no effect to detect.</exception>
    public static int NormalSize(double winRate, double alpha = 0.05, double power = 0.8)
    {
        Check(winRate, alpha, power);
        var root = Normal.InvCDF(0, 1, 1 - alpha / 2) / 2 + Normal.InvCDF(0, 1, power) * Math.Sqrt(winRate * (1 - winRate));
        return (int)Math.Ceiling(root * root / ((winRate - 0.5) * (winRate - 0.5)) - 1e-9);
    }

    /// <summary>The smallest n whose exact power reaches the target.</summary>
    /// <param name="winRate">True share of wins among decisive comparisons, not one half.</param>
    /// <param name="alpha">Two-sided level.</param>
    /// <param name="power">Wanted power.</param>
    public static int ExactSize(double winRate, double alpha = 0.05, double power = 0.8)
    {
        var guess = NormalSize(winRate, alpha, power);
        // The first crossing lies within a few percent of the approximation; the factor and the constant are generous.
        for (var n = Math.Max(1, guess / 2); ; n++)
        {
            if (ExactPower(n, winRate, alpha) >= power)
                return n;
        }
    }

    /// <summary>Exact power of the sign test: <c>P(X ≤ c) + P(X ≥ n − c)</c> under the true rate, with c the largest count whose two-sided p is at most α.</summary>
    /// <param name="n">Decisive comparisons.</param>
    /// <param name="winRate">True share of wins; one half gives the actual level.</param>
    /// <param name="alpha">Two-sided level.</param>
    /// <returns>0 where no outcome of n comparisons is significant.</returns>
    public static double ExactPower(int n, double winRate, double alpha = 0.05)
    {
        if (n < 1 || 2 * Binomial.CDF(0.5, n, 0) > alpha)
            return 0;
        int low = 0, high = n / 2;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (2 * Binomial.CDF(0.5, n, middle) <= alpha)
                low = middle;
            else
                high = middle - 1;
        }
        return Binomial.CDF(winRate, n, low) + Binomial.CDF(1 - winRate, n, low);
    }

    /// <summary>Comparisons to collect: <c>⌈decisive · design effect / (1 − tie rate)⌉</c>.</summary>
    /// <param name="decisive">Independent decisive comparisons needed.</param>
    /// <param name="tieRate">Expected share of ties, below 1.</param>
    /// <param name="designEffect">Loss to clustering, 1 for none; see <see cref="DesignEffect"/>.</param>
    public static int Planned(int decisive, double tieRate = 0, double designEffect = 1)
    {
        if (!(tieRate is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(tieRate), tieRate, "The tie rate lies in [0, 1).");
        return (int)Math.Ceiling(decisive * designEffect / (1 - tieRate) - 1e-9);
    }

    /// <summary>Half-width of the normal interval of a proportion: <c>z √(p(1−p) · deff / n)</c>.</summary>
    /// <param name="n">Comparisons.</param>
    /// <param name="proportion">Expected proportion; one half is the widest.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="designEffect">Loss to clustering.</param>
    public static double HalfWidth(int n, double proportion = 0.5, double level = 0.95, double designEffect = 1) =>
        Normal.InvCDF(0, 1, 1 - (1 - level) / 2) * Math.Sqrt(proportion * (1 - proportion) * designEffect / n);

    private static void Check(double winRate, double alpha, double power)
    {
        if (!(winRate is > 0 and < 1) || winRate == 0.5)
            throw new ArgumentOutOfRangeException(nameof(winRate), winRate, "The true win rate lies in (0, 1) and is not one half.");
        if (!(alpha is > 0 and < 1) || !(power is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Level and power lie in (0, 1).");
    }
}
