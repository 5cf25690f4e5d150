using CsCheck;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Judges;

public sealed class PredictionPoweredMeanTests
{
    // vectors.json, ppi_mean (ppi_py)
    private static readonly double[] Y = [0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
    private static readonly double[] F = [0, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0];
    private static readonly double[] U =
    [
        1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1,
        0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1,
    ];

    [Fact]
    public void Compute_Golden_MatchesPpiPy()
    {
        var result = PredictionPoweredMean.Compute(Y, F, U);
        Check(result.Classical, 0.45, 0.231967770946381, 0.668032229053619);
        Check(result.Ppi, 0.55, 0.3715284446895749, 0.7284715553104252);
        Check(result.PpiPlusPlus, 0.5139900000000001, 0.36170669486650076, 0.6662733051334994);
        Assert.InRange(result.EffectiveN!.Value, 20, 60);

        static void Check(Estimate actual, double value, double lower, double upper)
        {
            Assert.Equal(value, actual.Value!.Value, 1e-9);
            Assert.Equal(lower, actual.Interval!.Lower, 1e-6);
            Assert.Equal(upper, actual.Interval.Upper, 1e-6);
        }
    }

    [Fact]
    public void Compute_RowsPermuted_Unchanged() =>
        Samples.Sample((y, f, u) =>
        {
            var straight = PredictionPoweredMean.Compute(y, f, u);
            var turned = PredictionPoweredMean.Compute([.. y.Reverse()], [.. f.Reverse()], [.. u.Reverse()]);
            Assert.Equal(straight.PpiPlusPlus.Value!.Value, turned.PpiPlusPlus.Value!.Value, 1e-9);
            Assert.Equal(straight.PpiPlusPlus.StandardError!.Value, turned.PpiPlusPlus.StandardError!.Value, 1e-9);
        }, iter: 200);

    [Fact]
    public void Compute_EachRowItsOwnCluster_EqualsIidUpToTheClusterFactor() =>
        Samples.Sample((y, f, u) =>
        {
            var plain = PredictionPoweredMean.Compute(y, f, u).Classical;
            var clustered = PredictionPoweredMean.Compute(y, f, u,
                [.. Enumerable.Range(0, y.Length)], [.. Enumerable.Range(y.Length, u.Length)]).Classical;
            Assert.Equal(plain.StandardError!.Value * Math.Sqrt(y.Length / (y.Length - 1.0)), clustered.StandardError!.Value, 1e-9);
        }, iter: 100);

    [Fact]
    public void Compute_ClusteredVariance_EqualsObviousInfluenceSumAndLambdaMinimises() =>
        Samples.Sample((y, f, u) =>
        {
            int[] labelled = [.. Enumerable.Range(0, y.Length).Select(i => i % 4)], rest = [.. Enumerable.Range(0, u.Length).Select(i => i % 4)];
            var result = PredictionPoweredMean.Compute(y, f, u, labelled, rest);
            var best = result.Lambda!.Value;
            Assert.InRange(best, 0, 1);
            Assert.Equal(Variance(best), Math.Pow(result.PpiPlusPlus.StandardError ?? 0, 2), 1e-9);
            Assert.Equal(result.PpiPlusPlus.StandardError is null, result.PpiPlusPlus.Interval is null);
            foreach (var other in new[] { 0, 0.25, 0.5, 0.75, 1 })
                Assert.True(Variance(best) <= Variance(other) + 1e-12);

            double Variance(double lambda)
            {
                var z = y.Select((v, i) => v - lambda * f[i]).ToArray();
                return 4.0 / 3 * Enumerable.Range(0, 4).Sum(g =>
                {
                    var part = z.Where((_, i) => labelled[i] == g).Sum(v => v - z.Average()) / y.Length
                        + lambda * u.Where((_, i) => rest[i] == g).Sum(v => v - u.Average()) / u.Length;
                    return part * part;
                });
            }
        }, iter: 100);

    [Fact]
    public void Compute_UselessJudge_LambdaNearZeroAndClassicalKept()
    {
        var result = PredictionPoweredMean.Compute(Y, [.. Y.Select(_ => 0.5)], [.. U.Select(_ => 0.5)]);
        Assert.Equal(0, result.Lambda);
        Assert.Equal(result.Classical.Value, result.PpiPlusPlus.Value);
        Assert.Equal(Y.Length, result.EffectiveN!.Value, 1e-9);
    }

    [Fact]
    public void Compute_PerfectJudge_UsesAllRows()
    {
        var result = PredictionPoweredMean.Compute(Y, Y, U);
        Assert.Equal(Y.Concat(U).Average(), result.PpiPlusPlus.Value!.Value, 0.02);
        Assert.True(result.EffectiveN > 60);
    }

    [Fact]
    public void Compute_NoLabels_IsUndefined_NoUnlabelled_IsClassical()
    {
        Assert.Null(PredictionPoweredMean.Compute([], [], U).PpiPlusPlus.Value);
        Assert.Equal(0.45, PredictionPoweredMean.Compute(Y, F, []).Ppi.Value!.Value, 1e-12);
    }

    [Fact]
    public void WithBootstrapT_SameSeed_SameIntervalWiderThanNormal()
    {
        var normal = PredictionPoweredMean.Compute(Y, F, U).PpiPlusPlus.Interval!;
        var first = PredictionPoweredMean.WithBootstrapT(Y, F, U, seed: 5);
        Assert.Equal(first.Interval, PredictionPoweredMean.WithBootstrapT(Y, F, U, seed: 5).Interval);
        Assert.True(first.Interval!.Upper - first.Interval.Lower > normal.Upper - normal.Lower);
        var clustered = PredictionPoweredMean.WithBootstrapT(Y, F, U, 5, 500,
            [.. Enumerable.Range(0, 20).Select(i => i % 10)], [.. Enumerable.Range(0, 60).Select(i => i % 10)]);
        Assert.InRange(clustered.Value!.Value, clustered.Interval!.Lower, clustered.Interval.Upper);
    }

    private static readonly Gen<(double[], double[], double[])> Samples =
        Gen.Select(Gen.Int[0, 2].Array[12], Gen.Int[0, 2].Array[12], Gen.Int[0, 2].Array[5, 30])
            .Select((y, f, u) => (y.Select(v => v / 2.0).ToArray(), f.Select(v => v / 2.0).ToArray(), u.Select(v => v / 2.0).ToArray()));
}
