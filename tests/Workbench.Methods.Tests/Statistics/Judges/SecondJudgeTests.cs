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

    [Fact]
    public void Calibration_RandomRows_EqualsTheBinsAndTheResamplingWrittenOut() =>
        Gen.Select(Gen.Int[-1, 20], Gen.Bool).Array[1, 40].Sample(rows =>
        {
            double[] certainty = [.. rows.Select(r => r.Item1 < 0 ? double.NaN : r.Item1 / 20.0)];
            bool[] correct = [.. rows.Select(r => r.Item2)];
            var scored = rows.Where(r => r.Item1 >= 0).Select(r => (P: r.Item1 / 20.0, Y: r.Item2 ? 1.0 : 0)).ToArray();
            static int BinOf(double p) => Math.Min(3, (int)(4 * p));
            static double Error((double P, double Y)[] drawn) => drawn.GroupBy(r => BinOf(r.P)).Sum(g => Math.Abs(g.Average(r => r.Y) - g.Average(r => r.P)) * g.Count()) / drawn.Length;
            var bins = Calibration.Bins(certainty, correct, bins: 4);
            for (var b = 0; b < 4; b++)
            {
                var members = scored.Where(r => BinOf(r.P) == b).ToArray();
                Assert.Equal((b / 4.0, (b + 1) / 4.0, members.Length), (bins[b].Lower, bins[b].Upper, bins[b].N));
                Assert.Equal(members.Length == 0 ? double.NaN : members.Average(r => r.P), bins[b].MeanCertainty, 1e-12);
                Assert.Equal(members.Length == 0 ? null : members.Average(r => r.Y), bins[b].Accuracy.Value);
            }

            var result = Calibration.ExpectedError(certainty, correct, seed: 7, bins: 4, replicates: 21, level: 0.9);
            Assert.Equal(scored.Length == 0, result.Value is null);
            if (scored.Length == 0)
                return;
            Assert.Equal(Error(scored), result.Value!.Value, 1e-12);
            Assert.Equal($"only {scored.Length} verdicts: the error is overstated", result.Warnings[0]); // fewer than a hundred rows
            Assert.Equal(result.Interval is null ? 2 : 1, result.Warnings.Count);
            if (scored.Length < 2)
            {
                Assert.Equal((null, "one verdict: no interval"), (result.Interval, result.Warnings[1]));
                return;
            }

            // 21 sorted values: the 5 % quantile is the second, the 95 % one the twentieth.
            double[] drawn = [.. Enumerable.Range(0, 21).Select(replicate =>
            {
                var random = new ReplicateRandom(7, replicate);
                return Error([.. Enumerable.Range(0, scored.Length).Select(_ => scored[random.Next(scored.Length)])]);
            }).Order()];
            if (drawn[19] - drawn[1] < 1e-9)
            {
                Assert.Equal((null, "no variation between verdicts: no interval"), (result.Interval, result.Warnings[1]));
                return;
            }

            Assert.Equal(drawn[1], result.Interval!.Lower, 1e-12);
            Assert.Equal(drawn[19], result.Interval.Upper, 1e-12);
        }, iter: 200);

    [Fact]
    public void ExpectedError_HundredRows_WarnsNoMoreAndOneReplicateGivesNoInterval()
    {
        double[] certainty = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];
        var correct = new bool[100];
        Assert.Equal(["no resamples: no interval"], Calibration.ExpectedError(certainty, correct, 1, replicates: 0).Warnings);
        Assert.Empty(Calibration.ExpectedError(certainty, correct, 1).Warnings);
        Assert.Single(Calibration.ExpectedError(certainty.AsSpan(0, 99), correct.AsSpan(0, 99), 1).Warnings);
        Assert.Null(Calibration.ExpectedError(certainty, correct, 1, replicates: 1).Interval);
        Assert.NotNull(Calibration.ExpectedError(certainty, correct, 1, replicates: 2).Interval);
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Brier([-0.1], [true]));
        Assert.Equal(1, Calibration.Brier([1], [false]).Value); // the ends are allowed
        Assert.Equal(0, Calibration.Brier([0], [false]).Value);
        Assert.Throws<ArgumentException>(() => Calibration.Brier([0.5], []));
    }

    [Fact]
    public void Auroc_RandomRows_HasDeLongsErrorFromAllPairs() =>
        Gen.Select(Gen.Int[0, 6], Gen.Bool).Array[4, 20].Sample(rows =>
        {
            double[] right = [.. rows.Where(r => r.Item2).Select(r => r.Item1 / 6.0)], wrong = [.. rows.Where(r => !r.Item2).Select(r => r.Item1 / 6.0)];
            if (right.Length < 2 || wrong.Length < 2)
                return;
            static double Psi(double x, double y) => x > y ? 1 : x == y ? 0.5 : 0;
            var area = right.Average(x => wrong.Average(y => Psi(x, y)));
            var s10 = right.Sum(x => Math.Pow(wrong.Average(y => Psi(x, y)) - area, 2)) / (right.Length - 1);
            var s01 = wrong.Sum(y => Math.Pow(right.Average(x => Psi(x, y)) - area, 2)) / (wrong.Length - 1);
            var error = Math.Sqrt(s10 / right.Length + s01 / wrong.Length);
            var result = Calibration.Auroc([.. rows.Select(r => r.Item1 / 6.0)], [.. rows.Select(r => r.Item2)]);
            Assert.Equal(area, result.Value!.Value, 1e-12);
            if (error < 1e-9)
            {
                Assert.Equal((null, "no variation between verdicts: no interval"), (result.Interval, Assert.Single(result.Warnings)));
                return;
            }

            Assert.Equal(error, result.StandardError!.Value, 1e-9);
            Assert.Equal(Math.Max(0, area - Z * error), result.Interval!.Lower, 1e-9);
            Assert.Equal(Math.Min(1, area + Z * error), result.Interval.Upper, 1e-9);
            Assert.Empty(result.Warnings);
        }, iter: 300);

    [Fact]
    public void Auroc_OneVerdictInAClass_HasNoInterval()
    {
        Assert.Null(Calibration.Auroc([0.1, 0.5, 0.9], [true, false, false]).Interval);
        Assert.Null(Calibration.Auroc([0.1, 0.5, 0.9], [true, true, false]).Interval);
        Assert.Single(Calibration.Auroc([0.1, 0.5, 0.9], [true, true, false]).Warnings);
        Assert.Equal("no verdict with a certainty", Calibration.Auroc([double.NaN], [true]).UndefinedReason);
        Assert.Equal("all verdicts are right, or all wrong", Calibration.Auroc([0.5], [true]).UndefinedReason);
    }

    [Fact]
    public void Choose_RandomRows_EqualsTheSplitWrittenOut() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool).Array[2, 40].Select(Gen.Int[1, 100]).Sample((rows, seed) =>
        {
            var random = new ReplicateRandom(seed, 0);
            var parts = rows.Order().Select(r => (Row: r, Calibrate: random.NextDouble() < 0.4)).ToArray();
            var calibration = parts.Where(p => p.Calibrate).Select(p => p.Row).ToArray();
            var held = parts.Where(p => !p.Calibrate).Select(p => p.Row).ToArray();
            var thresholds = calibration.Select(r => r.Item1).Distinct().Where(t => calibration.Where(r => r.Item1 >= t).Average(r => r.Item2 ? 1.0 : 0) >= 0.75).ToArray();
            var chosen = SelectiveJudging.Choose([.. rows.Select(r => (double)r.Item1)], [.. rows.Select(r => r.Item2)], 0.75, seed, 0.4);
            var turned = rows.Reverse().ToArray();
            Assert.Equal(chosen?.Kept, SelectiveJudging.Choose([.. turned.Select(r => (double)r.Item1)], [.. turned.Select(r => r.Item2)], 0.75, seed, 0.4)?.Kept);
            Assert.Equal(thresholds.Length == 0, chosen is null);
            if (chosen is null)
                return;
            var kept = held.Where(r => r.Item1 >= thresholds.Min()).ToArray();
            Assert.Equal(thresholds.Min(), chosen.Threshold);
            Assert.Equal(kept.Length, chosen.Kept);
            Assert.Equal(held.Length == 0 ? 0 : (double)kept.Length / held.Length, chosen.Coverage, 1e-12);
            Assert.Equal(kept.Length == 0 ? null : kept.Average(r => r.Item2 ? 1.0 : 0), chosen.Accuracy.Value);
        }, iter: 300);

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
    public void RoganGladen_Bounds_AreClampedAndImpossibleOnesWarnedOf()
    {
        // (0 + .95 − 1)/.9 = −.06, and its whole interval lies below 0.
        var outside = RoganGladen.Compute(0, 10_000, 9_500, 10_000, 9_500, 10_000);
        Assert.Equal((0.0, null), (outside.Value!.Value, outside.Interval));
        Assert.EndsWith("lies outside [0, 1] with all of its interval and was clamped: no interval", Assert.Single(outside.Warnings), StringComparison.Ordinal);
        var low = RoganGladen.Compute(17, 100, 90, 100, 80, 100);
        Assert.Equal((0, 0.0), (low.Value!.Value, low.Interval!.Lower));
        var high = RoganGladen.Compute(93, 100, 90, 100, 80, 100);
        Assert.Equal((1, 1.0), (high.Value!.Value, high.Interval!.Upper));
        Assert.Single(high.Warnings);
        Assert.Empty(RoganGladen.Compute(20, 100, 90, 100, 80, 100).Warnings); // raw 0 is possible
        Assert.Empty(RoganGladen.Compute(90, 100, 90, 100, 80, 100).Warnings); // raw 1 too
        Assert.Equal("150", RoganGladen.Compute(90, 100, 90, 100, 40, 50).Settings["calibration_n"]);
        Assert.Null(RoganGladen.Compute(0, 0, 1, 1, 1, 1).Value);
        Assert.Null(RoganGladen.Compute(1, 2, 1, 1, 0, 0).Value);
    }

    [Fact]
    public void BootstrapT_Rows_EqualTheResamplingWrittenOut()
    {
        double[] y = [0, 0.5, 1, 1, 0, 1, 0.5, 0], f = [0, 0.5, 1, 0.5, 0, 1, 1, 0], u = [0, 1, 1, 0.5, 1, 0, 0.5, 1, 1, 1, 0, 0];
        var statistics = new List<double>();
        var plain = PredictionPoweredMean.Compute(y, f, u).PpiPlusPlus;
        for (var replicate = 0; replicate < 41; replicate++)
        {
            var random = new ReplicateRandom(3, replicate);
            int[] rows = [.. Enumerable.Range(0, 8).Select(_ => random.Next(8))];
            double[] rest = [.. Enumerable.Range(0, 12).Select(_ => u[random.Next(12)])];
            var drawn = PredictionPoweredMean.Compute([.. rows.Select(r => y[r])], [.. rows.Select(r => f[r])], rest).PpiPlusPlus;
            if (drawn.StandardError > 0)
                statistics.Add((drawn.Value!.Value - plain.Value!.Value) / drawn.StandardError!.Value);
        }

        statistics.Sort();
        Assert.Equal(41, statistics.Count); // the 5 % and 95 % quantiles of 41 values are the third and the third last
        var result = PredictionPoweredMean.WithBootstrapT(y, f, u, 3, 41, level: 0.9);
        Assert.Equal(plain.Value!.Value - statistics[38] * plain.StandardError!.Value, result.Interval!.Lower, 1e-9);
        Assert.Equal(plain.Value!.Value - statistics[2] * plain.StandardError!.Value, result.Interval.Upper, 1e-9);
        Assert.DoesNotContain(result.Warnings, w => w.Contains("dropped", StringComparison.Ordinal));
        Assert.NotNull(PredictionPoweredMean.WithBootstrapT(y, f, u, 3, 20).Interval); // twenty usable resamples are enough
        Assert.Null(PredictionPoweredMean.WithBootstrapT(y, f, u, 3, 19).Interval);
    }

    [Fact]
    public void BootstrapT_Clusters_EqualTheResamplingWrittenOut()
    {
        var random0 = new Random(8);
        (double Y, double F, int G)[] labelled = [.. Enumerable.Range(0, 24).Select(i => (random0.Next(3) / 2.0, random0.Next(3) / 2.0, i % 6))];
        (double F, int G)[] rest = [.. Enumerable.Range(0, 40).Select(i => (random0.Next(3) / 2.0, i % 8))];
        PredictionPoweredResult Fit((double Y, double F, int G)[] l, (double F, int G)[] r) =>
            PredictionPoweredMean.Compute([.. l.Select(x => x.Y)], [.. l.Select(x => x.F)], [.. r.Select(x => x.F)], [.. l.Select(x => x.G)], [.. r.Select(x => x.G)]);
        var plain = Fit(labelled, rest).PpiPlusPlus;
        var statistics = new List<double>();
        for (var replicate = 0; replicate < 41; replicate++)
        {
            var random = new ReplicateRandom(3, replicate);
            int[] clusters = [.. Enumerable.Range(0, 8).Select(_ => random.Next(8))];
            var drawn = Fit(
                [.. clusters.SelectMany((g, draw) => labelled.Where(x => x.G == g).Select(x => x with { G = draw }))],
                [.. clusters.SelectMany((g, draw) => rest.Where(x => x.G == g).Select(x => x with { G = draw }))]).PpiPlusPlus;
            if (drawn.StandardError is > 0)
                statistics.Add((drawn.Value!.Value - plain.Value!.Value) / drawn.StandardError!.Value);
        }

        statistics.Sort();
        Assert.Equal(40, statistics.Count); // in one resample λ takes all variance away, which is no standard error to divide by
        var result = PredictionPoweredMean.WithBootstrapT(
            [.. labelled.Select(x => x.Y)], [.. labelled.Select(x => x.F)], [.. rest.Select(x => x.F)], 3, 41, [.. labelled.Select(x => x.G)], [.. rest.Select(x => x.G)], level: 0.9);
        Assert.Equal(plain.Value!.Value - Quantile.OfSorted([.. statistics], 0.95) * plain.StandardError!.Value, result.Interval!.Lower, 1e-9);
        Assert.Equal(plain.Value!.Value - Quantile.OfSorted([.. statistics], 0.05) * plain.StandardError!.Value, result.Interval.Upper, 1e-9);
        Assert.Equal("bootstrap-t by persona", result.Interval.Method);
        Assert.Contains("1 of 41 resamples had no variation and were dropped", result.Warnings);
        // The plain interval: t on six labelled clusters.
        var half = StudentT.InvCDF(0, 1, 5, 0.975) * plain.StandardError!.Value;
        Assert.Equal(plain.Value!.Value - half, plain.Interval!.Lower, 1e-9);
        Assert.Equal(plain.Value!.Value + half, plain.Interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData(29, false, "only 29 human labels: the normal interval is too narrow; see the bootstrap-t interval")]
    [InlineData(29, true, "only 29 human labels: the t interval is too narrow; see the bootstrap-t interval")]
    [InlineData(30, true, null)]
    public void PredictionPowered_FewLabels_WarnOfTheIntervalThatIsGiven(int labels, bool clustered, string? warning)
    {
        double[] y = [.. Enumerable.Range(0, labels).Select(i => i % 3 / 2.0)], f = [.. Enumerable.Range(0, labels).Select(i => i % 2 / 1.0)], u = [0, 1, 1, 0];
        int[] labelled = [.. Enumerable.Range(0, labels).Select(i => i % 12)], rest = [0, 1, 2, 3];
        var result = PredictionPoweredMean.Compute(y, f, u, clustered ? labelled : [], clustered ? rest : []).PpiPlusPlus;
        Assert.Equal(warning is null ? [] : [warning], result.Warnings);
        Assert.Equal(clustered ? "CR1 by persona, t" : "normal", result.Interval!.Method);
        Assert.DoesNotContain(PredictionPoweredMean.WithBootstrapT(y, f, u, 1, 100, clustered ? labelled : [], clustered ? rest : []).Warnings, w => w.Contains("human labels", StringComparison.Ordinal));
    }

    [Fact]
    public void PredictionPowered_Degenerate_SaysSo()
    {
        // Without any variation of the labels there is nothing to resample, and no interval of no width.
        foreach (var flat in new[] { PredictionPoweredMean.WithBootstrapT([1, 1, 1], [1, 1, 1], [1, 1], 1, 50), PredictionPoweredMean.Compute([1, 1, 1], [1, 1, 1], [1, 1]).PpiPlusPlus })
        {
            Assert.Equal((null, null), (flat.Interval, flat.StandardError));
            Assert.Equal(["no variation between labels: no interval"], flat.Warnings);
        }

        Assert.Contains("too few usable resamples: no interval", PredictionPoweredMean.WithBootstrapT([1, 1, 1, 0], [1, 1, 1, 1], [1, 1], 1, 10).Warnings);
        // Three ones and a zero: a resample without the zero, about a third of them, has no variation.
        var some = PredictionPoweredMean.WithBootstrapT([1, 1, 1, 0], [1, 1, 1, 1], [1, 1], 1, 200);
        var dropped = Enumerable.Range(0, 200).Count(replicate =>
        {
            var random = new ReplicateRandom(1, replicate);
            return Enumerable.Range(0, 4).Select(_ => random.Next(4)).Select(row => row == 3).Distinct().Count() == 1;
        });
        Assert.InRange(dropped, 30, 100);
        Assert.Contains($"{dropped} of 200 resamples had no variation and were dropped", some.Warnings);
        Assert.Null(PredictionPoweredMean.Compute([1, 1], [1, 1], [1, 1]).EffectiveN);
        var one = PredictionPoweredMean.Compute([1, 0], [1, 1], [1, 0], [0, 0], [0, 1]);
        Assert.Equal((null, null), (one.Classical.Interval, one.Classical.StandardError));
        Assert.Equal(["one labelled cluster (persona): no interval"], one.Classical.Warnings);
        Assert.Null(PredictionPoweredMean.WithBootstrapT([1, 0], [1, 1], [1, 0], 1, 50, [0, 0], [0, 1]).Interval);
        // One label, whatever the judge says of the rest.
        var lone = PredictionPoweredMean.Compute([1], [1], [1, 0, 1]);
        foreach (var estimate in new[] { lone.Classical, lone.Ppi, lone.PpiPlusPlus })
            Assert.Equal((null, "one human label: no interval"), (estimate.Interval, Assert.Single(estimate.Warnings)));
        Assert.NotNull(PredictionPoweredMean.Compute([1, 0], [1, 1], [1, 0], [0, 1], [0, 1]).Classical.Interval);
        Assert.Throws<ArgumentException>(() => PredictionPoweredMean.Compute([1], [1, 0], []));
        Assert.Throws<ArgumentException>(() => PredictionPoweredMean.Compute([1, 0], [1, 0], [1], [0], [0]));
        Assert.Throws<ArgumentException>(() => PredictionPoweredMean.Compute([1, 0], [1, 0], [1], [0, 1], []));
        Assert.DoesNotContain(Many(30).Classical.Warnings, w => w.StartsWith("only", StringComparison.Ordinal));
        Assert.Contains(Many(29).Classical.Warnings, w => w.StartsWith("only 29 human", StringComparison.Ordinal));
        Assert.DoesNotContain(Many(40, 10).Classical.Warnings, w => w.Contains("clusters", StringComparison.Ordinal));
        Assert.Contains(Many(40, 9).Classical.Warnings, w => w.StartsWith("only 9 labelled clusters", StringComparison.Ordinal));

        static PredictionPoweredResult Many(int n, int clusters = 0)
        {
            double[] y = [.. Enumerable.Range(0, n).Select(i => i % 2.0)];
            int[] ids = clusters == 0 ? [] : [.. Enumerable.Range(0, n).Select(i => i % clusters)];
            return PredictionPoweredMean.Compute(y, y, y, ids, ids);
        }
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
    public void EqualOpportunity_ThirtyInEachGroup_AreEnough()
    {
        int Warnings(int own, int other) =>
            SelfPreference.EqualOpportunity([.. Enumerable.Range(0, own + other).Select(i => i % 2.0)], [.. Enumerable.Range(0, own + other).Select(i => i < own ? 1.0 : 0)]).Warnings.Count;
        Assert.Equal((0, 1, 1), (Warnings(30, 30), Warnings(29, 30), Warnings(30, 29)));
    }

    [Fact]
    public void BootstrapT_DrawsWithoutLabelsOrWithoutTheRest_AreDropped()
    {
        double[] y = [0, 1, 1, 0, 1, 0.5], f = [0, 1, 0.5, 0, 1, 1], u = [1, 0, 1, 1];
        int[] labelled = [0, 0, 1, 1, 2, 2], rest = [3, 3, 4, 4];
        var kept = 0;
        for (var replicate = 0; replicate < 200; replicate++)
        {
            var random = new ReplicateRandom(2, replicate);
            int[] clusters = [.. Enumerable.Range(0, 5).Select(_ => random.Next(5))];
            var own = clusters.SelectMany((g, draw) => Enumerable.Range(0, 6).Where(i => labelled[i] == g).Select(i => (Row: i, Draw: draw))).ToArray();
            var other = clusters.SelectMany((g, draw) => Enumerable.Range(0, 4).Where(i => rest[i] == g).Select(i => (Row: i, Draw: draw))).ToArray();
            if (own.Length > 0 && other.Length > 0 && PredictionPoweredMean.Compute(
                [.. own.Select(x => y[x.Row])], [.. own.Select(x => f[x.Row])], [.. other.Select(x => u[x.Row])], [.. own.Select(x => x.Draw)], [.. other.Select(x => x.Draw)]).PpiPlusPlus.StandardError is > 0)
                kept++;
        }

        Assert.InRange(kept, 40, 160);
        Assert.Contains($"{200 - kept} of 200 resamples had no variation and were dropped", PredictionPoweredMean.WithBootstrapT(y, f, u, 2, 200, labelled, rest).Warnings);
        // Without any unlabelled row it is the classical mean, with an interval.
        Assert.NotNull(PredictionPoweredMean.WithBootstrapT(y, f, [], 2, 200, labelled).Interval);
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

    [Fact]
    public void EqualOpportunity_FractionalScores_LieOnTheirSideOfOneHalf()
    {
        // People 0.3 and 0.8; the judge sides with them both times, once by 0.4.
        Assert.Equal(0, SelfPreference.EqualOpportunity([0.4, 0.9], [0.3, 0.8]).Value!.Value, 1e-12);
        Assert.Equal(1, SelfPreference.EqualOpportunity([0.6, 0.9], [0.3, 0.8]).Value!.Value, 1e-12);
    }
}
