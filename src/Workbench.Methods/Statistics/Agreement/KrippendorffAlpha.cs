namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha: one minus observed over expected disagreement, for any number of raters, missing data, and
/// four levels of measurement. The default agreement metric of the program.
/// </summary>
/// <remarks>
/// <c>α = 1 − D_o / D_e</c>, <c>D_o = (1/n) Σ_u Σ_{i≠j∈u} δ²(c_i, c_j) / (m_u − 1)</c>, <c>D_e = Σ_ck n_c n_k δ²_ck / (n (n − 1))</c>
/// over units with m_u ≥ 2 ratings. δ²: see <see cref="MeasurementLevel"/>; the ordinal one equals the squared difference
/// of pooled mid-ranks, so nominal, ordinal and interval cost one pass over the ratings. Assumes exchangeable raters.
/// Undefined where fewer than two ratings can be paired or all paired ratings are the same value (0/0). Interval: percentile
/// bootstrap over units with the stated seed; resamples without variation are dropped and counted; none where all resamples are alike, as for α = 1.
/// References: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Hayes, Krippendorff (2007), Commun. Methods Meas. 1(1).
/// </remarks>
public static class KrippendorffAlpha
{
    /// <summary>Alpha without an interval: the fast path, O(ratings).</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="measurement">Level of measurement.</param>
    public static Estimate Compute(RatingTable table, MeasurementLevel measurement)
    {
        var units = new AlphaUnits(table, measurement);
        var n = units.PairableRatings;
        var name = Name(measurement);
        if (n < 2)
            return Estimate.Undefined(name, "fewer than two ratings can be paired", n, table.Missing);
        var alpha = units.Alpha(null);
        if (double.IsNaN(alpha))
            return Estimate.Undefined(name, "no variation: all paired ratings have one value", n, table.Missing);
        return new Estimate
        {
            Value = alpha,
            Unit = "coefficient",
            Method = name,
            N = n,
            Clusters = units.PairableUnits,
            ClusterUnit = "item",
            Unscored = table.Missing,
            Excluded = table.RatingCount - n,
            Settings = new Dictionary<string, string> { ["level_of_measurement"] = Level(measurement) },
            Warnings = table.RatingCount > n ? [$"{table.RatingCount - n} ratings stand alone on their item and cannot be paired"] : [],
        };
    }

    /// <summary>Alpha with a percentile interval from resampling items, or whole clusters of items.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="measurement">Level of measurement.</param>
    /// <param name="seed">Seed of the resampling; the same seed gives the same interval on any number of cores.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="itemClusters">Cluster of each item (its persona or prompt, say), drawn as a whole; empty where items are independent.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="cancellationToken">Stops the resampling.</param>
    public static Estimate WithInterval(
        RatingTable table,
        MeasurementLevel measurement,
        long seed,
        int replicates = 2000,
        double level = 0.95,
        ReadOnlySpan<int> itemClusters = default,
        string clusterUnit = "item",
        CancellationToken cancellationToken = default)
    {
        if (!itemClusters.IsEmpty && itemClusters.Length != table.ItemCount)
            throw new ArgumentException("Give one cluster for each item.", nameof(itemClusters));
        var result = Compute(table, measurement);
        if (result.Value is null)
            return result;
        var units = new AlphaUnits(table, measurement);
        var clusters = units.Clusters(itemClusters);
        if (clusters.Length < 2)
            return result with { Warnings = [.. result.Warnings, $"one pairable {clusterUnit}: no interval"] };

        var drawn = new double[replicates];
        Parallel.For(0, replicates, new ParallelOptions { CancellationToken = cancellationToken },
            () => new int[units.PairableUnits],
            (replicate, _, weights) =>
            {
                Array.Clear(weights);
                var random = new ReplicateRandom(seed, replicate);
                for (var i = 0; i < clusters.Length; i++)
                {
                    foreach (var unit in clusters[random.Next(clusters.Length)])
                        weights[unit]++;
                }
                drawn[replicate] = units.Alpha(weights);
                return weights;
            },
            _ => { });

        var usable = drawn.Where(x => !double.IsNaN(x)).Order().ToArray();
        var warnings = result.Warnings.ToList();
        if (usable.Length < replicates)
            warnings.Add($"{replicates - usable.Length} of {replicates} resamples had no variation and were dropped");
        var interval = usable.Length < 2 ? null : new ConfidenceInterval(
            Quantile.OfSorted(usable, (1 - level) / 2), Quantile.OfSorted(usable, 1 - (1 - level) / 2), level, $"{clusterUnit} bootstrap (percentile)");
        if (interval is null || NoVariation.Is(interval.Upper - interval.Lower, 1))
        {
            warnings.Add(interval is null ? "too few usable resamples: no interval" : NoVariation.Warning(clusterUnit));
            interval = null;
        }
        else if (clusters.Length < 10)
        {
            warnings.Add($"only {clusters.Length} clusters ({clusterUnit}): the bootstrap interval is too narrow");
        }

        return result with
        {
            Interval = interval,
            StandardError = interval is null ? null : Quantile.StandardDeviation(usable),
            Clusters = clusters.Length,
            ClusterUnit = clusterUnit,
            Seed = seed,
            Settings = new Dictionary<string, string>(result.Settings) { ["replicates"] = Numbers.Text(replicates) },
            Warnings = warnings,
        };
    }

    private static string Name(MeasurementLevel measurement) => $"Krippendorff's alpha, {Level(measurement)}";

    private static string Level(MeasurementLevel measurement) => measurement switch
    {
        MeasurementLevel.Nominal => "nominal",
        MeasurementLevel.Ordinal => "ordinal",
        MeasurementLevel.Interval => "interval",
        MeasurementLevel.Ratio => "ratio",
        _ => throw new ArgumentOutOfRangeException(nameof(measurement)),
    };
}
