using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Clustering;

/// <summary>Intervals from bootstrap replicates.</summary>
/// <remarks>Efron (1987) JASA 82; Efron, Tibshirani (1993), ch. 13–14.</remarks>
internal static class BootstrapInterval
{
    /// <summary>The α/2 and 1 − α/2 quantiles. Sorts the replicates in place.</summary>
    public static ConfidenceInterval Percentile(double[] replicates, double level)
    {
        Array.Sort(replicates);
        var tail = (1 - level) / 2;
        return new ConfidenceInterval(
            Quantile.OfSorted(replicates, tail), Quantile.OfSorted(replicates, 1 - tail), level, "percentile");
    }

    /// <summary>
    /// Quantiles shifted by the bias <c>z₀ = Φ⁻¹(share of replicates below the estimate, ties as half)</c> and the
    /// acceleration <c>a = Σ d³ / 6(Σ d²)^{3/2}</c> of the leave-one-cluster-out values. Falls back to percentiles where
    /// the bias is infinite. Sorts the replicates in place.
    /// </summary>
    public static ConfidenceInterval Bca(double[] replicates, double estimate, double[] jackknife, double level)
    {
        Array.Sort(replicates);
        double below = 0;
        foreach (var value in replicates)
            below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        var share = below / replicates.Length;
        if (share is <= 0 or >= 1)
            return Percentile(replicates, level) with { Method = "percentile; BCa undefined" };
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
        double Shift(double tail)
        {
            var z = bias + Normal.InvCDF(0, 1, tail);
            return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
        }

        return new ConfidenceInterval(
            Quantile.OfSorted(replicates, Shift((1 - level) / 2)), Quantile.OfSorted(replicates, Shift((1 + level) / 2)), level, "BCa");
    }
}
