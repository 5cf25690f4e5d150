using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Clustering;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Clustering;

public sealed class ScoreMeanTests
{
    private static readonly Gen<(double[] Scores, int[] Clusters)> Data =
        Gen.Select(Gen.Int[0, 2].Select(i => i / 2.0), Gen.Int[0, 14]).Array[30, 120].Select(rows => (rows.Select(r => r.Item1).ToArray(), rows.Select(r => r.Item2).ToArray()));

    [Fact]
    public void Cr1_RandomRows_EqualsTheSandwichOfTheRegressionOnAConstant() =>
        Data.Sample(data =>
        {
            var (scores, clusters) = data;
            var n = scores.Length;
            var mean = scores.Average();
            var groups = scores.Zip(clusters).GroupBy(row => row.Second, row => row.First - mean).ToList();
            var meat = groups.Sum(group => Math.Pow(group.Sum(), 2));
            var error = Math.Sqrt((double)groups.Count / (groups.Count - 1) * meat) / n;
            var estimate = ScoreMean.Cr1(ClusterSums.From(scores, clusters), "persona");
            Assert.Equal(mean, estimate.Value!.Value, 1e-12);
            if (error > 1e-9)
                Assert.Equal(mean + (error * StudentT.InvCDF(0, 1, groups.Count - 1, 0.975)), estimate.Interval!.Upper, 1e-9);
            Assert.Equal(groups.Count, estimate.Clusters);
        });

    [Fact]
    public void Independent_NoClusters_IsTheTextbookTInterval()
    {
        // 1, 0, 1, ½, 1: mean 0.7, s² = (0.09·3 + 0.49 + 0.04)/4 = 0.2, SE = √(0.2/5) = 0.2, t(4) = 2.7764.
        var estimate = ScoreMean.Independent([1, 0, 1, 0.5, 1]);
        Assert.Equal(0.2, estimate.StandardError!.Value, 1e-12);
        Assert.Equal(0.7 - (0.2 * 2.7764451051977987), estimate.Interval!.Lower, 1e-9);
        Assert.Equal("t", estimate.Interval.Method);
    }

    [Fact]
    public void TwoWay_RandomRows_EqualsTheDoubleSumOverSharedClusters() =>
        Gen.Select(Gen.Int[0, 2].Select(i => i / 2.0), Gen.Int[0, 14], Gen.Int[0, 11]).Array[40, 90].Sample(rows =>
        {
            double[] scores = [.. rows.Select(r => r.Item1)];
            var mean = scores.Average();
            double OneWay(Func<int, object> key)
            {
                var groups = Enumerable.Range(0, rows.Length).GroupBy(key, i => scores[i] - mean).ToList();
                return (double)groups.Count / (groups.Count - 1) * groups.Sum(g => g.Sum() * g.Sum()) / rows.Length / rows.Length;
            }

            var (a, b) = (OneWay(i => rows[i].Item2), OneWay(i => rows[i].Item3));
            var both = a + b - OneWay(i => (rows[i].Item2, rows[i].Item3));
            var estimate = ScoreMean.TwoWay(scores, [.. rows.Select(r => r.Item2)], [.. rows.Select(r => r.Item3)], "persona", "rater");
            var error = Math.Sqrt(both > 0 ? both : Math.Max(a, b));
            Assert.Equal(Math.Max(a, b) < 1e-20, estimate.Interval is null);
            if (estimate.Interval is null)
                return;
            Assert.Equal(error, estimate.StandardError!.Value, 1e-9);
            var fewer = Math.Min(rows.Select(r => r.Item2).Distinct().Count(), rows.Select(r => r.Item3).Distinct().Count());
            Assert.Equal(mean + (error * StudentT.InvCDF(0, 1, fewer - 1, 0.975)), estimate.Interval.Upper, 1e-8);
            Assert.Equal(mean - (error * StudentT.InvCDF(0, 1, fewer - 1, 0.975)), estimate.Interval.Lower, 1e-8);
        });

