using System.Runtime.InteropServices;

namespace Workbench.Methods.Statistics.Clustering;

/// <summary>
/// Scores summed by cluster: all that a mean, its sandwich variance and its cluster bootstrap need, whatever the number
/// of rows. Rows without a cluster (−1) are clusters of their own. Clusters stand in order of first appearance.
/// </summary>
public sealed class ClusterSums
{
    private ClusterSums(double[] sum, double[] weight, int rows)
    {
        Sum = sum;
        Weight = weight;
        Rows = rows;
        TotalWeight = weight.Sum();
    }

    /// <summary>Sum of the scores of each cluster, each times its weight.</summary>
    public IReadOnlyList<double> Sum { get; }

    /// <summary>Sum of the weights of each cluster; without weights, its number of rows.</summary>
    public IReadOnlyList<double> Weight { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of clusters.</summary>
    public int Count => Sum.Count;

    /// <summary>Sum of all weights; without weights, the number of rows.</summary>
    public double TotalWeight { get; }

    /// <summary>The weighted mean Σ w s / Σ w of all scores, NaN without rows.</summary>
    public double Mean => Rows == 0 ? double.NaN : Sum.Sum() / TotalWeight;

    internal double[] SumArray => (double[])Sum;

    internal double[] WeightArray => (double[])Weight;

    /// <summary>Sums scores by cluster.</summary>
    /// <param name="scores">One score a row.</param>
    /// <param name="clusters">One cluster id a row, −1 for none.</param>
    /// <param name="weights">One positive weight a row; empty where every row counts the same.</param>
    public static ClusterSums From(ReadOnlySpan<double> scores, ReadOnlySpan<int> clusters, ReadOnlySpan<double> weights = default)
    {
        if (!weights.IsEmpty && weights.Length != scores.Length)
            throw new ArgumentException("Scores and weights differ in length.", nameof(weights));
        if (scores.Length != clusters.Length)
            throw new ArgumentException("Scores and clusters differ in length.", nameof(clusters));
        var index = new Dictionary<int, int>();
        var sum = new List<double>();
        var weight = new List<double>();
        for (var row = 0; row < scores.Length; row++)
        {
            var at = sum.Count;
            if (clusters[row] >= 0)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(index, clusters[row], out var exists);
                if (!exists)
                    known = at;
                at = known;
            }

            if (at == sum.Count)
            {
                sum.Add(0);
                weight.Add(0);
            }

            var times = weights.IsEmpty ? 1 : weights[row];
            sum[at] += times * scores[row];
            weight[at] += times;
        }

        return new ClusterSums([.. sum], [.. weight], scores.Length);
    }
}
