using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Clustering;

/// <summary>
/// The mean of scores whose rows are not independent, because judgments share personas, prompts and raters, with
/// intervals that respect it.
/// </summary>
/// <remarks>
/// Liang, Zeger (1986) Biometrika 73; Cameron, Gelbach, Miller (2011) JBES 29 (two-way); Efron (1987) JASA 82 (BCa);
/// Field, Welsh (2007) JRSS-B 69 (cluster bootstrap).
/// </remarks>
public static class ScoreMean
{
    /// <summary>Below this number of clusters the bootstrap is given up for t with G − 1 degrees of freedom, and a warning stands beside the number.</summary>
    public const int FewClusters = 10;

    /// <summary>Mean with the naive t interval, rows taken as independent.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="method">Name of the estimator as shown.</param>
    /// <param name="weights">One positive weight a row; empty where every row counts the same.</param>
    /// <param name="isShare">Whether scores lie in [0, 1], so that a mean of 0 or 1 has Wilson's interval.</param>
    /// <returns>Undefined without rows; no interval with one row or without variation.</returns>
    public static Estimate Independent(
        ReadOnlySpan<double> scores, double level = 0.95, string method = "mean", ReadOnlySpan<double> weights = default, bool isShare = true)
    {
        var ownClusters = new int[scores.Length];
        Array.Fill(ownClusters, -1);
        var estimate = Cr1(ClusterSums.From(scores, ownClusters, weights), "row", level, method, isShare);
        return estimate with
        {
            Clusters = null,
            ClusterUnit = null,
            Interval = estimate.Interval is { } interval ? interval with { Method = interval.Method.StartsWith("CR1", StringComparison.Ordinal) ? "t" : interval.Method } : null,
            Warnings = [.. estimate.Warnings.Where(warning => !warning.StartsWith("only ", StringComparison.Ordinal))],
        };
    }

    /// <summary>
    /// Mean with the CR1 sandwich: <c>SE = √(G/(G−1) Σ_g (Σ_{i∈g} w_i(s_i − ŵ))²)/Σ w</c>, t with G − 1 degrees of freedom;
    /// without weights every w is 1 and Σ w is N.
    /// </summary>
    /// <param name="sums">Scores by cluster.</param>
    /// <param name="unit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="method">Name of the estimator as shown.</param>
    /// <param name="isShare">Whether scores lie in [0, 1], so that a mean of 0 or 1 has Wilson's interval.</param>
    /// <returns>Undefined without rows; no interval with one cluster; a warning below ten clusters.</returns>
    public static Estimate Cr1(ClusterSums sums, string unit, double level = 0.95, string method = "mean", bool isShare = true)
    {
        if (sums.Rows == 0)
            return Estimate.Undefined(method, "no data");
        if (Degenerate(sums, unit, level, method, isShare) is { } degenerate)
            return degenerate;
        var error = Math.Sqrt(Variance(sums));
        var half = StudentT.InvCDF(0, 1, sums.Count - 1, (1 + level) / 2) * error;
        return Base(sums, unit, method) with
        {
            StandardError = error,
            Interval = new ConfidenceInterval(sums.Mean - half, sums.Mean + half, level, $"CR1 by {unit}, t"),
            Warnings = FewWarning(sums.Count, unit),
        };
    }

    /// <summary>
    /// Mean with two-way clusters: <c>V = V_a + V_b − V_{a∩b}</c>; where that is not positive, the larger one-way variance.
    /// t with min(G_a, G_b) − 1 degrees of freedom.
    /// </summary>
    /// <param name="scores">The scores.</param>
    /// <param name="first">Cluster of each row in the first way.</param>
    /// <param name="second">Cluster of each row in the second way.</param>
    /// <param name="firstUnit">What the first cluster is.</param>
    /// <param name="secondUnit">What the second cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="method">Name of the estimator as shown.</param>
    /// <param name="weights">One positive weight a row; empty where every row counts the same.</param>
    /// <param name="isShare">Whether scores lie in [0, 1], so that a mean of 0 or 1 has Wilson's interval.</param>
    /// <returns>Undefined without rows; no interval with one cluster in either way, or without variation in both.</returns>
    public static Estimate TwoWay(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> first, ReadOnlySpan<int> second, string firstUnit, string secondUnit,
        double level = 0.95, string method = "mean", ReadOnlySpan<double> weights = default, bool isShare = true)
    {
        var unit = $"{firstUnit} × {secondUnit}";
        var a = ClusterSums.From(scores, first, weights);
        var b = ClusterSums.From(scores, second, weights);
        var (sums, fewer) = a.Count <= b.Count ? (a, firstUnit) : (b, secondUnit);
        if (sums.Rows == 0)
            return Estimate.Undefined(method, "no data");
        // Raters of one mind, say, differ in nothing between them, and personas still do.
        if (Degenerate(sums, fewer, level, method, isShare) is { } degenerate && (sums.Count < 2 || (NoVariationIn(a) && NoVariationIn(b))))
            return degenerate;
        var cells = ClusterSums.From(scores, Intersect(first, second), weights);
        var (va, vb) = (Variance(a), Variance(b));
        var variance = va + vb - Variance(cells);
        var warnings = FewWarning(sums.Count, fewer);
        if (variance <= 0)
        {
            variance = Math.Max(va, vb);
            warnings = [.. warnings, "the two-way variance is not positive: the larger one-way variance stands in for it"];
        }

        var error = Math.Sqrt(variance);
        var half = StudentT.InvCDF(0, 1, sums.Count - 1, (1 + level) / 2) * error;
        return Base(sums, unit, method) with
        {
            StandardError = error,
            Interval = new ConfidenceInterval(sums.Mean - half, sums.Mean + half, level, $"CR1 by {unit}, t"),
            Warnings = warnings,
        };
    }

