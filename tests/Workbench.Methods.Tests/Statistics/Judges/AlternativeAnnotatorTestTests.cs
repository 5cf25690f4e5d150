using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Judges;
using Workbench.Methods.Tests.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Judges;

public sealed class AlternativeAnnotatorTestTests
{
    [Fact]
    public void Compute_JudgeAgreesWithTwoOfThreePeople_HandComputed()
    {
        // 40 items: raters 0 and 1 always say 0, rater 2 always says 1, the judge says 0.
        var people = RandomTables.Build(40, 3, 2, [.. Enumerable.Repeat(0, 80), .. Enumerable.Repeat(1, 40)]);
        var result = AlternativeAnnotatorTest.Compute(people, Enumerable.Repeat(0, 40).ToArray());
        // Rater 0: others {0, 1}: both score ½, so W_f = W_h = 1, d = 0 < 0.2 constant, p = 0. Rater 2: others {0, 0}: judge 1, rater 0, d = −1.
        Assert.Equal([0.0, 0, 0], result.Annotators.Select(a => a.PValue));
        Assert.Equal(1, result.WinningRate.Value);
        Assert.Equal(1, result.AdvantageProbability.Value);
        Assert.True(result.Passed);
    }

    [Fact]
    public void Compute_JudgeAlwaysOff_FailsWithRhoZero()
    {
        var people = RandomTables.Build(40, 3, 2, new int[120]);
        var result = AlternativeAnnotatorTest.Compute(people, Enumerable.Repeat(1, 40).ToArray());
        Assert.Equal(0, result.WinningRate.Value);
        Assert.Equal(0, result.AdvantageProbability.Value);
        Assert.False(result.Passed);
    }

    [Fact]
    public void Compute_TooFewItems_IsUndefinedWithReason()
    {
        var result = AlternativeAnnotatorTest.Compute(RandomTables.Build(5, 3, 2, new int[15]), new int[5]);
        Assert.Null(result.WinningRate.Value);
        Assert.Null(result.Passed);
        Assert.Equal([0, 1, 2], result.Skipped);
        Assert.Contains("30", result.WinningRate.UndefinedReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_RandomData_EqualsObviousImplementation() =>
        Gen.Int[-1, 2].Array[160].Select(Gen.Int[-1, 2].Array[40]).Sample((cells, judge) =>
        {
            var options = new AlternativeAnnotatorOptions { Epsilon = 0.15, MinimumItems = 30 };
            var result = AlternativeAnnotatorTest.Compute(RandomTables.Build(40, 4, 3, cells), judge, options);
            var p = new Dictionary<int, double>();
            var rho = new List<double>();
            for (var rater = 0; rater < 4; rater++)
            {
                var d = new List<double>();
                var wins = new List<double>();
                for (var item = 0; item < 40; item++)
                {
                    var mine = cells[rater * 40 + item];
                    var others = Enumerable.Range(0, 4).Where(r => r != rater).Select(r => cells[r * 40 + item]).Where(c => c >= 0).ToArray();
                    if (mine < 0 || judge[item] < 0 || others.Length == 0)
                        continue;
                    var f = others.Average(o => o == judge[item] ? 1.0 : 0);
                    var h = others.Average(o => o == mine ? 1.0 : 0);
                    wins.Add(f >= h ? 1 : 0);
                    d.Add((h >= f ? 1 : 0) - (f >= h ? 1 : 0));
                }
                if (d.Count < 30 || d.Distinct().Count() < 2)
                    continue;
                var sd = Math.Sqrt(d.Sum(x => Math.Pow(x - d.Average(), 2)) / (d.Count - 1));
                p[rater] = StudentT.CDF(0, 1, d.Count - 1, (d.Average() - 0.15) / (sd / Math.Sqrt(d.Count)));
                rho.Add(wins.Average());
            }
            Assert.Equal(p.Keys.Order(), result.Annotators.Select(a => a.Rater).Order());
            foreach (var line in result.Annotators)
                Assert.Equal(p[line.Rater], line.PValue, 1e-9);
            if (p.Count == 0)
                return;
            Assert.Equal(rho.Average(), result.AdvantageProbability.Value!.Value, 1e-9);
            var sorted = p.Values.Order().ToArray();
            var harmonic = Enumerable.Range(1, p.Count).Sum(k => 1.0 / k);
            var rejected = Enumerable.Range(1, p.Count).LastOrDefault(k => sorted[k - 1] <= k * 0.05 / (p.Count * harmonic));
            Assert.Equal((double)rejected / p.Count, result.WinningRate.Value!.Value, 1e-12);
        }, iter: 100);

    [Fact]
    public void ComputeNumeric_CloserJudge_Wins()
    {
        var random = new Random(3);
        var cells = new int[150];
        var judge = new double[50];
        for (var item = 0; item < 50; item++)
        {
            var truth = random.Next(1, 6);
            for (var rater = 0; rater < 3; rater++)
                cells[rater * 50 + item] = Math.Clamp(truth + random.Next(-1, 2), 0, 6);
            judge[item] = truth;
        }
        var result = AlternativeAnnotatorTest.ComputeNumeric(RandomTables.Build(50, 3, 7, cells), judge);
        Assert.Equal(1, result.WinningRate.Value);
        Assert.Equal("negative RMSE", result.WinningRate.Settings["similarity"]);
        Assert.Equal(0, AlternativeAnnotatorTest.ComputeNumeric(RandomTables.Build(50, 3, 7, cells), [.. judge.Select(x => 6 - x + 20)]).WinningRate.Value);
    }

    [Fact]
    public void Compute_LargerEpsilon_NeverLowersTheWinningRate() =>
        Gen.Int[0, 2].Array[120].Select(Gen.Int[0, 2].Array[40]).Sample((cells, judge) =>
        {
            var people = RandomTables.Build(40, 3, 3, cells);
            var rates = new[] { 0.0, 0.1, 0.2, 0.4 }.Select(e =>
                AlternativeAnnotatorTest.Compute(people, judge, new AlternativeAnnotatorOptions { Epsilon = e }).WinningRate.Value!.Value).ToArray();
            Assert.Equal(rates.Order(), rates);
        }, iter: 50);

    [Fact]
    public void Compute_FewItemsAllowed_UsesWilcoxonAndWarns()
    {
        var people = RandomTables.Build(12, 3, 2, [.. Enumerable.Range(0, 36).Select(i => i % 5 == 0 ? 1 : 0)]);
        var result = AlternativeAnnotatorTest.Compute(people, new int[12], new AlternativeAnnotatorOptions { MinimumItems = 5 });
        Assert.Equal(3, result.Annotators.Count);
        Assert.Contains(result.WinningRate.Warnings, w => w.Contains("Wilcoxon", StringComparison.Ordinal));
        Assert.All(result.Annotators, a => Assert.InRange(a.PValue, 0, 1));
    }
}
