using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics;

/// <summary>A share of independent yes/no observations as an <see cref="Estimate"/> with Wilson's interval.</summary>
/// <remarks>Wilson (1927), JASA 22. Undefined without observations.</remarks>
internal static class WilsonShare
{
    internal static Estimate Compute(string method, int successes, int n, double level, string emptyReason)
    {
        if (n == 0)
            return Estimate.Undefined(method, emptyReason);
        var p = (double)successes / n;
        var z = Normal.InvCDF(0, 1, 1 - (1 - level) / 2);
        var scale = 1 + z * z / n;
        var centre = (p + z * z / (2 * n)) / scale;
        var half = z / scale * Math.Sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        return new Estimate
        {
            Value = p,
            Interval = new ConfidenceInterval(
                successes == 0 ? 0 : Math.Max(0, centre - half), successes == n ? 1 : Math.Min(1, centre + half), level, "Wilson"),
            StandardError = Math.Sqrt(p * (1 - p) / n),
            Method = method,
            N = n,
        };
    }
}
