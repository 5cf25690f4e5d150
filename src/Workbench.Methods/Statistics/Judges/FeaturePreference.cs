namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Does more of a surface feature win? Length, lists, headers, attribute mentions: any number that both outputs have.
/// </summary>
/// <remarks>
/// Share of decisive comparisons, among those where the feature differs, that the output with more of it wins; ties count
/// half. CR1 by cluster, t. One half is no preference. The gap is judge minus people on the same comparisons: what the judge
/// adds to a preference that people have too. An association, not an effect: better outputs may be longer. Undefined
/// where the feature never differs. Reference: Dubois et al. (2024), Length-controlled AlpacaEval, arXiv 2404.04475; methods.md 2.14.
/// </remarks>
public static class FeaturePreference
{
    /// <summary>The share for one kind of rater.</summary>
    /// <param name="feature">Name of the feature, for the method's name, e.g. <c>length</c>.</param>
    /// <param name="differences">Feature of output A minus that of output B.</param>
    /// <param name="scores">1 where A won, ½ for a tie, 0 where B won, NaN unscored.</param>
    /// <param name="clusters">Cluster of each comparison, or empty.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Compute(
        string feature, ReadOnlySpan<double> differences, ReadOnlySpan<double> scores,
        ReadOnlySpan<int> clusters = default, string clusterUnit = "persona", double level = 0.95)
    {
        var (rows, kept, equal) = Oriented(differences, scores, clusters);
        return ClusteredMean.Compute($"share won by more {feature}", rows, kept, clusters.IsEmpty ? "row" : clusterUnit, level, $"{feature} never differs", 0, 1, "proportion") with
        {
            Excluded = equal,
        };
    }

    /// <summary>Judge minus people on the same comparisons.</summary>
    /// <param name="feature">Name of the feature.</param>
    /// <param name="differences">Feature of output A minus that of output B.</param>
    /// <param name="judge">The judge's scores.</param>
    /// <param name="human">People's scores of the same comparisons.</param>
    /// <param name="clusters">Cluster of each comparison, or empty.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Gap(
        string feature, ReadOnlySpan<double> differences, ReadOnlySpan<double> judge, ReadOnlySpan<double> human,
        ReadOnlySpan<int> clusters = default, string clusterUnit = "persona", double level = 0.95)
    {
        var (machine, kept, equal) = Oriented(differences, judge, clusters);
        var (people, _, _) = Oriented(differences, human, clusters);
        for (var i = 0; i < machine.Length; i++)
            machine[i] -= people[i];
        return ClusteredMean.Compute($"share won by more {feature}, judge − human", machine, kept, clusters.IsEmpty ? "row" : clusterUnit, level, $"{feature} never differs", -1, 1, "proportion") with
        {
            Excluded = equal,
        };
    }

    private static (double[] Rows, int[] Clusters, int Equal) Oriented(ReadOnlySpan<double> differences, ReadOnlySpan<double> scores, ReadOnlySpan<int> clusters)
    {
        if (differences.Length != scores.Length)
            throw new ArgumentException("Give one score for each difference.", nameof(scores));
        var rows = new List<double>(scores.Length);
        var kept = new List<int>(clusters.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(differences[i] > 0 || differences[i] < 0))
                continue;
            rows.Add(differences[i] > 0 ? scores[i] : 1 - scores[i]);
            if (!clusters.IsEmpty)
                kept.Add(clusters[i]);
        }
        return (rows.ToArray(), kept.ToArray(), scores.Length - rows.Count);
    }
}
