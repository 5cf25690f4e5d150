using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Annotators;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Annotators;

public sealed class SecondQualityTests
{
    [Fact]
    public void Screen_RandomVotes_EqualsThePlainLoop() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[-1, 2]).Array[0, 60].Sample(rows =>
        {
            double Vote(int code) => code < 0 ? double.NaN : code / 2.0;
            var actual = AnomalyTest.Screen([.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)], [.. rows.Select(r => Vote(r.Item3))], seed: 3, alpha: 0.3);
            Assert.Equal(rows.Length == 0 ? 0 : rows.Max(r => r.Item1) + 1, actual.Count);
            foreach (var line in actual)
            {
                var p = new List<double>();
                for (var row = 0; row < rows.Length; row++)
                {
                    if (rows[row].Item1 != line.Rater || rows[row].Item3 < 0)
                        continue;
                    var past = rows.Take(row).Where(r => r.Item2 == rows[row].Item2 && r.Item1 != line.Rater && r.Item3 >= 0).ToArray();
                    p.Add((1.0 + past.Count(r => r.Item3 >= rows[row].Item3)) / (past.Length + 1));
                }

                var random = new ReplicateRandom(3, line.Rater);
                var smallest = p.Count == 0 ? (double?)null : Enumerable.Range(0, 5).Select(_ => random.Next(p.Count) + 1).Min(j =>
                    UpperTail(j, -2 * p.Take(j).Sum(Math.Log)));
                Assert.Equal(p.Count, line.Votes);
                Assert.Equal(smallest is null, line.PValue is null);
                if (smallest is not { } least)
                    continue;
                Assert.Equal(Math.Min(1, 5 * least), line.PValue!.Value, 1e-9);
                Assert.Equal(line.PValue <= 0.3, line.Flagged);
            }
        }, iter: 200);

    [Fact]
    public void Screen_ManyVotes_OnlyTheFirstHundredAreLookedAt()
    {
        int[] raters = [.. Enumerable.Repeat(0, 130)];
        var result = AnomalyTest.Screen(raters, new int[130], [.. raters.Select(_ => 1.0)], seed: 1);
        Assert.Equal(100, result.Single().Votes);
        Assert.Equal(1, result.Single().PValue); // nobody else voted: every p is 1
        // The first hundred are quiet, those after would scream.
        Assert.False(AnomalyTest.Judge([.. Enumerable.Repeat(0.9, 100), .. Enumerable.Repeat(1e-9, 100)], seed: 1).Flagged);
    }

    [Fact]
    public void SpamFlags_RandomBehaviour_EqualsTheRulesAsWritten() =>
        Gen.Select(Gen.Int[0, 2].Array[0, 30], Gen.Double[0.5, 12].Array[0, 30], Gen.Int[0, 15], Gen.Int[0, 15]).Array[1, 9].Sample(crowd =>
        {
            RaterBehaviour[] raters = [.. crowd.Select(c => new RaterBehaviour(c.Item1, [.. c.Item2.Select(s => s < 0.8 ? double.NaN : s)], c.Item3, Math.Min(c.Item3, c.Item4)))];
            // Loose thresholds, so that every rule fires now and then.
            var options = new SpamFlagOptions { FastSeconds = 4, FastShare = 0.3, SlowestDeviations = 0.7, GoldMinimum = 5, GoldAccuracy = 0.6, RunProbability = 0.4, SideProbability = 0.2 };
            var actual = SpamFlags.Compute(raters, options);
            var speeds = raters.Select(r => r.Seconds.Where(s => !double.IsNaN(s)).ToArray()).Select(s => s.Length == 0 ? (double?)null : s.Average(x => Math.Log(x))).ToArray();
            for (var i = 0; i < raters.Length; i++)
            {
                var (choices, seconds) = (raters[i].Choices, raters[i].Seconds.Where(s => !double.IsNaN(s)).ToArray());
                var n = choices.Count;
                var run = Enumerable.Range(1, n).LastOrDefault(length => Enumerable.Range(0, n - length + 1).Any(start => choices.Skip(start).Take(length).All(c => c == 0) || choices.Skip(start).Take(length).All(c => c == 1)));
                int left = choices.Count(c => c == 0), right = choices.Count(c => c == 1);
                var side = Enumerable.Range(0, left + right + 1).Where(k => Ways(left + right, k) <= Ways(left + right, left) * (1 + 1e-9)).Sum(k => Ways(left + right, k)) / Math.Pow(2, left + right);
                Assert.Equal(n, actual[i].Judgments);
                Assert.Equal(run, actual[i].LongestRun);
                Assert.Equal(side, actual[i].SidePValue, 1e-9);
                Assert.Equal(choices.Distinct().Sum(c => { var p = choices.Count(x => x == c) / (double)n; return -p * Math.Log2(p); }), actual[i].ChoiceEntropy, 1e-9);
                double[] sorted = [.. seconds.Order()];
                var middle = seconds.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
                Assert.Equal(middle, actual[i].MedianSeconds, 1e-9);
                Check("took less than 4 s", n >= 10 && seconds.Count(s => s < 4) > 0.3 * seconds.Length);
                Check("much faster", n >= 10 && TooFast(i));
                Check("a run of", n >= 10 && 2 * (n - run + 1) / Math.Pow(2, run) <= 0.4);
                Check("left side", n >= 10 && side <= 0.2 && left > right);
                Check("right side", n >= 10 && side <= 0.2 && left < right);
                Check("always the same", n >= 10 && (left == n || right == n));
                Check("gold items", raters[i].GoldAnswered >= 5 && raters[i].GoldRight < 0.6 * raters[i].GoldAnswered);

                // The p-value of one new observation against the others' sample, in place of the quantile.
                bool TooFast(int rater)
                {
                    double[] others = [.. speeds.Where((s, other) => other != rater && s is not null).Select(s => s!.Value)];
                    if (others.Length < 4 || speeds[rater] is not { } own)
                        return false;
                    var variance = others.Sum(s => Math.Pow(s - others.Average(), 2)) / (others.Length - 1);
                    var t = (own - others.Average()) / Math.Sqrt(variance * (1 + (1.0 / others.Length)));
                    return StudentT.CDF(0, 1, others.Length - 1, t) < Normal.CDF(0, 1, -0.7);
                }

                void Check(string words, bool expected) => Assert.Equal(expected, actual[i].Flags.Any(flag => flag.Contains(words, StringComparison.Ordinal)));
            }
        }, iter: 400);

    [Theory]
    [InlineData(9, 0)] // nine judgments say nothing
    [InlineData(10, 3)] // ten do: a run, a side, always the same position
    public void SpamFlags_FewJudgments_StartAtTen(int judgments, int flags) =>
        Assert.Equal(flags, SpamFlags.Compute([new(new int[judgments], [])], new SpamFlagOptions { RunProbability = 0.01, SideProbability = 0.01 })[0].Flags.Count);

    /// <summary>P(χ² with 2j degrees of freedom &gt; x) = e^{−x/2} Σ_{i&lt;j} (x/2)^i / i!, exact for even degrees.</summary>
    private static double UpperTail(int j, double x) => Poisson.CDF(Math.Max(x / 2, 1e-300), j - 1);

    private static double Ways(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (ways, i) => ways * (n - i + 1) / i);

    /// <summary>Among all raters the fastest of six lies at most (6 − 1)/√6 = 2.04 standard deviations below the mean; below that of the others it may lie anywhere.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(10)]
    public void SpamFlags_OneSecondAmongFewRaters_IsFlagged(int count)
    {
        int[] choices = [.. Enumerable.Range(0, 20).Select(i => i % 2)];
        RaterBehaviour[] raters = [.. Enumerable.Range(0, count).Select(r => new RaterBehaviour(choices, [.. Enumerable.Range(0, 20).Select(i => r == 0 ? 1 : 26.0 + ((i + (3 * r)) % 8) + r)]))];
        var results = SpamFlags.Compute(raters);
        Assert.Contains("much faster than the other raters", results[0].Flags);
        Assert.All(results.Skip(1), result => Assert.Empty(result.Flags));
    }

    [Fact]
    public void SpamFlags_FourRaters_SayNothingOfSpeed()
    {
        int[] choices = [.. Enumerable.Range(0, 20).Select(i => i % 2)];
        RaterBehaviour[] raters = [.. Enumerable.Range(0, 4).Select(r => new RaterBehaviour(choices, [.. Enumerable.Repeat(r == 0 ? 4.0 : 30 + r, 20)]))];
        Assert.All(SpamFlags.Compute(raters), result => Assert.Empty(result.Flags));
    }

    /// <summary>Ties, and ratings of equal value, are no position: 32 ties in a row, or the same rating throughout, raise nothing.</summary>
    [Fact]
    public void SpamFlags_TiesAndRatings_AreNoRunOfPositions()
    {
        int[] ties = [.. Enumerable.Repeat(2, 32), 0, 1, 0, 1, 1, 0, 2, 3];
        var results = SpamFlags.Compute([new(ties, []), new([.. Enumerable.Repeat(14, 40)], [])]);
        Assert.All(results, result => Assert.Empty(result.Flags));
        Assert.Equal((2, 0), (results[0].LongestRun, results[1].LongestRun));
        // A tie between two lefts ends their run.
        Assert.Equal(2, SpamFlags.Compute([new([0, 0, 2, 0], [])])[0].LongestRun);
    }

    [Fact]
    public void SpamFlags_Bounds_CountAsStated()
    {
        // The chance of a run of ten in ten is exactly 2/1024: at most so is flagged.
        Assert.Contains("a run of 10 equal positions", SpamFlags.Compute([new(new int[10], [])], new SpamFlagOptions { RunProbability = 2.0 / 1024, SideProbability = 0 })[0].Flags);
        Assert.True(AnomalyTest.Judge([1], seed: 1, alpha: 1).Flagged);
        int[] choices = [.. Enumerable.Range(0, 20).Select(i => i % 2)];
        // All equally fast: nobody is faster. A time of 0 s is unknown to the mean of logarithms.
        RaterBehaviour[] equal = [.. Enumerable.Range(0, 6).Select(_ => new RaterBehaviour(choices, [.. Enumerable.Repeat(20.0, 20)]))];
        Assert.All(SpamFlags.Compute(equal), result => Assert.Empty(result.Flags));
        RaterBehaviour[] zero = [.. equal.Select((r, i) => r with { Seconds = [i == 0 ? 0 : 20, .. Enumerable.Range(0, 19).Select(k => 20.0 + i + k)] })];
        Assert.All(SpamFlags.Compute(zero), result => Assert.Empty(result.Flags));
        // One of fourteen is far below the others, and stays conspicuous beside a time of 0 s.
        RaterBehaviour[] fast = [.. Enumerable.Range(0, 14).Select(i => new RaterBehaviour(choices, [i == 0 ? 0 : i == 13 ? 5 : 20, .. Enumerable.Repeat(i == 13 ? 5.0 : 20, 19)]))];
        Assert.Equal(["much faster than the other raters"], SpamFlags.Compute(fast)[13].Flags);
    }

    [Fact]
    public void Judge_ManySeeds_TakesTheSmallestOfFiveLooks()
    {
        // Votes that grow stranger: every look gives another p.
        double[] p = [.. Enumerable.Range(0, 60).Select(i => 1.0 / (2 + (i / 4.0)))];
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new ReplicateRandom(seed, 0);
            var smallest = Enumerable.Range(0, 5).Select(_ => random.Next(60) + 1).Min(j => UpperTail(j, -2 * p.Take(j).Sum(Math.Log)));
            Assert.Equal(Math.Min(1, 5 * smallest), AnomalyTest.Judge(p, seed).PValue!.Value, 1e-9);
        }
    }
}
