using Workbench.Methods.Statistics.Proportions;

namespace Workbench.Methods.Statistics;

/// <summary>
/// What can be said where all observations are alike. Their standard error is 0, and an interval made of it would have no width, as if a
/// few observations were certain.
/// </summary>
internal static class NoVariation
{
    /// <summary>Standard errors up to this part of the value are rounding: a billion yes/no rows still have 0.00002.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Whether a standard error is 0 but for rounding.</summary>
    internal static bool Is(double error, double value) => error <= Rounding * Math.Max(1, Math.Abs(value));

    /// <summary>Whether each cluster's sum is the mean times its weight, but for rounding.</summary>
    internal static bool Between(ReadOnlySpan<double> sums, ReadOnlySpan<double> weights, double mean)
    {
        for (var g = 0; g < sums.Length; g++)
        {
            if (Math.Abs(sums[g] - (mean * weights[g])) > 1e-12 * weights[g] * Math.Max(1, Math.Abs(mean)))
                return false;
        }

        return true;
    }

    /// <summary>Why there is no interval.</summary>
    internal static string Warning(string unit) => $"no variation between {unit}s: no interval";

    /// <summary>
    /// Wilson's interval where the value lies at an end of its range, each cluster one observation; none elsewhere. It holds for the
    /// mean of any score in the range: the distance from the end, as a part of the range, is at most the share of observations that leave it.
    /// </summary>
    internal static (ConfidenceInterval? Interval, string[] Warnings) At(double value, int clusters, string unit, double level, double lower, double upper)
    {
        var width = upper - lower;
        var isLow = value - lower <= 1e-12 * width;
        if (!double.IsFinite(width) || !(isLow || upper - value <= 1e-12 * width))
            return (null, [Warning(unit)]);
        var wilson = Proportion.Interval(isLow ? 0 : clusters, clusters, ProportionMethod.Wilson, level);
        return (
            new ConfidenceInterval(lower + (width * wilson.Lower), lower + (width * wilson.Upper), level, $"Wilson over {unit}s"),
            [$"every score is the same: the interval counts each {unit} as one observation"]);
    }
}
