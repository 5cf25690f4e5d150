namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// The comparisons of every cluster as sparse counts by pair, in one flat array: a replicate adds up the clusters that it
/// drew and never touches the rows.
/// </summary>
internal sealed class ClusterPairCounts
{
    private readonly int[] _starts;
    private readonly int[] _pair;
    private readonly float[] _wins;
    private readonly float[] _total;

    private ClusterPairCounts(int[] starts, int[] pair, float[] wins, float[] total)
    {
        (_starts, _pair, _wins, _total) = (starts, pair, wins, total);
    }

    public int Clusters => _starts.Length - 1;

    /// <summary>Gathers rows by cluster: the pair of each row (−1 to leave it out) and the score of the pair's first system.</summary>
    public static ClusterPairCounts Of(ReadOnlySpan<int> pairs, ReadOnlySpan<double> scores, ReadOnlySpan<int> clusters, int pairCount)
    {
        var (order, starts) = ClusterOrder.Of(clusters);
        var slot = new int[pairCount];
        Array.Fill(slot, -1);
        var pair = new int[order.Length];
        var wins = new float[order.Length];
        var total = new float[order.Length];
        var filled = new List<int>(starts.Length) { 0 };
        var used = 0;
        for (var g = 0; g < starts.Length - 1; g++)
        {
            var from = used;
            for (var at = starts[g]; at < starts[g + 1]; at++)
            {
                var row = order[at];
                if (pairs[row] < 0)
                    continue;
                ref var entry = ref slot[pairs[row]];
                if (entry < from)
                {
                    entry = used;
                    pair[used++] = pairs[row];
                }

                wins[entry] += (float)scores[row];
                total[entry]++;
            }

            if (used > from)
                filled.Add(used);
        }

        return new ClusterPairCounts([.. filled], pair, wins, total);
    }

    /// <summary>Adds a cluster <paramref name="times"/> times to counts by pair.</summary>
    public void AddTo(double[] wins, double[] totals, int cluster, int times)
    {
        for (var at = _starts[cluster]; at < _starts[cluster + 1]; at++)
        {
            wins[_pair[at]] += times * _wins[at];
            totals[_pair[at]] += times * _total[at];
        }
    }
}
