using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Proportions;
using Workbench.Methods.Statistics.WinRates;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Clustering;

public sealed class SecondClusteringTests
{
    [Fact]
    public void Bootstrap_BiasCorrected_EqualsEfronsStepsOnDrawnAndLeftOutClusters()
    {
        var random0 = new Random(6);
        (double Score, int G)[] rows = [.. Enumerable.Range(0, 60).Select(i => (random0.NextDouble() < 0.3 + (i % 12 * 0.05) ? 1.0 : random0.Next(2) / 2.0, i % 12))];
        double[][] clusters = [.. rows.GroupBy(r => r.G).Select(g => g.Select(r => r.Score).ToArray())];
        clusters[3] = [.. clusters[3], 1, 1, 0]; // unequal sizes
        double[] scores = [.. clusters.SelectMany(c => c)];
        int[] ids = [.. clusters.SelectMany((c, g) => c.Select(_ => g))];
        var mean = scores.Average();
        // Clusters are numbered by size and sum, whatever the order of the rows.
        double[][] ordered = [.. clusters.OrderBy(c => c.Length).ThenBy(c => c.Sum())];
        double[] drawn = [.. Enumerable.Range(0, 201).Select(replicate =>
        {
            var random = new ReplicateRandom(4, replicate);
            return Enumerable.Range(0, 12).SelectMany(_ => ordered[random.Next(12)]).Average();
        }).Order()];
        double[] without = [.. Enumerable.Range(0, 12).Select(g => clusters.Where((_, other) => other != g).SelectMany(c => c).Average())];
        var z0 = Normal.InvCDF(0, 1, (drawn.Count(d => d < mean - 1e-12) + drawn.Count(d => Math.Abs(d - mean) <= 1e-12) / 2.0) / 201);
        var a = without.Sum(w => Math.Pow(without.Average() - w, 3)) / (6 * Math.Pow(without.Sum(w => Math.Pow(without.Average() - w, 2)), 1.5));
        double Bound(double tail)
        {
            var z = z0 + Normal.InvCDF(0, 1, tail);
            return Quantile.OfSorted(drawn, Normal.CDF(0, 1, z0 + z / (1 - a * z)));
        }

        var tail = Normal.CDF(0, 1, -Math.Sqrt(12 / 11.0) * StudentT.InvCDF(0, 1, 11, 0.95));
        var result = ScoreMean.Bootstrap(ClusterSums.From(scores, ids), "persona", 4, 201, bca: true, level: 0.9);
        Assert.Equal(mean, result.Value!.Value, 1e-12);
        Assert.Equal(Bound(tail), result.Interval!.Lower, 1e-6);
        Assert.Equal(Bound(1 - tail), result.Interval.Upper, 1e-6);
        Assert.Equal("cluster bootstrap by persona (BCa, expanded tails)", result.Interval.Method);
        Assert.NotEqual(0, a, 1e-6);
    }

    [Theory]
    [InlineData(19_999)] // in a row
    [InlineData(20_000)] // on all cores
    public void Means_ManyReplicates_DoNotDependOnThePath(int replicates)
    {
        var sums = ClusterSums.From([0, 1, 1, 0.5, 0, 1, 1, 1, 0, 0.5], [.. Enumerable.Range(0, 10)]);
        var random = new ReplicateRandom(3, replicates - 1);
        double[] scores = [0, 0, 0, 0.5, 0.5, 1, 1, 1, 1, 1];
        Assert.Equal(Enumerable.Range(0, 10).Average(_ => scores[random.Next(10)]), ClusterBootstrap.Means(sums, 3, replicates)[^1], 1e-12);
    }

    [Theory]
    [InlineData(9, "CR1 by persona, t", 1)]
    [InlineData(10, "cluster bootstrap by persona (percentile, expanded tails)", 0)]
    public void Bootstrap_TenClusters_AreEnough(int clusters, string method, int warnings)
    {
        double[] scores = [.. Enumerable.Range(0, 30).Select(i => i % 4 == 0 ? 0.0 : 1)];
        var sums = ClusterSums.From(scores, [.. Enumerable.Range(0, 30).Select(i => i % clusters)]);
        var result = ScoreMean.Bootstrap(sums, "persona", 1, 100);
        Assert.Equal(method, result.Interval!.Method);
        Assert.Equal(warnings, result.Warnings.Count);
        Assert.Equal(clusters < 10 ? ["only 9 clusters (persona): the interval is rough; t with 8 degrees of freedom"] : [], ScoreMean.Cr1(sums, "persona").Warnings);
        Assert.Equal("no data", ScoreMean.Bootstrap(ClusterSums.From([], []), "persona", 1).UndefinedReason);
        Assert.Equal("no data", ScoreMean.TwoWay([], [], [], "a", "b").UndefinedReason);
        Assert.Throws<ArgumentException>(() => ClusterSums.From([1.0], []));
    }

