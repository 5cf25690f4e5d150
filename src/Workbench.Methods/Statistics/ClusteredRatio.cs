using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics;

/// <summary>
/// A ratio of sums Σ y / Σ x over independent clusters with its CR1 (sandwich) standard error and a t interval: the
/// common core of every "share of pairs that agree" here, where pairs of one cluster are not independent.
/// </summary>
/// <remarks>
/// <c>SE = √(G/(G−1) Σ_g (y_g − R x_g)²) / Σ x</c>, t with G − 1 degrees of freedom. Liang, Zeger (1986); Cochran (1977), ch. 6.
/// Without variation between clusters: Wilson's interval over clusters at an end of the range, else none (<see cref="NoVariation"/>).
/// </remarks>
internal static class ClusteredRatio
{
    internal static Estimate Compute(
        string method, string clusterUnit, ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators,
        double level, string emptyReason, double lower = 0, double upper = 1, string unit = "proportion")
    {
        double top = 0, bottom = 0;
        var clusters = 0;
        for (var g = 0; g < numerators.Length; g++)
        {
            top += numerators[g];
            bottom += denominators[g];
            if (denominators[g] > 0)
                clusters++;
        }
        if (!(bottom > 0))
            return Estimate.Undefined(method, emptyReason);

        var ratio = top / bottom;
        double? error = null;
        ConfidenceInterval? interval = null;
        var warnings = new List<string>();
        if (clusters >= 2 && NoVariation.Between(numerators, denominators, ratio))
        {
            (interval, var reason) = NoVariation.At(ratio, clusters, clusterUnit, level, lower, upper);
            warnings.AddRange(reason);
        }
        else if (clusters >= 2)
        {
            var sum = 0.0;
            for (var g = 0; g < numerators.Length; g++)
                sum += (numerators[g] - ratio * denominators[g]) * (numerators[g] - ratio * denominators[g]);
            error = Math.Sqrt((double)clusters / (clusters - 1) * sum) / bottom;
            var half = StudentT.InvCDF(0, 1, clusters - 1, 1 - (1 - level) / 2) * error.Value;
            interval = new ConfidenceInterval(Math.Max(lower, ratio - half), Math.Min(upper, ratio + half), level, $"CR1 by {clusterUnit}, t");
        }
        else
        {
            warnings.Add($"one cluster ({clusterUnit}): no interval");
        }

        if (interval is not null && FewClusters.Warning(clusters, clusterUnit) is { } few)
            warnings.Add(few);
        return new Estimate
        {
            Value = ratio,
            Unit = unit,
            Interval = interval,
            StandardError = error,
            Method = method,
            N = (int)Math.Round(bottom),
            Clusters = clusters,
            ClusterUnit = clusterUnit,
            Warnings = warnings,
        };
    }
}
