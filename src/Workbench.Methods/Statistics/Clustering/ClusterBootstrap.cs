namespace Workbench.Methods.Statistics.Clustering;

/// <summary>
/// Means of resampled clusters; replicate r depends on (seed, r) only, so the number of cores changes nothing. Clusters are numbered by
/// weight and sum, so the order of the rows changes nothing either.
/// </summary>
internal static class ClusterBootstrap
{
    public static double[] Means(ClusterSums sums, long seed, int replicates)
    {
        var means = new double[replicates];
        (double Weight, double Sum)[] clusters = [.. sums.WeightArray.Zip(sums.SumArray)];
        Array.Sort(clusters);
        void Draw(int replicate)
        {
            var random = new ReplicateRandom(seed, replicate);
            double top = 0, bottom = 0;
            for (var g = 0; g < clusters.Length; g++)
            {
                var (weight, sum) = clusters[random.Next(clusters.Length)];
                top += sum;
                bottom += weight;
            }

            means[replicate] = top / bottom;
        }

        if ((long)replicates * clusters.Length < 200_000)
        {
            for (var replicate = 0; replicate < replicates; replicate++)
                Draw(replicate);
        }
        else
        {
            Parallel.For(0, replicates, Draw);
        }

        return means;
    }
}
