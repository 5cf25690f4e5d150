using Workbench.Methods.Judgments;
using Workbench.Methods.Metrics.Personalization;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Judges;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics;

/// <summary>Where all observations are alike the standard error is 0, and no estimator makes an interval of no width of it.</summary>
public sealed class NoVariationTests
{
    private const double Z2 = 3.841458820694124; // 1.959964²

    private static readonly RatingTable Agreed = RatingTable.FromRows([[0, 1, 0, 1], [0, 1, 0, 1]], 2);

    [Fact]
    public void Shares_AtTheirEnd_HaveWilsonsIntervalOverClusters()
    {
        // n successes in n: the lower bound is n/(n + z²).
        Wilson(VoteAgreement.Within(Agreed, VoteSetup.WithTies), 4, "item");
        Wilson(PercentAgreement.Compute(Agreed), 4, "item");
        Wilson(IntraRaterConsistency.Compute([new(0, 1, 1), new(0, 0, 0), new(1, 1, 1), new(2, 0, 0)]), 3, "rater");
        Wilson(FeaturePreference.Compute("length", [3, 1, 2, -1], [1, 1, 1, 0], [0, 0, 1, 2]), 3, "persona");
        Wilson(AverageWinRate.Of(JudgmentSet.From(Enumerable.Range(0, 12).Select(i => Game(i, Choice.Left))))[0].Rate, 6, "persona");

        static void Wilson(Estimate estimate, int n, string unit)
        {
            Assert.Equal((1, 1, $"Wilson over {unit}s"), (estimate.Value, estimate.Interval!.Upper, estimate.Interval.Method));
            Assert.Equal(n / (n + Z2), estimate.Interval.Lower, 1e-9);
            Assert.Null(estimate.StandardError);
            Assert.Equal([$"every score is the same: the interval counts each {unit} as one observation", $"only {n} clusters ({unit}): the interval is rough"], estimate.Warnings);
        }
    }

    [Fact]
    public void Rows_AtTheEndOfTheirRange_CountThemselves()
    {
        // Twelve losses of the longer text, no clusters; and a fairness of −1: four conflicts that all follow the second position.
        var losses = FeaturePreference.Compute("length", [.. Enumerable.Repeat(1.0, 12)], new double[12]);
        Assert.Equal((0, "Wilson over rows"), (losses.Interval!.Lower, losses.Interval.Method));
        Assert.Equal(Z2 / (12 + Z2), losses.Interval.Upper, 1e-9);
        Assert.Equal("every score is the same: the interval counts each row as one observation", Assert.Single(losses.Warnings));
        var fairness = OrderConsistency.Compute([.. Enumerable.Repeat(new OrderPair(ShownVerdict.Second, ShownVerdict.Second), 4)]).PreferenceFairness;
        Assert.Equal((-1, -1), (fairness.Value, fairness.Interval!.Lower));
        Assert.Equal(-1 + (2 * Z2 / (4 + Z2)), fairness.Interval.Upper, 1e-9);
    }

    [Fact]
    public void BrennanPrediger_AtItsEnds_TakesWilsonAlongItsStraightLine()
    {
        // κ = (p_a − ½)/½ for two categories: no agreement at all is −1, and κ's bounds are 2p − 1.
        var none = BrennanPrediger.Compute(RatingTable.FromRows([[0, 1, 0, 1], [1, 0, 1, 0]], 2));
        Assert.Equal((-1, -1), (none.Value!.Value, none.Interval!.Lower));
        Assert.Equal((2 * Z2 / (4 + Z2)) - 1, none.Interval.Upper, 1e-9);
    }

