namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Rows sorted by cluster without sorting: a permutation of the rows and where each cluster begins in it.</summary>
internal static class ClusterOrder
{
    /// <summary>Counts and places the rows; every row of −1 is a cluster of its own, behind the others. Empty clusters do not occur.</summary>
    public static (int[] Order, int[] Starts) Of(ReadOnlySpan<int> clusters)
    {
        var ids = 0;
        var lone = 0;
        foreach (var cluster in clusters)
        {
            ids = Math.Max(ids, cluster + 1);
            lone += cluster < 0 ? 1 : 0;
        }

        var sizes = new int[ids];
        foreach (var cluster in clusters)
        {
            if (cluster >= 0)
                sizes[cluster]++;
        }

        var dense = new int[ids];
        var starts = new List<int> { 0 };
        for (var id = 0; id < ids; id++)
        {
            dense[id] = starts.Count - 1;
            if (sizes[id] > 0)
                starts.Add(starts[^1] + sizes[id]);
        }

        var firstLone = starts[^1];
        for (var i = 0; i < lone; i++)
            starts.Add(firstLone + i + 1);
        var order = new int[clusters.Length];
        int[] next = [.. starts];
        for (var row = 0; row < order.Length; row++)
            order[clusters[row] >= 0 ? next[dense[clusters[row]]]++ : firstLone++] = row;
        return (order, [.. starts]);
    }
}
