using System.Text.Json;
using CsCheck;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.WinRates;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class AdaptiveAllocationTests
{
    private static readonly Gen<double[]> Scores = Gen.Int[0, 2].Select(i => i / 2.0).Array[0, 60];

    /// <summary>√(s²/n) − √(s²/(n+1)) of the scores with a 0 and a 1 before them, by the definition of s².</summary>
    [Fact]
    public void ExpectedDrop_AnyScores_IsTheFormulaAndAboveZero() =>
        Scores.Sample(scores =>
        {
            double[] all = [0, 1, .. scores];
            var mean = all.Average();
            var variance = all.Sum(s => (s - mean) * (s - mean)) / (all.Length - 1);
            var expected = Math.Sqrt(variance / all.Length) - Math.Sqrt(variance / (all.Length + 1));
            var drop = AdaptiveAllocation.ExpectedDrop(scores.Aggregate(new SliceScores(), (slice, score) => slice.With(score)));
            Assert.Equal(expected, drop, 1e-12);
            Assert.True(drop > 0);
            Assert.True(drop <= AdaptiveAllocation.ExpectedDrop(default));
        });

    [Fact]
    public void ExpectedDrop_NoData_IsTheStatedPrior() =>
        // s² = ½, n = 2: √¼ − √⅙ = 0.5 − 0.408248.
        Assert.Equal(0.0917517095, AdaptiveAllocation.ExpectedDrop(default), 1e-9);

    [Fact]
    public void Probabilities_Drops_SumToOneInProportion()
    {
        Assert.Equal([0.25, 0.75], AdaptiveAllocation.Probabilities([1, 3]));
        Assert.Empty(AdaptiveAllocation.Probabilities([]));
        Assert.Throws<ArgumentException>(() => AdaptiveAllocation.Probabilities([1, 0]));
        Assert.Throws<ArgumentException>(() => AdaptiveAllocation.Probabilities([double.NaN]));
    }

    [Fact]
    public void Draw_EvenNumbers_FallsOnEachBlockAsOftenAsItsProbability()
    {
        double[] probabilities = [0.1, 0.2, 0.7];

        // 1,000 even numbers: exactly 100, 200 and 700, up to rounding at the two borders.
        var counts = Enumerable.Range(0, 1_000).Select(i => AdaptiveAllocation.Draw(probabilities, (i + 0.5) / 1_000)).CountBy(block => block).ToDictionary();

        Assert.Equal((100, 200, 700), (counts[0], counts[1], counts[2]));
        Assert.Equal(2, AdaptiveAllocation.Draw(probabilities, 1));
        Assert.Throws<ArgumentException>(() => AdaptiveAllocation.Draw([], 0));
    }

    /// <summary>
    /// Twelve personas, half of whom always hesitate (p = 0.5) and half never (p = 0.95): adaptive allocation goes to the
    /// hesitant, so the plain mean is too low (true 0.725). The weighted one is right, and its intervals cover.
    /// </summary>
    [Fact]
    public void Simulation_AdaptiveDraws_BiasThePlainMeanAndNotTheWeightedOne()
    {
        const int runs = 200;
        const double truth = (0.5 + 0.95) / 2;
        double plain = 0, weighted = 0;
        var covered = 0;
        for (var run = 0; run < runs; run++)
        {
            var votes = Votes(new Random(run), 12, 600);
            plain += ConditionRates.Of(JudgmentSet.From(votes.Select(v => v with { Extra = new Dictionary<string, JsonElement>() })), "b", "a").Rate.Value!.Value / runs;
            var estimate = ConditionRates.Of(JudgmentSet.From(votes), "b", "a", new() { Interval = WinRateInterval.Cr1, Cluster = ClusterBy.Item }).Rate;
            weighted += estimate.Value!.Value / runs;
            covered += estimate.Interval!.Lower <= truth && truth <= estimate.Interval.Upper ? 1 : 0;
        }

        Assert.InRange(plain, 0, truth - 0.03);
        // The standard error of the mean of 200 runs is below 0.002.
        Assert.InRange(weighted, truth - 0.008, truth + 0.008);
        Assert.InRange(covered, (int)(0.91 * runs), runs);
    }

    private static List<Judgment> Votes(Random random, int personas, int count)
    {
        var slices = new SliceScores[personas];
        var votes = new List<Judgment>();
        for (var i = 0; i < count; i++)
        {
            var probabilities = AdaptiveAllocation.Probabilities([.. slices.Select(AdaptiveAllocation.ExpectedDrop)]);
            var persona = AdaptiveAllocation.Draw(probabilities, random.NextDouble());
            var wins = random.NextDouble() < (persona % 2 == 0 ? 0.5 : 0.95);
            slices[persona] = slices[persona].With(wins ? 1 : 0);
            votes.Add(new Judgment
            {
                Item = $"i{i}",
                Left = "a",
                Right = "b",
                Choice = wins ? Choice.Right : Choice.Left,
                Rater = $"r{i % 10}",
                Persona = $"p{persona}",
                Extra = new Dictionary<string, JsonElement> { [Judgment.SelectionProbability] = JsonSerializer.SerializeToElement(probabilities[persona]) },
            });
        }

        return votes;
    }
}
