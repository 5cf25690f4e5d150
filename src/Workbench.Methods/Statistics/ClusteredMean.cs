namespace Workbench.Methods.Statistics;

/// <summary>
/// A mean with a standard error that respects clusters: CR1 over the clusters given, or the ordinary t interval where each
/// row is its own cluster. NaN rows are unscored.
/// </summary>
internal static class ClusteredMean
{
    internal static Estimate Compute(
        string method, ReadOnlySpan<double> values, ReadOnlySpan<int> clusters, string clusterUnit, double level, string emptyReason,
        double lower = double.NegativeInfinity, double upper = double.PositiveInfinity, string unit = "points")
    {
        if (!clusters.IsEmpty && clusters.Length != values.Length)
            throw new ArgumentException("Give one cluster for each value.", nameof(clusters));
        var groups = values.Length;
        if (!clusters.IsEmpty)
        {
            groups = 0;
            foreach (var cluster in clusters)
                groups = Math.Max(groups, cluster + 1);
        }
        var sums = new double[groups];
        var counts = new double[groups];
        var unscored = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                unscored++;
                continue;
            }
            var group = clusters.IsEmpty ? i : clusters[i];
            sums[group] += values[i];
            counts[group]++;
        }
        var result = ClusteredRatio.Compute(method, clusterUnit, sums, counts, level, emptyReason, lower, upper, unit) with { Unscored = unscored };
        if (!clusters.IsEmpty || result.Value is null)
            return result;
        return result with
        {
            Clusters = null,
            ClusterUnit = null,
            Interval = result.Interval is { } ci ? ci with { Method = ci.Method.StartsWith("CR1", StringComparison.Ordinal) ? "t" : ci.Method } : null,
            // t is exact for few observations of their own, so that their number is no warning; the lack of variation is one.
            Warnings = result.N < 2 ? ["one observation: no interval"] : [.. result.Warnings.Where(warning => !warning.StartsWith("only ", StringComparison.Ordinal))],
        };
    }
}
