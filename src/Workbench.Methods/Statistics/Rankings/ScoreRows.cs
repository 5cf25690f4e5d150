namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Scores of single comparisons in sparse form (s on the first system, −s on the second, and a few dense columns), and
/// the middle matrix <c>Σ_g S_g S_gᵀ</c> of their sandwich, S_g the sum over a cluster.
/// </summary>
internal sealed class ScoreRows(int systems, int extras, int rows)
{
    public int[] First { get; } = new int[rows];

    public int[] Second { get; } = new int[rows];

    public double[] Score { get; } = new double[rows];

    public double[] Extra { get; } = new double[rows * extras];

    public int Size => systems + extras;

    /// <summary>The middle matrix; a cluster of −1 is a row of its own. Also the number of clusters.</summary>
    public (double[] Meat, int Clusters) Meat(ReadOnlySpan<int> clusters)
    {
        var (order, starts) = ClusterOrder.Of(clusters);
        var meat = new double[Size * Size];
        var sum = new double[Size];
        var touched = new List<int>();
        var marked = new bool[Size];
        for (var g = 0; g < starts.Length - 1; g++)
        {
            for (var at = starts[g]; at < starts[g + 1]; at++)
            {
                var row = order[at];
                Add(First[row], Score[row]);
                Add(Second[row], -Score[row]);
                for (var k = 0; k < extras; k++)
                    Add(systems + k, Extra[(row * extras) + k]);
            }

            foreach (var a in touched)
            {
                foreach (var b in touched)
                    meat[(a * Size) + b] += sum[a] * sum[b];
            }

            foreach (var a in touched)
                (sum[a], marked[a]) = (0, false);
            touched.Clear();
        }

        return (meat, starts.Length - 1);

        void Add(int at, double value)
        {
            sum[at] += value;
            if (marked[at])
                return;
            marked[at] = true;
            touched.Add(at);
        }
    }
}
