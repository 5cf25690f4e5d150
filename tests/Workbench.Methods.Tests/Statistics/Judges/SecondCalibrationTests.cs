using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Judges;

/// <summary>Second implementations of calibration, AUROC and selective judging: bins, sums over all pairs and splits written out.</summary>
public sealed class SecondCalibrationTests
{
    private static readonly double Z = Normal.InvCDF(0, 1, 0.975);

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
}
