using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Annotators;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Annotators;

public sealed class QualityTests
{
    [Fact]
    public void PValue_CountsPastVotesAtLeastAsHigh()
    {
        Assert.Equal(1, AnomalyTest.PValue(1, []));
        Assert.Equal(0.25, AnomalyTest.PValue(1, [0, 0, 0.5]));
        Assert.Equal(0.75, AnomalyTest.PValue(0.5, [1, 0.5, 0]));
    }

    [Fact]
    public void Judge_AllLooksAtOneVote_IsFishersTest()
    {
        // One vote only: every look is j = 1, M = −2 ln p, and 1 − χ²_2(M) = p; Bonferroni by five.
        Assert.Equal(5 * 0.01, AnomalyTest.Judge([0.01], seed: 1).PValue!.Value, 1e-9);
        Assert.True(AnomalyTest.Judge([0.01], seed: 1).Flagged);
        Assert.False(AnomalyTest.Judge([0.5], seed: 1).Flagged);
        Assert.Null(AnomalyTest.Judge([], seed: 1).PValue);
    }

    [Fact]
    public void Screen_ContraryVoter_IsFlagged_HonestOnesSeldom()
    {
        var random = new Random(4);
        List<int> raters = [], pairs = [];
        List<double> votes = [];
        for (var round = 0; round < 60; round++)
        {
            for (var rater = 0; rater < 21; rater++)
            {
                raters.Add(rater);
                pairs.Add(random.Next(5));
                votes.Add(rater == 20 ? 1 : random.NextDouble() < 0.2 ? 1 : 0); // the pairs' second system is better, rater 20 says the first
            }
        }
        var results = AnomalyTest.Screen(raters, pairs, votes, seed: 2);
        Assert.True(results[20].Flagged);
        Assert.InRange(results.Take(20).Count(r => r.Flagged), 0, 5);
        Assert.All(results, r => Assert.Equal(60, r.Votes));
    }

    /// <summary>The plain form: for every vote, all earlier votes of others on its pair.</summary>
    [Fact]
    public void Screen_AnyVotes_IsTheWalkOverAllEarlierVotes()
    {
        var random = new Random(12);
        int[] raters = [.. Enumerable.Range(0, 600).Select(_ => random.Next(4))], pairs = [.. Enumerable.Range(0, 600).Select(_ => random.Next(3))];
        double[] votes = [.. Enumerable.Range(0, 600).Select(_ => random.Next(4) is 3 ? double.NaN : random.Next(3) / 2.0)];
        var results = AnomalyTest.Screen(raters, pairs, votes, seed: 5);
        for (var rater = 0; rater < 4; rater++)
        {
            int[] own = [.. Enumerable.Range(0, 600).Where(i => raters[i] == rater && !double.IsNaN(votes[i])).Take(AnomalyTest.MaximumVotes)];
            double[] expected = [.. own.Select(i => AnomalyTest.PValue(votes[i], Enumerable.Range(0, i).Where(j => pairs[j] == pairs[i] && raters[j] != rater && !double.IsNaN(votes[j])).Select(j => votes[j])))];
            Assert.Equal(expected.Length, results[rater].Votes);
            // The looks are the seeded ones of Judge; rater 0 has them in common.
            if (rater == 0)
                Assert.Equal(AnomalyTest.Judge(expected, seed: 5).PValue!.Value, results[0].PValue!.Value, 1e-12);
        }
    }

    [Fact]
    public void Screen_UniformPValues_FlagNotMoreThanAlpha()
    {
        var random = new Random(9);
        var flagged = Enumerable.Range(0, 500).Count(s =>
            AnomalyTest.Judge([.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())], s, alpha: 0.1).Flagged);
        Assert.InRange(flagged, 0, 75); // Bonferroni over five looks: at most 10 %
        Assert.True(ChiSquared.CDF(2, 5) > 0.9);
    }

    [Fact]
    public void SpamFlags_EachKind_IsNamed()
    {
        var random = new Random(1);
        RaterBehaviour Honest() => new([.. Enumerable.Range(0, 40).Select(_ => random.Next(3))], [.. Enumerable.Range(0, 40).Select(_ => 20 + 10 * random.NextDouble())], 12, 11);
        RaterBehaviour[] raters =
        [
            Honest(), Honest(), Honest(), Honest(), Honest(), Honest(),
            Honest() with { Seconds = [.. Enumerable.Repeat(1.0, 40)] },
            Honest() with { Choices = [.. Enumerable.Repeat(0, 40)] },
            Honest() with { GoldRight = 6 },
            Honest() with { Choices = [.. Enumerable.Range(0, 40).Select(i => i < 20 ? 0 : i % 3)] },
            new([0, 0], [1, 1]),
            new([], []),
        ];
        var flags = SpamFlags.Compute(raters);
        Assert.All(flags.Take(6), f => Assert.Empty(f.Flags));
        Assert.Contains(flags[6].Flags, f => f.Contains("less than 3 s", StringComparison.Ordinal));
        Assert.Contains("always the same position", flags[7].Flags);
        Assert.Contains("prefers the left side", flags[7].Flags);
        Assert.Equal(0, flags[7].ChoiceEntropy, 1e-12);
        Assert.Equal(["6 of 12 gold items right"], flags[8].Flags);
        Assert.Contains("a run of 20 equal positions", flags[9].Flags);
        Assert.Empty(flags[10].Flags); // too few judgments to say anything
        Assert.Empty(flags[11].Flags);
    }
}
