using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Tests;

/// <summary>
/// Permutation test of "no preference" for clustered scores: under it, the deviations from ½ of a whole cluster could as
/// well have had the opposite sign. The statistic is |Σ_g Σ_{i∈g}(s_i − ½)|. All 2^G sign patterns up to 20 clusters,
/// else Monte Carlo with (hits + 1)/(B + 1). Needs symmetric cluster totals under the null hypothesis, nothing about their size.
/// </summary>
/// <remarks>Fisher (1935); Canay, Romano, Shaikh (2017) Econometrica 85 for clusters.</remarks>
public static class ClusterSignFlip
{
    private const int ExactClusters = 20;

    /// <summary>Two-sided p-value; undefined without rows; with one cluster it is 1 by construction.</summary>
    /// <param name="sums">Scores in 0 … 1 by cluster.</param>
    /// <param name="unit">What a cluster is.</param>
    /// <param name="seed">Seed of the Monte Carlo draws.</param>
    /// <param name="replicates">Monte Carlo draws above 20 clusters.</param>
    /// <param name="centre">The score that means "no preference".</param>
    public static Estimate Test(ClusterSums sums, string unit, long seed, int replicates = 9999, double centre = 0.5)
    {
        const string name = "cluster sign-flip permutation, two-sided";
        if (sums.Rows == 0)
            return Estimate.Undefined(name, "no data");
        var deviations = new double[sums.Count];
        for (var g = 0; g < deviations.Length; g++)
            deviations[g] = sums.Sum[g] - (centre * sums.Weight[g]);
        var exact = deviations.Length <= ExactClusters;
        return new Estimate
        {
            Value = exact ? Exact(deviations) : MonteCarlo(deviations, seed, replicates),
            Unit = "p-value",
            Method = name,
            N = sums.Rows,
            Clusters = sums.Count,
            ClusterUnit = unit,
            Seed = exact ? null : seed,
            Settings = new Dictionary<string, string> { ["patterns"] = exact ? $"all 2^{Numbers.Text(deviations.Length)}" : Numbers.Text(replicates) },
            Warnings = sums.Count < 6 ? [$"with {sums.Count} clusters p cannot fall below {Numbers.Text(Math.Pow(2, 1 - sums.Count))}"] : [],
        };
    }

    private static double Exact(double[] deviations)
    {
        var observed = Math.Abs(deviations.Sum()) - Tolerance(deviations);
        var patterns = 1 << deviations.Length;
        var hits = 0;
        for (var pattern = 0; pattern < patterns; pattern++)
        {
            var total = 0.0;
            for (var g = 0; g < deviations.Length; g++)
                total += (pattern >> g & 1) == 0 ? deviations[g] : -deviations[g];
            hits += Math.Abs(total) >= observed ? 1 : 0;
        }

        return (double)hits / patterns;
    }

    private static double MonteCarlo(double[] deviations, long seed, int replicates)
    {
        var observed = Math.Abs(deviations.Sum()) - Tolerance(deviations);
        var hits = new int[replicates];
        Parallel.For(0, replicates, replicate =>
        {
            var random = new ReplicateRandom(seed, replicate);
            var total = 0.0;
            ulong bits = 0;
            for (var g = 0; g < deviations.Length; g++, bits >>= 1)
            {
                if (g % 64 == 0)
                    bits = random.NextBits();
                total += (bits & 1) == 0 ? deviations[g] : -deviations[g];
            }

            hits[replicate] = Math.Abs(total) >= observed ? 1 : 0;
        });
        return (hits.Sum() + 1.0) / (replicates + 1.0);
    }

    private static double Tolerance(double[] deviations) => 1e-9 * (1 + deviations.Sum(Math.Abs));
}
