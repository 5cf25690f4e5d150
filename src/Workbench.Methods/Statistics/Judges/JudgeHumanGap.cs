namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Judge inflation: how much higher a judge scores than people on the same items; overall and by slice.
/// </summary>
/// <remarks>
/// <c>mean(judge − human)</c> over items with both, CR1 by cluster, t. Positive: the judge is more lenient. Rows with NaN on
/// either side are unscored. Undefined without common rows; no interval with one cluster. Slices are exploratory: adjust
/// their tests (see <see cref="Multiplicity.MultipleTesting"/>). Reference: the judge-inflation panel of methods.md 2.10, 2.14.
/// </remarks>
public static class JudgeHumanGap
{
    /// <summary>The gap over all rows.</summary>
    /// <param name="judge">The judge's score of each row.</param>
    /// <param name="human">People's score (a mean of votes, say) of the same row.</param>
    /// <param name="clusters">Cluster of each row, or empty.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Compute(
        ReadOnlySpan<double> judge, ReadOnlySpan<double> human, ReadOnlySpan<int> clusters = default, string clusterUnit = "persona", double level = 0.95)
    {
        if (judge.Length != human.Length)
            throw new ArgumentException("Judge and people need one score for each row.", nameof(human));
        var differences = new double[judge.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = judge[i] - human[i];
        return ClusteredMean.Compute("judge − human", differences, clusters, clusters.IsEmpty ? "row" : clusterUnit, level, "no row has both a judge's and people's score");
    }

    /// <summary>The gap within each slice, in order of the slices' names.</summary>
    /// <param name="judge">The judge's score of each row.</param>
    /// <param name="human">People's score of the same row.</param>
    /// <param name="slices">Name of each row's slice.</param>
    /// <param name="clusters">Cluster of each row, or empty.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    public static IReadOnlyDictionary<string, Estimate> BySlice(
        IReadOnlyList<double> judge, IReadOnlyList<double> human, IReadOnlyList<string> slices,
        IReadOnlyList<int>? clusters = null, string clusterUnit = "persona", double level = 0.95) =>
        new SortedDictionary<string, Estimate>(
            Enumerable.Range(0, slices.Count).GroupBy(i => slices[i], StringComparer.Ordinal).ToDictionary(
                g => g.Key,
                g => Compute(
                    [.. g.Select(i => judge[i])], [.. g.Select(i => human[i])],
                    clusters is null ? [] : [.. g.Select(i => clusters[i])], clusterUnit, level)),
            StringComparer.Ordinal);
}
