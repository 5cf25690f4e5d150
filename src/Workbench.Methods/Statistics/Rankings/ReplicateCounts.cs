namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Counts by pair of one bootstrap replicate, in arrays that a thread makes once.</summary>
/// <param name="scores">The first system's scores by cluster.</param>
/// <param name="ties">Ties by cluster, the same clusters in the same order; null where ties count as half.</param>
/// <param name="pairs">Number of pairs.</param>
internal sealed class ReplicateCounts(ClusterPairCounts scores, ClusterPairCounts? ties, int pairs)
{
    private readonly int[] _times = new int[scores.Clusters];
    private readonly ClusterPairCounts.Count[] _sums = new ClusterPairCounts.Count[pairs];

    /// <summary>Wins of each pair's first system, ties as half.</summary>
    public double[] Wins { get; } = new double[pairs];

    /// <summary>Comparisons of each pair.</summary>
    public double[] Totals { get; } = new double[pairs];

    /// <summary>Ties of each pair; 0 where they count as half.</summary>
    public double[] Ties { get; } = new double[pairs];

    /// <summary>Draws as many clusters as there are, with replacement, and adds their counts up.</summary>
    public void Draw(ReplicateRandom random)
    {
        Array.Clear(_times);
        for (var draw = 0; draw < _times.Length; draw++)
            _times[random.Next(_times.Length)]++;
        AddUp(scores);
        for (var pair = 0; pair < _sums.Length; pair++)
            (Wins[pair], Totals[pair]) = (_sums[pair].Wins, _sums[pair].Total);
        if (ties is null)
            return;
        AddUp(ties);
        for (var pair = 0; pair < _sums.Length; pair++)
            Ties[pair] = _sums[pair].Wins;
    }

    /// <summary>The draw as counts of wins, losses and ties.</summary>
    public PairCounts As(PairCounts full)
    {
        var wins = new double[Wins.Length];
        var losses = new double[Wins.Length];
        for (var pair = 0; pair < wins.Length; pair++)
        {
            wins[pair] = Wins[pair] - (Ties[pair] / 2);
            losses[pair] = Math.Max(0, Totals[pair] - Wins[pair] - (Ties[pair] / 2));
        }

        return full.With(wins, losses, [.. Ties]);
    }

    private void AddUp(ClusterPairCounts counts)
    {
        Array.Clear(_sums);
        for (var cluster = 0; cluster < _times.Length; cluster++)
        {
            if (_times[cluster] > 0)
                counts.AddTo(_sums, cluster, _times[cluster]);
        }
    }
}
