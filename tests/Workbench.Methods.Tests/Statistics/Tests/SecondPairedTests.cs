using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Tests;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Tests;

public sealed class SecondPairedTests
{
    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void SignFlip_BeyondTwentyClusters_DrawsInsteadOfListing(int clusters, bool exact)
    {
        double[] scores = [.. Enumerable.Range(0, clusters).Select(i => i % 3 == 0 ? 0.0 : 1)];
        var result = ClusterSignFlip.Test(ClusterSums.From(scores, [.. Enumerable.Range(0, clusters)]), "row", seed: 2, replicates: 50);
        Assert.Equal(exact ? $"all 2^{clusters}" : "50", result.Settings["patterns"]);
        Assert.Equal(exact, result.Seed is null);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void SignFlip_MonteCarlo_EqualsTheDrawsWrittenOut(int clusters)
    {
        // Totals that tell every cluster from every other, so that a wrong bit shows.
        double[] scores = [.. Enumerable.Range(0, clusters).Select(i => 0.5 + Math.Sin(i + 1) / 3)];
        double[] totals = [.. scores.Select(s => s - 0.5)];
        var hits = 0;
        for (var replicate = 0; replicate < 200; replicate++)
        {
            var random = new ReplicateRandom(9, replicate);
            ulong[] words = [.. Enumerable.Range(0, (clusters + 63) / 64).Select(_ => random.NextBits())];
            var sum = totals.Select((total, g) => (words[g / 64] >> (g % 64) & 1) == 1 ? -total : total).Sum();
            hits += Math.Abs(sum) >= Math.Abs(totals.Sum()) - 1e-9 ? 1 : 0;
        }

        var result = ClusterSignFlip.Test(ClusterSums.From(scores, [.. Enumerable.Range(0, clusters)]), "row", 9, 200);
        Assert.Equal((hits + 1) / 201.0, result.Value!.Value, 1e-12);
        Assert.Equal(clusters, result.N);
    }

    [Theory]
    [InlineData(5, "with 5 clusters p cannot fall below 0.0625")]
    [InlineData(6, null)]
    public void SignFlip_FewClusters_SayHowLowPCanFall(int clusters, string? warning)
    {
        var result = ClusterSignFlip.Test(ClusterSums.From([.. Enumerable.Repeat(1.0, clusters)], [.. Enumerable.Range(0, clusters)]), "row", 1);
        Assert.Equal(warning is null ? [] : [warning], result.Warnings);
        Assert.Equal(Math.Pow(2, 1 - clusters), result.Value!.Value, 1e-12);
        Assert.Equal("no data", ClusterSignFlip.Test(ClusterSums.From([], []), "row", 1).UndefinedReason);
    }

    [Fact]
    public void SignFlip_RandomClusters_EqualTheListOfAllPatterns() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 6]).Array[1, 20].Sample(rows =>
        {
            double[] totals = [.. rows.GroupBy(r => r.Item2).Select(g => g.Sum(r => r.Item1 / 2.0 - 0.4))];
            var sums = Enumerable.Range(0, 1 << totals.Length).Select(pattern => totals.Select((total, g) => (pattern >> g & 1) == 1 ? -total : total).Sum()).ToArray();
            var result = ClusterSignFlip.Test(ClusterSums.From([.. rows.Select(r => r.Item1 / 2.0)], [.. rows.Select(r => r.Item2)]), "persona", 1, centre: 0.4);
            Assert.Equal(sums.Count(s => Math.Abs(s) >= Math.Abs(totals.Sum()) - 1e-9) / (double)sums.Length, result.Value!.Value, 1e-12);
        }, iter: 200);

    [Theory]
    [InlineData(12, 12, "McNemar, exact")]
    [InlineData(12, 13, "McNemar, χ² with continuity correction")]
    public void McNemar_TwentyFiveDiscordantPairs_AreEnoughForChiSquare(int b, int c, string method)
    {
        var result = McNemar.Test(b, c);
        Assert.Equal(method, result.Method);
        Assert.Equal(b + c, result.N);
        Assert.Empty(result.Warnings);
        Assert.Equal(["no discordant pair: p is 1"], McNemar.Test(0, 0).Warnings);
        Assert.Equal("McNemar, χ²", McNemar.Uncorrected(0, 0).Method);
        Assert.Equal(20, McNemar.Uncorrected(8, 12).N);
        Assert.Equal("0", McNemar.Uncorrected(7, 7).Settings["chi_square"]);
    }

    [Fact]
    public void SignTest_Results_CountTheDecisiveRows()
    {
        Assert.Equal(10, SignTest.TwoSided(7, 3).N);
        Assert.Equal(10, SignTest.Greater(7, 3).N);
        Assert.Equal(10, SignTest.MidP(7, 3).N);
        Assert.Empty(SignTest.Greater(1, 0).Warnings);
        Assert.Equal(1, SignTest.Greater(0, 4).Value);
        Assert.Equal(1 / 16.0, SignTest.Greater(4, 0).Value!.Value, 1e-12);
    }

    [Fact]
    public void Trinomial_BeyondTwoThousandRows_IsNormalAndCloseToExact()
    {
        var (exact, normal) = (TrinomialTest.TwoSided(900, 800, 300), TrinomialTest.TwoSided(900, 800, 301));
        Assert.EndsWith(", exact", exact.Method, StringComparison.Ordinal);
        Assert.EndsWith(", normal approximation", normal.Method, StringComparison.Ordinal);
        // D has variance W + L under the null: z = 100/√1700.
        Assert.Equal(2 * Normal.CDF(0, 1, -100 / Math.Sqrt(1700)), normal.Value!.Value, 1e-12);
        Assert.Equal(exact.Value!.Value, normal.Value.Value, 1e-3);
        Assert.Equal(1, TrinomialTest.TwoSided(1500, 1500, 10).Value);
        Assert.Equal(1, TrinomialTest.TwoSided(0, 0, 0).Value);
        Assert.Equal(2001, normal.N);
    }

    /// <summary>Exact p of the signed-rank test where zeros and equal sizes are absent, else the normal approximation from counted ranks.</summary>
    [Fact]
    public void Wilcoxon_RandomDifferences_EqualsCountedRanks() =>
        Gen.Int[-6, 6].Array[1, 12].Sample(differences =>
        {
            var result = WilcoxonSignedRank.Test([.. differences.Select(d => (double)d)]);
            int[] kept = [.. differences.Where(d => d != 0)];
            Assert.Equal(differences.Length - kept.Length, result.Excluded);
            Assert.Equal(kept.Length, result.N);
            if (kept.Length == 0)
            {
                Assert.Equal(1, result.Value);
                return;
            }

            double Rank(int d) => kept.Count(other => Math.Abs(other) < Math.Abs(d)) + (kept.Count(other => Math.Abs(other) == Math.Abs(d)) + 1) / 2.0;
            var (n, positive) = (kept.Length, kept.Where(d => d > 0).Sum(Rank));
            Assert.Equal(Numbers.Text(positive), result.Settings["rank_sum_positive"]);
            var centre = n * (n + 1) / 4.0;
            if (kept.Length == differences.Length && kept.Select(Math.Abs).Distinct().Count() == n)
            {
                var hits = Enumerable.Range(0, 1 << n).Count(pattern => Math.Abs(Enumerable.Range(0, n).Where(i => (pattern >> i & 1) == 1).Sum(i => i + 1.0) - centre) >= Math.Abs(positive - centre));
                Assert.Equal(hits / Math.Pow(2, n), result.Value!.Value, 1e-9);
                Assert.EndsWith(", exact", result.Method, StringComparison.Ordinal);
            }
            else
            {
                // Under the null each rank enters or not by a fair coin: the variance is Σ rank²/4.
                Assert.Equal(2 * Normal.CDF(0, 1, -Math.Abs(positive - centre) / Math.Sqrt(kept.Sum(d => Rank(d) * Rank(d)) / 4)), result.Value!.Value, 1e-9);
            }
        }, iter: 500);

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void Wilcoxon_BeyondFiftyDifferences_IsNormal(int n, bool exact) =>
        Assert.EndsWith(exact ? ", exact" : ", normal approximation", WilcoxonSignedRank.Test([.. Enumerable.Range(1, n).Select(i => i % 4 == 0 ? -(double)i : i)]).Method, StringComparison.Ordinal);
}
