using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;
using Workbench.Methods.Tests.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Judges;

/// <summary>Second implementations of what is said about judges: sums over all pairs, resampling loops and matrices written out.</summary>
public sealed class SecondJudgeTests
{
    private static readonly double Z = Normal.InvCDF(0, 1, 0.975);

    [Fact]
    public void AlternativeAnnotator_FewItems_EqualsTheSignedRankTestWrittenOut() =>
        Gen.Select(Gen.Int[-1, 2].Array[42], Gen.Int[-1, 2].Array[14], Gen.Double[0.05, 0.6]).Sample((cells, judge, epsilon) =>
        {
            var options = new AlternativeAnnotatorOptions { Epsilon = epsilon, MinimumItems = 1 };
            var people = RandomTables.Build(14, 3, 3, cells);
            Check(AlternativeAnnotatorTest.Compute(people, judge, options), (a, b) => a == b ? 1 : 0, mean => mean);
            Check(AlternativeAnnotatorTest.ComputeNumeric(people, [.. judge.Select(c => c < 0 ? double.NaN : c)], options), (a, b) => (a - b) * (a - b), mean => -Math.Sqrt(mean));

            void Check(AlternativeAnnotatorResult result, Func<int, int, double> distance, Func<double, double> similarity)
            {
                Assert.Equal(Enumerable.Range(0, 3), result.Annotators.Select(a => a.Rater).Concat(result.Skipped).Order());
                foreach (var line in result.Annotators)
                {
                    var d = new List<double>();
                    var (machineWins, personWins) = (0, 0);
                    for (var item = 0; item < 14; item++)
                    {
                        var own = cells[line.Rater * 14 + item];
                        int[] others = [.. Enumerable.Range(0, 3).Where(r => r != line.Rater).Select(r => cells[r * 14 + item]).Where(c => c >= 0)];
                        if (own < 0 || judge[item] < 0 || others.Length == 0)
                            continue;
                        var machine = similarity(others.Average(o => distance(o, judge[item])));
                        var person = similarity(others.Average(o => distance(o, own)));
                        machineWins += machine >= person ? 1 : 0;
                        personWins += person >= machine ? 1 : 0;
                        d.Add((person >= machine ? 1 : 0) - (machine >= person ? 1 : 0));
                    }

                    Assert.Equal(d.Count, line.Items);
                    Assert.Equal((double)machineWins / d.Count, line.JudgeAdvantage, 1e-12);
                    Assert.Equal((double)personWins / d.Count, line.AnnotatorAdvantage, 1e-12);
                    Assert.Equal(SignedRank(d, epsilon), line.PValue, 1e-9);
                    Assert.Equal(line.AdjustedPValue <= 0.05, line.JudgeWins);
                }

                Assert.Equal(result.Annotators.Count is 1 or 2, result.WinningRate.Warnings.Any(w => w.StartsWith("only", StringComparison.Ordinal)));
            }
        }, iter: 300);

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void AlternativeAnnotator_ThirtyItems_AreEnoughForTheTTest(int items, bool wilcoxon)
    {
        var people = RandomTables.Build(items, 3, 2, [.. Enumerable.Range(0, 3 * items).Select(i => i % 5 == 0 ? 1 : 0)]);
        var result = AlternativeAnnotatorTest.Compute(people, new int[items], new AlternativeAnnotatorOptions { MinimumItems = items });
        Assert.Equal(3, result.Annotators.Count);
        Assert.Equal(wilcoxon, result.WinningRate.Warnings.Any(w => w.Contains("Wilcoxon", StringComparison.Ordinal)));
        Assert.DoesNotContain(result.WinningRate.Warnings, w => w.StartsWith("only", StringComparison.Ordinal));
        Assert.Empty(AlternativeAnnotatorTest.Compute(people, new int[items], new AlternativeAnnotatorOptions { MinimumItems = items + 1 }).Annotators);
        Assert.Empty(AlternativeAnnotatorTest.Compute(people, new int[items], new AlternativeAnnotatorOptions { MinimumItems = 1, MinimumHumans = 4 }).Annotators);
        Assert.Throws<ArgumentException>(() => AlternativeAnnotatorTest.Compute(people, new int[items + 1]));
    }

    /// <summary>Ranks by counting who is smaller and who is equal; normal approximation with the tie correction, no continuity.</summary>
    private static double SignedRank(List<double> d, double epsilon)
    {
        if (d.Distinct().Count() == 1)
            return d[0] < epsilon ? 0 : 1;
        double[] shifted = [.. d.Select(x => x - epsilon).Where(x => x != 0)];
        double n = shifted.Length;
        double Rank(double x) => shifted.Count(y => Math.Abs(y) < Math.Abs(x)) + (shifted.Count(y => Math.Abs(y) == Math.Abs(x)) + 1) / 2.0;
        var positive = shifted.Where(x => x > 0).Sum(Rank);
        // The variance of a sum of independent ±rank/2 is Σ rank²/4.
        var variance = shifted.Sum(x => Rank(x) * Rank(x)) / 4;
        return Normal.CDF(0, 1, (positive - n * (n + 1) / 4) / Math.Sqrt(variance));
    }