    [Fact]
    public void Others_WithoutVariation_SayThatThereIsNoInterval()
    {
        bool[] right = [true, true, true, false, false, false];
        Estimate[] all =
        [
            GwetAc.Compute(Agreed),
            FleissKappa.Compute(Agreed),
            CohenKappa.Compute([0, 1, 0, 1], [0, 1, 0, 1], 2),
            KrippendorffAlpha.WithInterval(RatingTable.FromRows([[0, 1, 0, 1, 0, 1, 0, 1, 0, 1], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]], 2), MeasurementLevel.Nominal, 1, 100),
            JudgeHumanGap.Compute(new double[12], new double[12]),
            JudgeHumanGap.Compute([1, 1, 0, 0], [0.5, 0.5, 0, 0], [0, 1, 0, 1]) with { Unit = "win rate" },
            SelfPreference.EqualOpportunity([1, 1, 1, 1], [1, 1, 0, 0]),
            MentionEffect.Compute([true, true, false, false], [4, 4, 2, 2], [0, 1, 0, 1]),
            MentionEffect.Compute([true, true, false, false], [4, 4, 2, 2]),
            Calibration.Auroc([0.9, 0.9, 0.9, 0.1, 0.1, 0.1], right),
            Calibration.ExpectedError([1, 1, 1, 0, 0, 0], right, 1, replicates: 50),
            RoganGladen.Compute(10, 10, 5, 5, 5, 5),
            ColdStartCurve.Trend([1, 1, 3, 3, 7, 7], [0.2, 0.2, 0.4, 0.4, 0.6, 0.6], [0, 1, 2, 3, 4, 5]),
            PredictionPoweredMean.Compute([1, 1, 1, 1, 1], [1, 0, 1, 0, 1], [1, 0]).PpiPlusPlus,
        ];
        foreach (var estimate in all)
        {
            Assert.NotNull(estimate.Value);
            Assert.Equal((null, null), (estimate.Interval, estimate.StandardError));
            Assert.Contains(estimate.Warnings, w => w.StartsWith("no variation between", StringComparison.Ordinal) && w.EndsWith("no interval", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(Choice.Tie, ClusterBy.None, "row")]
    [InlineData(Choice.Tie, ClusterBy.Persona, "persona")]
    [InlineData(Choice.None, ClusterBy.Persona, "persona")] // two wins and a loss of every persona
    public void BradleyTerry_AlikeClusters_GiveNoIntervalAndNoRank(Choice choice, ClusterBy cluster, string unit)
    {
        var set = JudgmentSet.From(Enumerable.Range(0, 36).Select(i => Game(i, choice == Choice.Tie ? choice : i / 6 % 3 == 0 ? Choice.Right : Choice.Left)));
        foreach (var ranking in new[] { BradleyTerry.Fit(set, cluster: cluster), RankingBootstrap.Fit(set, cluster, 50) })
        {
            Assert.Contains($"no variation between {unit}s: no interval", ranking.Warnings);
            Assert.All(ranking.Systems, system => Assert.Equal((null, null, null), (system.LogStrength.Interval, system.LogStrength.StandardError, system.BestRank)));
        }
    }

    [Fact]
    public void Elo_AllTies_SaysThatNoOrderMatters()
    {
        var rating = Elo.Shuffled(JudgmentSet.From(Enumerable.Range(0, 12).Select(i => Game(i, Choice.Tie))), 1, 50)[0].Rating;
        Assert.Equal((1000, null, "every order gives this rating: no interval"), (rating.Value!.Value, rating.Interval, Assert.Single(rating.Warnings)));
    }

    [Fact]
    public void AHairsBreadth_OfVariation_StillHasAnInterval()
    {
        // One tie among 4,000 wins is variation, however little.
        double[] scores = [.. Enumerable.Repeat(1.0, 3999), 0.5];
        Assert.Equal("CR1 by item, t", ClusteredMean.Compute("mean", scores, [.. Enumerable.Range(0, 4000)], "item", 0.95, "none", 0, 1).Interval!.Method);
        Assert.False(NoVariation.Is(1.6e-5, 0.5)); // half a per cent of a per cent: a billion coin tosses
    }

    private static Judgment Game(int i, Choice choice) => new() { Item = $"{i}", Left = "a", Right = "b", Choice = choice, Persona = $"p{i % 6}", Rater = "r" };
}