    [Fact]
    public void TwoWay_NegativeVariance_IsReplacedByTheLargerOneWay()
    {
        // Nearly a checkerboard: persons and raters hardly differ in their means, the single rows do.
        double[] scores = [1, 0.2, 0, 0.9];
        int[] first = [0, 0, 1, 1], second = [0, 1, 0, 1];
        var one = ScoreMean.TwoWay(scores, first, second, "persona", "rater");
        var (persona, rater) = (ScoreMean.Cr1(ClusterSums.From(scores, first), "persona"), ScoreMean.Cr1(ClusterSums.From(scores, second), "rater"));
        var cells = ScoreMean.Cr1(ClusterSums.From(scores, [0, 1, 2, 3]), "cell");
        var sum = Square(persona) + Square(rater) - Square(cells);
        Assert.True(sum < 0);
        Assert.Equal(Math.Max(persona.StandardError!.Value, rater.StandardError!.Value), one.StandardError!.Value, 1e-12);
        Assert.Contains("the two-way variance is not positive: the larger one-way variance stands in for it", one.Warnings);
        static double Square(Estimate estimate) => estimate.StandardError!.Value * estimate.StandardError.Value;
    }

    [Fact]
    public void TwoWay_FewerClustersInOneWay_GiveTheDegreesOfFreedom()
    {
        var random = new Random(3);
        double[] scores = [.. Enumerable.Range(0, 120).Select(_ => random.Next(3) / 2.0)];
        int[] many = [.. Enumerable.Range(0, 120).Select(i => i % 15)], few = [.. Enumerable.Range(0, 120).Select(i => i / 10)];
        foreach (var (a, b, names) in new[] { (many, few, ("persona", "rater")), (few, many, ("rater", "persona")) })
        {
            var result = ScoreMean.TwoWay(scores, a, b, names.Item1, names.Item2);
            var half = StudentT.InvCDF(0, 1, 11, 0.975) * result.StandardError!.Value;
            Assert.Equal(result.Value!.Value - half, result.Interval!.Lower, 1e-9);
            Assert.Equal(result.Value!.Value + half, result.Interval.Upper, 1e-9);
            Assert.Equal(12, result.Clusters);
            Assert.Empty(result.Warnings);
        }

        // As many of one as of the other: the first is named.
        var equal = ScoreMean.TwoWay(scores, [.. many.Select(id => id % 3)], [.. few.Select(id => id % 3)], "persona", "rater");
        Assert.Contains(equal.Warnings, w => w.StartsWith("only 3 clusters (persona)", StringComparison.Ordinal));

        // A row without a rater is a cell of its own, whatever its persona.
        int[] missing = [.. few.Select((id, i) => i < 3 ? -1 : id)];
        Assert.NotNull(ScoreMean.TwoWay(scores, many, missing, "persona", "rater").StandardError);
        var lone = ScoreMean.TwoWay([1, 1, 0, 0], [0, 0, 1, 1], [-1, -1, 0, 1], "persona", "rater");
        // Personas deviate by +1 and −1 (G = 2: 2·2/16), raters by ½ each (G = 4: 4/3·1/16), cells likewise as all rows are cells of their own.
        Assert.Equal(Math.Sqrt(0.25), lone.StandardError!.Value, 1e-12);
    }