    [Fact]
    public void Bootstrap_ManyClusters_AgreesWithTheSandwich()
    {
        var random = new Random(5);
        double[] scores = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(3) / 2.0)];
        int[] clusters = [.. Enumerable.Range(0, 2000).Select(i => i / 10)];
        var sums = ClusterSums.From(scores, clusters);
        var sandwich = ScoreMean.Cr1(sums, "persona");
        foreach (var bca in new[] { false, true })
        {
            var bootstrap = ScoreMean.Bootstrap(sums, "persona", seed: 3, replicates: 4000, bca: bca);
            Assert.Equal(sandwich.StandardError!.Value, bootstrap.StandardError!.Value, 0.1 * sandwich.StandardError.Value);
            Assert.Equal(sandwich.Interval!.Lower, bootstrap.Interval!.Lower, 0.003);
            Assert.Equal(sandwich.Interval.Upper, bootstrap.Interval.Upper, 0.003);
            Assert.Equal(bootstrap.Interval, ScoreMean.Bootstrap(sums, "persona", seed: 3, replicates: 4000, bca: bca).Interval);
        }
    }

    [Fact]
    public void Bootstrap_DrawByDraw_EqualsAPlainLoop()
    {
        double[] sums = [3, 1, 2.5, 0, 4, 2, 2, 1.5, 3.5, 0.5, 1];
        var rows = sums.SelectMany((sum, g) => Enumerable.Repeat((Score: sum / 4, Cluster: g), 4)).ToList();
        var clusters = ClusterSums.From([.. rows.Select(r => r.Score)], [.. rows.Select(r => r.Cluster)]);
        var expected = new double[50];
        // Clusters of one size are numbered by their sums.
        double[] ordered = [.. sums.Order()];
        for (var r = 0; r < expected.Length; r++)
        {
            var random = new Methods.Statistics.ReplicateRandom(9, r);
            expected[r] = Enumerable.Range(0, 11).Select(_ => ordered[random.Next(11)]).Sum() / 44;
        }

        Array.Sort(expected);
        var estimate = ScoreMean.Bootstrap(clusters, "persona", 9, 50);
        // t(10) at 97.5 % is 2.228139; times √(11/10) it is 2.336897, and Φ(−2.336897) = 0.0097224.
        Assert.Equal(0.0097224, BootstrapInterval.Tail(0.95, 11), 1e-6);
        Assert.Equal(Methods.Statistics.Quantile.OfSorted(expected, BootstrapInterval.Tail(0.95, 11)), estimate.Interval!.Lower, 1e-12);
        Assert.Equal(Methods.Statistics.Quantile.OfSorted(expected, 1 - BootstrapInterval.Tail(0.95, 11)), estimate.Interval.Upper, 1e-12);
    }

    [Fact]
    public void Bca_SkewedReplicates_MatchesTheTextbookSteps()
    {
        // Replicates 0 … 99, estimate 40.5: 41 of 100 lie below; jackknife skewed by one value.
        double[] replicates = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        double[] jackknife = [1, 1, 1, 1, 5];
        var mean = jackknife.Average();
        var acceleration = jackknife.Sum(v => Math.Pow(mean - v, 3)) / (6 * Math.Pow(jackknife.Sum(v => Math.Pow(mean - v, 2)), 1.5));
        var bias = Normal.InvCDF(0, 1, 0.41);
        double Level(double z) => Normal.CDF(0, 1, bias + ((bias + z) / (1 - (acceleration * (bias + z)))));
        var interval = BootstrapInterval.Bca(replicates, 40.5, jackknife, 0.95);
        var z = Math.Sqrt(5 / 4.0) * 2.7764451051977987; // t(4)
        Assert.Equal(99 * Level(-z), interval.Lower, 1e-6);
        Assert.Equal(99 * Level(z), interval.Upper, 1e-6);
        Assert.Equal("percentile, expanded tails; BCa undefined", BootstrapInterval.Bca([1, 2, 3], 0, jackknife, 0.95).Method);
    }

    [Fact]
    public void Bootstrap_BelowTenClusters_IsTheTIntervalWithAWarning()
    {
        var sums = ClusterSums.From([1, 0, 1, 1, 0.5], [0, 0, 1, 2, 2]);
        var estimate = ScoreMean.Bootstrap(sums, "persona", 1);
        Assert.Equal(ScoreMean.Cr1(sums, "persona").Interval, estimate.Interval);
        Assert.StartsWith("only 3 clusters", Assert.Single(estimate.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Degenerate_Data_SaysWhatItIs()
    {
        Assert.Equal("no data", ScoreMean.Cr1(ClusterSums.From([], []), "persona").UndefinedReason);
        var one = ScoreMean.Bootstrap(ClusterSums.From([1, 0], [4, 4]), "persona", 1);
        Assert.Equal((0.5, null, "one persona only: no interval"), (one.Value, one.Interval, one.Warnings[0]));
        var ties = ScoreMean.Bootstrap(ClusterSums.From([0.5, 0.5], [0, 1]), "persona", 1);
        Assert.Null(ties.Interval);
        // All wins: the bootstrap would say [1, 1]; Wilson over 12 personas says what 12 observations can.
        var wins = ScoreMean.Bootstrap(ClusterSums.From([.. Enumerable.Repeat(1.0, 24)], [.. Enumerable.Range(0, 24).Select(i => i / 2)]), "persona", 1);
        Assert.Equal((1, "Wilson over personas"), (wins.Interval!.Upper, wins.Interval.Method));
        Assert.Equal(12 / (12 + 3.841458820694124), wins.Interval.Lower, 1e-9);
    }

    [Fact]
    public void Degenerate_RatingsAndDifferences_HaveNoShareToTakeWilsonOf()
    {
        // Everybody rates 1 of 5, or no pair of ratings differs: 0 and 1 are no ends of these scales.
        foreach (var score in new[] { 0.0, 1 })
        {
            double[] scores = [.. Enumerable.Repeat(score, 24)];
            var sums = ClusterSums.From(scores, [.. Enumerable.Range(0, 24).Select(i => i / 2)]);
            int[] raters = [.. Enumerable.Range(0, 24).Select(i => i % 2)];
            foreach (var mean in new[]
            {
                ScoreMean.Bootstrap(sums, "persona", 1, isShare: false), ScoreMean.Cr1(sums, "persona", isShare: false),
                ScoreMean.Independent(scores, isShare: false), ScoreMean.TwoWay(scores, raters, raters, "persona", "rater", isShare: false),
            })
            {
                Assert.Equal((score, null), (mean.Value, mean.Interval));
                Assert.Contains("no interval", Assert.Single(mean.Warnings), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void TwoWay_RatersOfOneMind_KeepsTheVarianceBetweenPersonas()
    {
        // Twelve personas, six win and six lose, each judged alike by both raters. Residual sums: ±1 a persona, 0 a rater, ±½ a row.
        double[] scores = [.. Enumerable.Range(0, 24).Select(i => i / 2 % 2 == 0 ? 1.0 : 0)];
        int[] personas = [.. Enumerable.Range(0, 24).Select(i => i / 2)], raters = [.. Enumerable.Range(0, 24).Select(i => i % 2)];
        var estimate = ScoreMean.TwoWay(scores, personas, raters, "persona", "rater");
        var error = Math.Sqrt(((12.0 / 11 * 12) - (24.0 / 23 * 24 / 4)) / (24 * 24));
        Assert.Equal(error, estimate.StandardError!.Value, 1e-12);
        Assert.Equal(0.5 + (error * StudentT.InvCDF(0, 1, 1, 0.975)), estimate.Interval!.Upper, 1e-9);
        // The other way round, and without any variation at all.
        Assert.Equal(error, ScoreMean.TwoWay(scores, raters, personas, "rater", "persona").StandardError!.Value, 1e-12);
        Assert.Null(ScoreMean.TwoWay([.. Enumerable.Repeat(0.5, 24)], personas, raters, "persona", "rater").Interval);
    }

    [Fact]
    public void Bootstrap_RowsPermuted_GivesTheSameInterval() =>
        Gen.Select(Gen.Int[0, 2].Select(i => i / 2.0), Gen.Int[0, 14], Gen.Double[0.2, 3]).Array[30, 80].Sample(rows =>
        {
            foreach (var bca in new[] { false, true })
            {
                var straight = Of(rows);
                var turned = Of([.. rows.Reverse()]);
                Assert.Equal(straight.Interval is null, turned.Interval is null);
                Assert.Equal(straight.Interval?.Lower ?? 0, turned.Interval?.Lower ?? 0, 1e-9);
                Assert.Equal(straight.Interval?.Upper ?? 0, turned.Interval?.Upper ?? 0, 1e-9);

                Methods.Statistics.Estimate Of((double, int, double)[] data) => ScoreMean.Bootstrap(
                    ClusterSums.From([.. data.Select(r => r.Item1)], [.. data.Select(r => r.Item2)], [.. data.Select(r => r.Item3)]), "persona", 7, 60, bca);
            }
        }, iter: 100);

    [Fact]
    public void Cr1_DuplicatedRowsWithinClusters_ChangeNothing() =>
        Data.Sample(data =>
        {
            var (scores, clusters) = data;
            var once = ScoreMean.Cr1(ClusterSums.From(scores, clusters), "persona");
            var twice = ScoreMean.Cr1(ClusterSums.From([.. scores, .. scores], [.. clusters, .. clusters]), "persona");
            Assert.Equal(once.Value!.Value, twice.Value!.Value, 1e-12);
            Assert.Equal(once.StandardError ?? 0, twice.StandardError ?? 0, 1e-12);
        });
}