    /// <summary>
    /// Mean with the cluster bootstrap: whole clusters are drawn with replacement, the mean recomputed as Σ sums / Σ sizes.
    /// Below <see cref="FewClusters"/> clusters the CR1 t interval is given instead, with a warning.
    /// </summary>
    /// <param name="sums">Scores by cluster.</param>
    /// <param name="unit">What a cluster is.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="replicates">Number of draws, 2,000 or more for 95 %.</param>
    /// <param name="bca">Bias-corrected and accelerated instead of plain percentiles.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="method">Name of the estimator as shown.</param>
    /// <param name="isShare">Whether scores lie in [0, 1], so that a mean of 0 or 1 has Wilson's interval.</param>
    /// <returns>Undefined without rows; no interval with one cluster.</returns>
    public static Estimate Bootstrap(
        ClusterSums sums, string unit, long seed, int replicates = 2000, bool bca = false, double level = 0.95, string method = "mean", bool isShare = true)
    {
        if (sums.Rows > 0 && sums.Count < FewClusters)
            return Cr1(sums, unit, level, method, isShare);
        if (sums.Rows == 0)
            return Estimate.Undefined(method, "no data");
        if (Degenerate(sums, unit, level, method, isShare) is { } degenerate)
            return degenerate;
        var means = ClusterBootstrap.Means(sums, seed, replicates);
        var interval = bca
            ? BootstrapInterval.Bca(means, sums.Mean, Jackknife(sums), level)
            : BootstrapInterval.Percentile(means, sums.Count, level);
        return Base(sums, unit, method) with
        {
            StandardError = Quantile.StandardDeviation(means),
            Interval = interval with { Method = $"cluster bootstrap by {unit} ({interval.Method})" },
            Seed = seed,
            Settings = new Dictionary<string, string> { ["replicates"] = Numbers.Text(replicates) },
        };
    }

    /// <summary>The CR1 variance of the mean; NaN below two clusters.</summary>
    internal static double Variance(ClusterSums sums)
    {
        var mean = sums.Mean;
        var total = 0.0;
        for (var g = 0; g < sums.Count; g++)
        {
            var residual = sums.Sum[g] - (mean * sums.Weight[g]);
            total += residual * residual;
        }

        return (double)sums.Count / (sums.Count - 1) * total / (sums.TotalWeight * sums.TotalWeight);
    }

    private static double[] Jackknife(ClusterSums sums)
    {
        var total = sums.Sum.Sum();
        var left = new double[sums.Count];
        for (var g = 0; g < left.Length; g++)
            left[g] = (total - sums.Sum[g]) / (sums.TotalWeight - sums.Weight[g]);
        return left;
    }

    private static Estimate Base(ClusterSums sums, string unit, string method) => new()
    {
        Value = sums.Mean,
        Method = method,
        N = sums.Rows,
        Clusters = sums.Count,
        ClusterUnit = unit,
    };

    /// <summary>What can be said of one cluster, or of scores without any variation; null otherwise.</summary>
    private static Estimate? Degenerate(ClusterSums sums, string unit, double level, string method, bool isShare)
    {
        if (sums.Count < 2)
            return Base(sums, unit, method) with { Warnings = [$"one {unit} only: no interval"] };
        if (!NoVariationIn(sums))
            return null;
        var (interval, warnings) = NoVariation.At(sums.Mean, sums.Count, unit, level, 0, isShare ? 1 : double.PositiveInfinity);
        return Base(sums, unit, method) with { Interval = interval, Warnings = interval is null ? warnings : [.. warnings, .. FewWarning(sums.Count, unit)] };
    }

    private static bool NoVariationIn(ClusterSums sums) => NoVariation.Between(sums.SumArray, sums.WeightArray, sums.Mean);

    private static string[] FewWarning(int clusters, string unit) =>
        clusters < FewClusters ? [$"only {clusters} clusters ({unit}): the interval is rough; t with {clusters - 1} degrees of freedom"] : [];

    private static int[] Intersect(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var cells = new Dictionary<(int, int), int>();
        var ids = new int[first.Length];
        for (var row = 0; row < ids.Length; row++)
        {
            if (first[row] < 0 || second[row] < 0)
            {
                ids[row] = -1;
                continue;
            }

            if (!cells.TryGetValue((first[row], second[row]), out ids[row]))
                cells[(first[row], second[row])] = ids[row] = cells.Count;
        }

        return ids;
    }
}
