namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// The comparisons of every cluster as sparse counts by pair, in one flat array: a replicate adds up the clusters that it
/// drew and never touches the rows.
/// </summary>
internal sealed class ClusterPairCounts
{
    private readonly int[] _starts;
    private readonly int[] _pair;
    private readonly Count[] _count;

    private ClusterPairCounts(int[] starts, int[] pair, Count[] count)
    {
        (_starts, _pair, _count) = (starts, pair, count);
    }

    public int Clusters => _starts.Length - 1;

    /// <summary>
    /// Gathers rows by cluster: the pair of each row (−1 to leave it out), the score of the pair's first system and, where
    /// rows do not count once each, their weights. The pairs of a cluster stand in ascending order, so that adding them up
    /// walks through memory in one direction.
    /// </summary>
    public static ClusterPairCounts Of(ReadOnlySpan<int> pairs, ReadOnlySpan<double> scores, ReadOnlySpan<int> clusters, int pairCount, double[]? weights = null)
    {
        var (byPair, _) = ClusterOrder.Of(pairs);
        var sorted = new int[clusters.Length];
        for (var at = 0; at < sorted.Length; at++)
            sorted[at] = clusters[byPair[at]];
        var (order, starts) = ClusterOrder.Of(sorted);
        var pair = new int[order.Length];
        var count = new Count[order.Length];
        var filled = new List<int>(starts.Length) { 0 };
        var used = 0;
        for (var g = 0; g < starts.Length - 1; g++)
        {
            var from = used;
            for (var at = starts[g]; at < starts[g + 1]; at++)
            {
                var row = byPair[order[at]];
                if (pairs[row] < 0)
                    continue;
                if (used == from || pair[used - 1] != pairs[row])
                    pair[used++] = pairs[row];
                var times = weights is null ? 1 : weights[row];
                count[used - 1].Wins += (float)(times * scores[row]);
                count[used - 1].Total += (float)times;
            }

            if (used > from)
                filled.Add(used);
        }

        return new ClusterPairCounts([.. filled], pair, count);
    }

    /// <summary>Adds a cluster <paramref name="times"/> times to counts by pair. Single precision holds halves exactly up to eight million.</summary>
    public void AddTo(Count[] sums, int cluster, int times)
    {
        var pairs = _pair.AsSpan(_starts[cluster], _starts[cluster + 1] - _starts[cluster]);
        var counts = _count.AsSpan(_starts[cluster], pairs.Length);
        for (var at = 0; at < pairs.Length; at++)
        {
            ref var sum = ref sums[pairs[at]];
            sum.Wins += times * counts[at].Wins;
            sum.Total += times * counts[at].Total;
        }
    }

    /// <summary>Wins of a pair's first system and comparisons, side by side.</summary>
    internal struct Count
    {
        public float Wins;
        public float Total;
    }
}