    [Fact]
    public void AlternativeAnnotator_ThirtyItems_HaveTheTTestsPValue()
    {
        int[] cells = [.. Enumerable.Range(0, 90).Select(i => i * i % 7 < 3 ? 1 : 0)], judge = [.. Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? 1 : 0)];
        foreach (var line in AlternativeAnnotatorTest.Compute(RandomTables.Build(30, 3, 2, cells), judge).Annotators)
        {
            double[] d = [.. Enumerable.Range(0, 30).Select(item =>
            {
                int[] others = [.. Enumerable.Range(0, 3).Where(r => r != line.Rater).Select(r => cells[r * 30 + item])];
                int machine = others.Count(o => o == judge[item]), person = others.Count(o => o == cells[line.Rater * 30 + item]);
                return (person >= machine ? 1.0 : 0) - (machine >= person ? 1 : 0);
            })];
            var error = Math.Sqrt(d.Sum(x => Math.Pow(x - d.Average(), 2)) / 29 / 30);
            Assert.Equal(StudentT.CDF(0, 1, 29, (d.Average() - 0.2) / error), line.PValue, 1e-9);
        }
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(1.0 / 3, false)]
    public void AlternativeAnnotator_OneHalf_Passes(double omega, bool passed)
    {
        var rate = new Estimate { Value = omega, Method = "ω", N = 1 };
        Assert.Equal(passed, new AlternativeAnnotatorResult { WinningRate = rate, AdvantageProbability = rate, Annotators = [], Skipped = [] }.Passed);
    }

    [Fact]
    public void AlternativeAnnotator_ConstantDifferences_AreDecidedByEpsilon()
    {
        // Everybody and the judge agree: d is 0 throughout, which is below every positive ε and not below 0.
        var people = RandomTables.Build(30, 3, 2, new int[90]);
        Assert.Equal(1, AlternativeAnnotatorTest.Compute(people, new int[30], new AlternativeAnnotatorOptions { FalseDiscoveryRate = 0 }).WinningRate.Value);
        Assert.Equal(0, AlternativeAnnotatorTest.Compute(people, new int[30], new AlternativeAnnotatorOptions { Epsilon = 0 }).WinningRate.Value);
        // A rater without an item is skipped even where none is demanded.
        var absent = RandomTables.Build(4, 3, 2, [0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1]);
        Assert.Equal([2], AlternativeAnnotatorTest.Compute(absent, new int[4], new AlternativeAnnotatorOptions { MinimumItems = 0 }).Skipped);
    }

    [Fact]
    public void MentionEffect_RandomRows_EqualsTheRegressionsSandwich() =>
        Gen.Select(Gen.Bool, Gen.Int[-1, 5], Gen.Int[0, 3]).Array[3, 25].Sample(rows =>
        {
            var result = MentionEffect.Compute([.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2 < 0 ? double.NaN : r.Item2)], [.. rows.Select(r => r.Item3)]);
            var used = rows.Where(r => r.Item2 >= 0).Select(r => (X: r.Item1 ? 1.0 : 0, Y: (double)r.Item2, G: r.Item3)).ToArray();
            Assert.Equal(rows.Length - used.Length, result.Unscored);
            double n = used.Length, sum = used.Sum(r => r.X), determinant = n * sum - sum * sum;
            if (determinant == 0)
            {
                Assert.Null(result.Value);
                Assert.Equal(used.Length, result.N);
                return;
            }

            // (XᵀX)⁻¹ = [[Σx², −Σx], [−Σx, n]] / (nΣx² − (Σx)²), and x² = x.
            var slope = (n * used.Sum(r => r.X * r.Y) - sum * used.Sum(r => r.Y)) / determinant;
            var intercept = (used.Sum(r => r.Y) - slope * sum) / n;
            var scores = used.GroupBy(r => r.G).Select(g => (A: g.Sum(r => r.Y - intercept - slope * r.X), B: g.Sum(r => r.X * (r.Y - intercept - slope * r.X)))).ToArray();
            Assert.Equal(slope, result.Value!.Value, 1e-9);
            Assert.Equal((double)used.Length, result.N);
            Assert.Equal(scores.Length, result.Clusters);
            var error = scores.Length < 2 ? 0 : Math.Sqrt(scores.Length / (scores.Length - 1.0) * scores.Sum(s => Math.Pow((-sum * s.A + n * s.B) / determinant, 2)));
            Assert.Equal(error < 1e-9, result.Interval is null);
            Assert.Equal(
                [scores.Length < 2 ? "one cluster (persona): no interval" : error < 1e-9 ? "no variation between personas: no interval" : $"only {scores.Length} clusters (persona): the interval is rough"],
                result.Warnings);
            if (error < 1e-9)
                return;
            Assert.Equal(error, result.StandardError!.Value, 1e-9);
            Assert.Equal(slope - StudentT.InvCDF(0, 1, scores.Length - 1, 0.975) * error, result.Interval!.Lower, 1e-9);
            Assert.Equal(slope + StudentT.InvCDF(0, 1, scores.Length - 1, 0.975) * error, result.Interval.Upper, 1e-9);
        }, iter: 300);

    [Fact]
    public void MentionEffect_EmptyGroups_SayWhich()
    {
        Assert.Equal("no rated output mentions an attribute", MentionEffect.Compute([false, false], [1, 2]).UndefinedReason);
        Assert.Equal("every rated output mentions an attribute", MentionEffect.Compute([true, true], [1, 2]).UndefinedReason);
        Assert.Throws<ArgumentException>(() => MentionEffect.Compute([true], [1, 2]));
        Assert.Throws<ArgumentException>(() => MentionEffect.Compute([true, false], [1, 2], [0]));
    }

    [Fact]
    public void EqualOpportunity_RandomRows_EqualsTheTwoSharesWrittenOut() =>
        Gen.Select(Gen.Int[-1, 2], Gen.Int[-1, 2]).Array[1, 80].Sample(rows =>
        {
            static double[] Scores(IEnumerable<int> codes) => [.. codes.Select(c => c < 0 ? double.NaN : c / 2.0)];
            var result = SelfPreference.EqualOpportunity(Scores(rows.Select(r => r.Item1)), Scores(rows.Select(r => r.Item2)));
            var both = rows.Where(r => r.Item1 >= 0 && r.Item2 >= 0).ToArray();
            bool[] own = [.. both.Where(r => r.Item2 == 2).Select(r => r.Item1 == 2)], other = [.. both.Where(r => r.Item2 == 0).Select(r => r.Item1 == 0)];
            Assert.Equal(rows.Length - both.Length, result.Unscored);
            Assert.Equal(own.Length + other.Length, result.N);
            if (own.Length == 0 || other.Length == 0)
            {
                Assert.Equal(own.Length == 0 ? "people never prefer the own output" : "people never prefer the other output", result.UndefinedReason);
                return;
            }

            double a = own.Average(x => x ? 1.0 : 0), b = other.Average(x => x ? 1.0 : 0), error = Math.Sqrt(a * (1 - a) / own.Length + b * (1 - b) / other.Length);
            Assert.Equal(a - b, result.Value!.Value, 1e-12);
            if (error == 0)
            {
                Assert.Equal((null, "no variation between comparisons: no interval"), (result.Interval, Assert.Single(result.Warnings)));
                return;
            }

            Assert.Equal(error, result.StandardError!.Value, 1e-12);
            Assert.Equal(Math.Max(-1, a - b - Z * error), result.Interval!.Lower, 1e-9);
            Assert.Equal(Math.Min(1, a - b + Z * error), result.Interval.Upper, 1e-9);
            Assert.Equal(own.Length < 30 || other.Length < 30, result.Warnings.Count > 0);
        }, iter: 400);

    [Fact]
    public void EqualOpportunity_ThirtyInEachGroup_AreEnough()
    {
        int Warnings(int own, int other) =>
            SelfPreference.EqualOpportunity([.. Enumerable.Range(0, own + other).Select(i => i % 2.0)], [.. Enumerable.Range(0, own + other).Select(i => i < own ? 1.0 : 0)]).Warnings.Count;
        Assert.Equal((0, 1, 1), (Warnings(30, 30), Warnings(29, 30), Warnings(30, 29)));
    }

    [Fact]
    public void EqualOpportunity_FractionalScores_LieOnTheirSideOfOneHalf()
    {
        // People 0.3 and 0.8; the judge sides with them both times, once by 0.4.
        Assert.Equal(0, SelfPreference.EqualOpportunity([0.4, 0.9], [0.3, 0.8]).Value!.Value, 1e-12);
        Assert.Equal(1, SelfPreference.EqualOpportunity([0.6, 0.9], [0.3, 0.8]).Value!.Value, 1e-12);
    }

    [Fact]
    public void OrderConsistency_RandomPairs_EqualsPlainCounts() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 30].Sample(raw =>
        {
            ShownVerdict[] verdicts = [ShownVerdict.First, ShownVerdict.Second, ShownVerdict.Tie, ShownVerdict.Unusable];
            var result = OrderConsistency.Compute([.. raw.Select(r => new OrderPair(verdicts[r.Item1], verdicts[r.Item2]))]);
            var calls = raw.SelectMany(r => new[] { r.Item1, r.Item2 }).ToArray();
            var usable = raw.Where(r => r.Item1 < 3 && r.Item2 < 3).ToArray();
            // Consistent: First then Second, Second then First, or two ties.
            bool Consistent((int, int) r) => r is (0, 1) or (1, 0) or (2, 2);
            Assert.Equal(calls.Any(c => c < 2) ? calls.Count(c => c == 0) / (double)calls.Count(c => c < 2) : null, result.FirstPositionShare.Value);
            Assert.Equal(usable.Length == 0 ? null : usable.Count(Consistent) / (double)usable.Length, result.Consistency.Value);
            var conflicts = usable.Where(r => !Consistent(r)).ToArray();
            Assert.Equal(conflicts.Length == 0 ? double.NaN : (conflicts.Count(r => r == (0, 0)) - conflicts.Count(r => r == (1, 1))) / (double)conflicts.Length, result.PreferenceFairness.Value ?? double.NaN, 1e-12);
        }, iter: 200);
}
