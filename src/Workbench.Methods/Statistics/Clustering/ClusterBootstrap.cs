namespace Workbench.Methods.Statistics.Clustering;

/// <summary>Means of resampled clusters; replicate r depends on (seed, r) only, so the number of cores changes nothing.</summary>
internal static class ClusterBootstrap
{
    public static double[] Means(ClusterSums sums, long seed, int replicates)
    {
        var means = new double[replicates];
        var (sum, weight) = (sums.SumArray, sums.WeightArray);
        void Draw(int replicate)
        {
            var random = new ReplicateRandom(seed, replicate);
            double top = 0, bottom = 0;
            for (var g = 0; g < sum.Length; g++)
            {
                var drawn = random.Next(sum.Length);
                top += sum[drawn];
                bottom += weight[drawn];
            }

            means[replicate] = top / bottom;
        }

        if ((long)replicates * sum.Length < 200_000)
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
