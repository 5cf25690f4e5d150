using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Planning;

/// <summary>
/// One-way intraclass correlation, ICC(1): the share of the variance of single scores that lies between clusters, i.e. how
/// alike two scores of one persona (prompt, rater, item) are.
/// </summary>
/// <remarks>
/// <c>(MSB − MSW) / (MSB + (n₀ − 1) MSW)</c>, <c>n₀ = (N − Σ m² / N) / (k − 1)</c>, so unequal cluster sizes are allowed. Interval: from the
/// F distribution (Searle 1971), exact for equal sizes and normal effects, approximate otherwise. Negative values occur
/// and are kept. Undefined with fewer than two clusters, no cluster of two, or no variation at all; no interval without variation within clusters.
/// References: Shrout, Fleiss (1979), Psychological Bulletin 86(2); Donner, Koval (1980), Biometrics 36.
/// </remarks>
public static class IntraclassCorrelation
{
    /// <summary>Computes ICC(1).</summary>
    /// <param name="scores">Scores, NaN unscored.</param>
    /// <param name="clusters">Cluster of each score, 0 … k − 1.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate OneWay(ReadOnlySpan<double> scores, ReadOnlySpan<int> clusters, string clusterUnit = "persona", double level = 0.95)
    {
        const string Method = "ICC(1)";
        if (scores.Length != clusters.Length)
            throw new ArgumentException("Give one cluster for each score.", nameof(clusters));
        var groups = 0;
        foreach (var cluster in clusters)
            groups = Math.Max(groups, cluster + 1);
        var size = new int[groups];
        var sum = new double[groups];
        double total = 0;
        var n = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
                continue;
            size[clusters[i]]++;
            sum[clusters[i]] += scores[i];
            total += scores[i];
            n++;
        }
        var k = size.Count(m => m > 0);
        var unscored = scores.Length - n;
        if (k < 2 || n == k)
            return Estimate.Undefined(Method, k < 2 ? "fewer than two clusters" : "every cluster has one score", n, unscored);

        double within = 0, between = 0, squares = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsNaN(scores[i]))
                within += Math.Pow(scores[i] - sum[clusters[i]] / size[clusters[i]], 2);
        }
        for (var g = 0; g < groups; g++)
        {
            if (size[g] == 0)
                continue;
            between += size[g] * Math.Pow(sum[g] / size[g] - total / n, 2);
            squares += (double)size[g] * size[g];
        }
        var n0 = (n - squares / n) / (k - 1);
        double msb = between / (k - 1), msw = within / (n - k);
        if (!(msb + (n0 - 1) * msw > 1e-300))
            return Estimate.Undefined(Method, "no variation", n, unscored);

        ConfidenceInterval? interval = null;
        var warnings = new List<string>();
        // Sums of scores that are exactly alike may still leave rounding behind.
        if (msw > 1e-12 * msb)
        {
            var f = msb / msw;
            var low = f / FisherSnedecor.InvCDF(k - 1, n - k, 1 - (1 - level) / 2);
            var high = f / FisherSnedecor.InvCDF(k - 1, n - k, (1 - level) / 2);
            interval = new ConfidenceInterval(Math.Max(-1, (low - 1) / (low + n0 - 1)), Math.Min(1, (high - 1) / (high + n0 - 1)), level, "F");
        }
        if (interval is null)
            warnings.Add($"no variation within {clusterUnit}s: no interval");
        else if (FewClusters.Warning(k, clusterUnit) is { } few)
            warnings.Add(few);
        if (interval is not null && size.Where(m => m > 0).Distinct().Skip(1).Any())
            warnings.Add("clusters of unequal size: the interval is approximate");
        return new Estimate
        {
            Value = (msb - msw) / (msb + (n0 - 1) * msw),
            Unit = "coefficient",
            Interval = interval,
            Method = Method,
            N = n,
            Clusters = k,
            ClusterUnit = clusterUnit,
            Unscored = unscored,
            Settings = new Dictionary<string, string>
            {
                ["mean_cluster_size"] = Numbers.Text((double)n / k),
                ["variance_between"] = Numbers.Text((msb - msw) / n0),
                ["variance_within"] = Numbers.Text(msw),
            },
            Warnings = warnings,
        };
    }
}
