using CsCheck;
using Workbench.Methods.Statistics.Judges;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Judges;

public sealed class CalibrationTests
{
    private static readonly double[] Certainty = [0.95, 0.95, 0.85, 0.6, 0.6, 0.3, double.NaN];
    private static readonly bool[] Correct = [true, true, false, true, false, false, true];

    [Fact]
    public void ExpectedError_HandComputed()
    {
        // Bins: .9–1: |1 − .95|·2, .8–.9: |0 − .85|·1, .6–.7: |½ − .6|·2, .3–.4: |0 − .3|·1, over 6 rows.
        var result = Calibration.ExpectedError(Certainty, Correct, seed: 1);
        Assert.Equal((0.1 + 0.85 + 0.2 + 0.3) / 6, result.Value!.Value, 1e-12);
        Assert.Equal(1, result.Unscored);
        Assert.Equal(result.Interval, Calibration.ExpectedError(Certainty, Correct, seed: 1).Interval);
    }

    [Fact]
    public void Brier_HandComputed() =>
        Assert.Equal((0.0025 * 2 + 0.7225 + 0.16 + 0.36 + 0.09) / 6, Calibration.Brier(Certainty, Correct).Value!.Value, 1e-12);

    [Fact]
    public void Auroc_RandomData_EqualsShareOfOrderedPairs() =>
        Gen.Int[0, 5].Array[15].Select(Gen.Bool.Array[15]).Sample((codes, correct) =>
        {
            double[] p = [.. codes.Select(c => c / 5.0)];
            var result = Calibration.Auroc(p, correct);
            var pairs = (from i in Enumerable.Range(0, 15)
                         where correct[i]
                         from j in Enumerable.Range(0, 15)
                         where !correct[j]
                         select p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0).ToArray();
            if (pairs.Length == 0)
                Assert.Null(result.Value);
            else
            {
                Assert.Equal(pairs.Average(), result.Value!.Value, 1e-12);
                Assert.Equal(1 - pairs.Average(), Calibration.Auroc([.. p.Select(x => 1 - x)], correct).Value!.Value, 1e-12);
            }
        }, iter: 300);

    [Fact]
    public void Bins_CoverAllScoredRows()
    {
        var bins = Calibration.Bins(Certainty, Correct);
        Assert.Equal(10, bins.Count);
        Assert.Equal(6, bins.Sum(b => b.N));
        Assert.Equal(0.5, bins[6].Accuracy.Value);
        Assert.Null(bins[0].Accuracy.Value);
    }

    [Fact]
    public void Calibration_NoRows_IsUndefined()
    {
        Assert.Null(Calibration.ExpectedError([], [], 1).Value);
        Assert.Null(Calibration.Brier([], []).Value);
        Assert.Null(Calibration.Auroc([0.5], [true]).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Brier([80], [true]));
    }

    [Fact]
    public void Curve_EndsAtFullCoverageAndAgreesWithAt()
    {
        var curve = SelectiveJudging.Curve(Certainty, Correct);
        Assert.Equal([0.95, 0.85, 0.6, 0.3], curve.Select(p => p.Threshold));
        Assert.Equal([2.0 / 6, 3.0 / 6, 5.0 / 6, 1], curve.Select(p => p.Coverage));
        Assert.Equal([1, 2.0 / 3, 3.0 / 5, 0.5], curve.Select(p => p.Accuracy.Value!.Value));
        foreach (var point in curve)
            Assert.Equal(point.Accuracy.Value, SelectiveJudging.At(Certainty, Correct, point.Threshold).Accuracy.Value);
        Assert.Null(SelectiveJudging.At(Certainty, Correct, 0.99).Accuracy.Value);
    }

    [Fact]
    public void Choose_ReportsOnlyHeldOutRows()
    {
        var random = new Random(2);
        double[] p = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        bool[] y = [.. p.Select(c => random.NextDouble() < c)];
        var chosen = SelectiveJudging.Choose(p, y, 0.8, seed: 9)!;
        Assert.InRange(chosen.Accuracy.Value!.Value, 0.7, 0.95);
        Assert.True(chosen.Kept < 200);
        Assert.Null(SelectiveJudging.Choose([0.5, 0.6, 0.7], [false, false, false], 0.8, seed: 9));
    }
}