    [Theory]
    [InlineData(1, "row")]
    [InlineData(9, "row")] // nine prompts are too few for Auto
    [InlineData(10, "prompt")]
    public void Auto_Prompts_NeedTen(int prompts, string unit)
    {
        var set = JudgmentSet.From(Enumerable.Range(0, 40).Select(i => new Judgment { Item = $"{i}", Left = "a", Right = "b", Choice = Choice.Left, Prompt = i % 7 == 6 ? null : $"q{i % prompts}" }));
        Assert.Equal(unit, ClusterIds.Of(set, ClusterBy.Auto).Unit);
        // A part of a set still knows all names: one persona of two is no ground for clusters.
        var two = JudgmentSet.From(Enumerable.Range(0, 4).Select(i => new Judgment { Item = $"{i}", Left = "a", Right = "b", Choice = Choice.Left, Persona = i < 3 ? "p" : "q" }));
        Assert.Equal("persona", ClusterIds.Of(two, ClusterBy.Auto).Unit);
        Assert.Equal("row", ClusterIds.Of(two.Rows([0, 1, 2]), ClusterBy.Auto).Unit);
    }

    [Fact]
    public void Of_RowsWithoutAnOpponent_AreNobodysWin()
    {
        Judgment Row(int i, string? left, string? right, Choice choice) => new() { Item = $"{i}", Left = left, Right = right, Choice = choice };
        var set = JudgmentSet.From([Row(0, "a", "b", Choice.Left), Row(1, "b", "a", Choice.Left), Row(2, "a", "a", Choice.Left), Row(3, "c", "a", Choice.Right), Row(4, "b", "c", Choice.Left)]);
        var rate = ConditionRates.Of(set, "a", "b");
        Assert.Equal((1, 1, 0), (rate.Wins, rate.Losses, rate.Ties));
        var any = ConditionRates.Of(set, "a");
        Assert.Equal((2, 1), (any.Wins, any.Losses));
        Assert.Equal(["a", "a", "b"], PairRates.Of(set).Select(pair => pair.Condition));
        Assert.Equal([2, 1, 1], PairRates.Of(set).Select(pair => pair.Wins + pair.Losses + pair.Ties));
        Assert.Equal(3, ConditionRates.OfAll(set).Count);
        // A rating of one output is no comparison.
        var rated = JudgmentSet.From([Row(0, "a", "b", Choice.Left), new Judgment { Item = "1", Left = "a", Value = JudgmentValue.Of(4) }]);
        Assert.Single(PairRates.Of(rated));
        Assert.Equal(1, ConditionRates.Of(rated, "a").Wins);
        Assert.Equal(2, ConditionRates.OfAll(rated).Count);
    }

    [Fact]
    public void Decisive_ClustersThatRecur_WarnBesideWilson()
    {
        WinRate Of(int personas, ClusterBy cluster = ClusterBy.Auto) => ConditionRates.Of(
            JudgmentSet.From(Enumerable.Range(0, 40).Select(i => new Judgment { Item = $"{i}", Left = "a", Right = "b", Choice = i % 3 == 0 ? Choice.Right : Choice.Left, Persona = $"p{i % personas}" })),
            "a", "b", WinRateOptions.Default with { Cluster = cluster });
        Assert.Equal(["rows are taken as independent although personas recur: Wilson's interval is too narrow"], Of(10).Decisive.Warnings);
        Assert.Empty(Of(40).Decisive.Warnings);
        Assert.Empty(Of(10, ClusterBy.None).Decisive.Warnings);
        Assert.Equal("Wilson", Of(10).Decisive.Interval!.Method);
    }

    [Fact]
    public void Of_FractionalScores_AreWinsAboveOneHalfAndLossesBelow()
    {
        // One rater judged both orders: left twice in one (a clear win), left and a tie in the other: averages 1, ¾ and ¼.
        Judgment Row(string item, string left, Choice choice) => new() { Item = item, Left = left, Right = left == "a" ? "b" : "a", Choice = choice, Rater = "r" };
        var set = JudgmentSet.From([Row("1", "a", Choice.Left), Row("1", "b", Choice.Tie), Row("2", "b", Choice.Left), Row("2", "a", Choice.Tie), Row("3", "a", Choice.Left), Row("3", "b", Choice.Right)]);
        var rate = ConditionRates.Of(set, "a", "b", WinRateOptions.Default with { Orders = OrderRule.Average });
        Assert.Equal((2, 1, 0), (rate.Wins, rate.Losses, rate.Ties));
        Assert.Equal((0.75 + 0.25 + 1) / 3, rate.Rate.Value!.Value, 1e-12);
    }

