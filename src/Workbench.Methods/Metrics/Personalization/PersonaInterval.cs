using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

internal static class PersonaInterval
{
    /// <summary>CR1 from the personas' summed influences, t on (personas − parameters); none without variation or with too few personas.</summary>
    internal static Estimate Around(double value, double[] influence, int parameters, double level)
    {
        var g = influence.Length;
        var error = g > parameters ? Math.Sqrt((double)g / (g - 1) * influence.Sum(i => i * i)) : (double?)null;
        var few = error is null ? "too few personas: no interval" : g < 10 ? $"only {g} personas: the interval is rough" : null;
        if (error is { } small && NoVariation.Is(small, value))
            (error, few) = (null, NoVariation.Warning("persona"));
        var half = error is null ? 0 : StudentT.InvCDF(0, 1, g - parameters, 1 - (1 - level) / 2) * error.Value;
        return new Estimate
        {
            Value = value,
            Method = "",
            N = g,
            Interval = error is null ? null : new ConfidenceInterval(value - half, value + half, level, "CR1 by persona, t"),
            StandardError = error,
            Clusters = g,
            ClusterUnit = "persona",
            Warnings = few is null ? [] : [few],
        };
    }
}
