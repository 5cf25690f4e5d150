using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Clustering;

/// <summary>
/// Intervals from cluster bootstrap replicates. With G clusters plain percentiles are too narrow by about √((G−1)/G) and by
/// the normal's tails against t's; the tail is therefore moved out to <c>Φ(−√(G/(G−1))·t_{1−α/2, G−1})</c>.
/// </summary>
/// <remarks>
/// Efron (1987) JASA 82; Efron, Tibshirani (1993), ch. 13–14; the expanded tail: Hesterberg (2015) Am. Stat. 69(4). The coverage
/// simulation of the manual shows the need: 92.9 % without it at 20 clusters.
/// </remarks>
internal static class BootstrapInterval
{
    /// <summary>The expanded tail probability for G clusters, α/2 in the limit.</summary>
    public static double Tail(double level, int clusters) =>
        Normal.CDF(0, 1, -Math.Sqrt(clusters / (clusters - 1.0)) * StudentT.InvCDF(0, 1, clusters - 1, (1 + level) / 2));

    /// <summary>The quantiles at the expanded tail and one minus it. Sorts the replicates in place.</summary>
    public static ConfidenceInterval Percentile(double[] replicates, int clusters, double level)
    {
        Array.Sort(replicates);
        var tail = Tail(level, clusters);
        return new ConfidenceInterval(
            Quantile.OfSorted(replicates, tail), Quantile.OfSorted(replicates, 1 - tail), level, "percentile, expanded tails");
    }

    /// <summary>
    /// Quantiles shifted by the bias <c>z₀ = Φ⁻¹(share of replicates below the estimate, ties as half)</c> and the
    /// acceleration <c>a = Σ d³ / 6(Σ d²)^{3/2}</c> of the leave-one-cluster-out values. Falls back to percentiles where
    /// the bias is infinite. Sorts the replicates in place.
    /// </summary>
    public static ConfidenceInterval Bca(double[] replicates, double estimate, double[] jackknife, double level)
    {
        var clusters = jackknife.Length;
        var tail = Tail(level, clusters);
        Array.Sort(replicates);
        double below = 0;
        foreach (var value in replicates)
            below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        var share = below / replicates.Length;
        if (share is <= 0 or >= 1)
            return Percentile(replicates, clusters, level) with { Method = "percentile, expanded tails; BCa undefined" };
        var bias = Normal.InvCDF(0, 1, share);
        var mean = jackknife.Average();
        double squares = 0, cubes = 0;
        foreach (var value in jackknife)
        {
            var d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }

        var acceleration = squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        double Shift(double probability)
        {
            var z = bias + Normal.InvCDF(0, 1, probability);
            return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
        }

        return new ConfidenceInterval(
            Quantile.OfSorted(replicates, Shift(tail)), Quantile.OfSorted(replicates, Shift(1 - tail)), level, "BCa, expanded tails");
    }
}