    [Fact]
    public void Proportion_AnyCounts_HasTheTextbookStandardError()
    {
        var result = Proportion.Of(3, 12, ProportionMethod.Wilson, 0.95, "share");
        Assert.Equal(0.25, result.Value);
        Assert.Equal(Math.Sqrt(0.25 * 0.75 / 12), result.StandardError!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(0.25 * 0.75 / 12), WilsonShare.Compute("share", 3, 12, 0.95, "").StandardError!.Value, 1e-12);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    public void Ratio_TenClusters_AreEnough(int clusters, int warnings)
    {
        double[] top = [.. Enumerable.Range(0, clusters).Select(i => i % 3.0)], bottom = [.. Enumerable.Repeat(2.0, clusters)];
        Assert.Equal(warnings, ClusteredRatio.Compute("ratio", "item", top, bottom, 0.95, "none").Warnings.Count);
        Assert.NotNull(ClusteredRatio.Compute("ratio", "item", [1, 0], [1, 1], 0.95, "none").Interval);
        Assert.Null(ClusteredRatio.Compute("ratio", "item", [1], [1], 0.95, "none").Interval);
        Assert.Equal(
            ["every score is the same: the interval counts each item as one observation", "only 2 clusters (item): the interval is rough"],
            ClusteredRatio.Compute("ratio", "item", [2, 1], [2, 1], 0.95, "none").Warnings);
        Assert.Equal(["one observation: no interval"], ClusteredMean.Compute("mean", [1], [], "row", 0.95, "none").Warnings);
        Assert.Empty(ClusteredMean.Compute("mean", [1, 2], [], "row", 0.95, "none").Warnings);
        Assert.Equal("none", ClusteredMean.Compute("mean", [double.NaN], [], "row", 0.95, "none").UndefinedReason);
    }

    [Theory]
    [InlineData(ClusterBy.PersonaAndRater, true, WinRateInterval.Cr1, "CR1 by persona × rater, t")]
    [InlineData(ClusterBy.PersonaAndRater, false, WinRateInterval.Cr1, "CR1 by persona, t")]
    [InlineData(ClusterBy.Persona, true, WinRateInterval.Cr1, "CR1 by persona, t")]
    [InlineData(ClusterBy.Persona, true, WinRateInterval.BootstrapBca, "cluster bootstrap by persona (BCa, expanded tails)")]
    [InlineData(ClusterBy.Persona, true, WinRateInterval.Bootstrap, "cluster bootstrap by persona (percentile, expanded tails)")]
    public void Of_ClustersAndInterval_AreThoseAskedFor(ClusterBy cluster, bool raters, WinRateInterval interval, string method)
    {
        var set = JudgmentSet.From(Enumerable.Range(0, 60).Select(i => new Judgment
        {
            Item = $"{i}",
            Left = "a",
            Right = "b",
            Choice = i * i % 7 < 3 ? Choice.Left : Choice.Right,
            Persona = $"p{i % 12}",
            Rater = raters ? $"r{i % 7}" : null,
        }));
        var rate = ConditionRates.Of(set, "a", "b", WinRateOptions.Default with { Cluster = cluster, Interval = interval }).Rate;
        Assert.Equal(method, rate.Interval!.Method);
        Assert.Equal(cluster == ClusterBy.PersonaAndRater && !raters, rate.Warnings.Contains("no rater in the data: the interval is by persona alone"));
    }

    [Fact]
    public void Bca_WithoutBiasOrSpread_FallsBack()
    {
        double[] below = [.. Enumerable.Range(0, 50).Select(i => i / 100.0)], flat = [.. Enumerable.Repeat(0.5, 12)];
        Assert.Equal("percentile, expanded tails; BCa undefined", BootstrapInterval.Bca([.. below], 2, flat, 0.95).Method);
        Assert.Equal("percentile, expanded tails; BCa undefined", BootstrapInterval.Bca([.. below], -1, flat, 0.95).Method);
        // Equal leave-one-out values: no acceleration, only the bias; here half lies below and there is none.
        var plain = BootstrapInterval.Bca([.. below], 0.245, flat, 0.95);
        Assert.Equal(BootstrapInterval.Percentile([.. below], 12, 0.95).Lower, plain.Lower, 1e-9);
        var clustered = ClusteredMean.Compute("mean", [1, 2, 3, 4], [0, 0, 1, 1], "persona", 0.95, "none");
        Assert.Equal((2, "persona", "CR1 by persona, t"), (clustered.Clusters!.Value, clustered.ClusterUnit, clustered.Interval!.Method));
    }
}
