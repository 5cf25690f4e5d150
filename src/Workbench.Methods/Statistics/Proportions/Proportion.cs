using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Proportions;

/// <summary>
/// A share k/n of independent yes/no observations with its interval. These intervals assume a binomial count: they do
/// not apply to a win rate with ties as half (the score is not binomial) nor to clustered rows.
/// </summary>
/// <remarks>
/// Wilson (1927) JASA 22; Clopper, Pearson (1934) Biometrika 26; Agresti, Coull (1998) Am. Stat. 52; Brown, Cai,
/// DasGupta (2001) Stat. Sci. 16.
/// </remarks>
public static class Proportion
{
    /// <summary>The share with its interval; undefined ("no data") for n = 0.</summary>
    /// <param name="successes">k, 0 to n.</param>
    /// <param name="n">Number of observations.</param>
    /// <param name="method">The interval.</param>
    /// <param name="level">Nominal coverage, 0 to 1.</param>
    /// <param name="name">Name of the estimator as shown.</param>
    public static Estimate Of(int successes, int n, ProportionMethod method = ProportionMethod.Wilson, double level = 0.95, string name = "proportion")
    {
        if (n == 0)
            return Estimate.Undefined(name, "no data");
        var share = (double)successes / n;
        return new Estimate
        {
            Value = share,
            Interval = Interval(successes, n, method, level),
            StandardError = Math.Sqrt(share * (1 - share) / n),
            Method = name,
            N = n,
        };
    }

    /// <summary>The interval of k successes in n.</summary>
    /// <param name="successes">k, 0 to n.</param>
    /// <param name="n">Number of observations, at least 1.</param>
    /// <param name="method">Which interval.</param>
    /// <param name="level">Nominal coverage, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is not in 0 … n, n is below 1, or the level is not in (0, 1).</exception>
    public static ConfidenceInterval Interval(int successes, int n, ProportionMethod method, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        return method switch
        {
            ProportionMethod.Wilson => Wilson(successes, n, level),
            ProportionMethod.ClopperPearson => ClopperPearson(successes, n, level),
            ProportionMethod.Jeffreys => Jeffreys(successes, n, level),
            _ => AgrestiCoull(successes, n, level),
        };
    }

    /// <summary>Wilson: centre <c>(p + z²/2n)/(1 + z²/n)</c>, half width <c>z/(1 + z²/n)·√(p(1−p)/n + z²/4n²)</c>; exact 0 and 1 at the ends.</summary>
    private static ConfidenceInterval Wilson(int k, int n, double level)
    {
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var p = (double)k / n;
        var scale = 1 + (z * z / n);
        var centre = (p + (z * z / (2 * n))) / scale;
        var half = z / scale * Math.Sqrt((p * (1 - p) / n) + (z * z / (4.0 * n * n)));
        return new ConfidenceInterval(k == 0 ? 0 : Math.Max(0, centre - half), k == n ? 1 : Math.Min(1, centre + half), level, "Wilson");
    }

    /// <summary>Beta quantiles <c>B⁻¹(α/2; k, n−k+1)</c> and <c>B⁻¹(1−α/2; k+1, n−k)</c>.</summary>
    private static ConfidenceInterval ClopperPearson(int k, int n, double level)
    {
        var tail = (1 - level) / 2;
        return new ConfidenceInterval(
            k == 0 ? 0 : Beta.InvCDF(k, n - k + 1, tail), k == n ? 1 : Beta.InvCDF(k + 1, n - k, 1 - tail), level, "Clopper–Pearson");
    }

    /// <summary>Quantiles of Beta(k + ½, n − k + ½).</summary>
    private static ConfidenceInterval Jeffreys(int k, int n, double level)
    {
        var tail = (1 - level) / 2;
        return new ConfidenceInterval(Beta.InvCDF(k + 0.5, n - k + 0.5, tail), Beta.InvCDF(k + 0.5, n - k + 0.5, 1 - tail), level, "Jeffreys");
    }

    /// <summary>Wald with <c>n + z²</c> observations and <c>k + z²/2</c> successes, cut to [0, 1].</summary>
    private static ConfidenceInterval AgrestiCoull(int k, int n, double level)
    {
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var size = n + (z * z);
        var p = (k + (z * z / 2)) / size;
        var half = z * Math.Sqrt(p * (1 - p) / size);
        return new ConfidenceInterval(Math.Max(0, p - half), Math.Min(1, p + half), level, "Agresti–Coull");
    }
}
