using System.Globalization;
using CsCheck;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Association;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Association;

public sealed class RankCorrelationTests
{
    // vectors.json, rank_corr (scipy 1.10.1)
    private static readonly double[] X = [1, 2, 2, 3, 4, 5, 5, 6];
    private static readonly double[] Y = [2, 1, 3, 3, 5, 4, 6, 6];

    [Fact]
    public void Golden_MatchesScipy()
    {
        Assert.Equal(0.7692307692307694, RankCorrelation.KendallTauB(X, Y).Value!.Value, 1e-9);
        Assert.Equal(0.8902439024390245, RankCorrelation.Spearman(X, Y).Value!.Value, 1e-9);
        Assert.Equal(0.879598994267085, RankCorrelation.Pearson(X, Y).Value!.Value, 1e-9);
        Assert.Equal(0.010747577580460075, P(RankCorrelation.KendallTauB(X, Y)), 1e-9);
        Assert.Equal(0.003039295568488808, P(RankCorrelation.Spearman(X, Y)), 1e-9);
    }

    [Fact]
    public void AnyData_SymmetricBoundedAndInvariant() =>
        Gen.Int[0, 4].Array[6].Select(Gen.Int[0, 4].Array[6]).Sample((a, b) =>
        {
            double[] x = [.. a.Select(v => (double)v)], y = [.. b.Select(v => (double)v)];
            foreach (var f in new Func<double[], double[], Estimate>[] { (u, v) => RankCorrelation.Spearman(u, v), (u, v) => RankCorrelation.KendallTauB(u, v) })
            {
                var r = f(x, y).Value;
                Assert.Equal(r, f(y, x).Value);
                Assert.Equal(r is null, x.Distinct().Count() < 2 || y.Distinct().Count() < 2);
                if (r is null)
                    continue;
                Assert.InRange(r.Value, -1, 1);
                Assert.Equal(r.Value, f([.. x.Select(v => Math.Exp(v))], y).Value!.Value, 1e-12); // monotone transformation
                Assert.Equal(-r.Value, f([.. x.Select(v => -v)], y).Value!.Value, 1e-12);
                Assert.Equal(r.Value, f([.. x.Reverse()], [.. y.Reverse()]).Value!.Value, 1e-12);
            }
        }, iter: 300);

    [Fact]
    public void KendallAndSpearman_EqualObviousDefinitions() =>
        Gen.Int[0, 3].Array[7].Select(Gen.Int[0, 3].Array[7]).Sample((a, b) =>
        {
            double[] x = [.. a.Select(v => (double)v)], y = [.. b.Select(v => (double)v)];
            if (x.Distinct().Count() < 2 || y.Distinct().Count() < 2)
                return;
            var pairs = (from i in Enumerable.Range(0, 7) from j in Enumerable.Range(0, i) select ((x[i] - x[j]) * (y[i] - y[j]), x[i] == x[j], y[i] == y[j])).ToArray();
            double concordant = pairs.Count(p => p.Item1 > 0), discordant = pairs.Count(p => p.Item1 < 0);
            var tau = (concordant - discordant) / Math.Sqrt((21.0 - pairs.Count(p => p.Item2)) * (21.0 - pairs.Count(p => p.Item3)));
            Assert.Equal(tau, RankCorrelation.KendallTauB(x, y).Value!.Value, 1e-12);
            double[] Rank(double[] v) => [.. v.Select(u => v.Count(w => w < u) + (v.Count(w => w == u) + 1) / 2.0)];
            Assert.Equal(RankCorrelation.Pearson(Rank(x), Rank(y)).Value!.Value, RankCorrelation.Spearman(x, y).Value!.Value, 1e-12);
        }, iter: 300);

    [Fact]
    public void ConstantOrShort_IsUndefinedWithReason()
    {
        Assert.Contains("constant", RankCorrelation.Spearman([1, 1, 1], [1, 2, 3]).UndefinedReason, StringComparison.Ordinal);
        Assert.Contains("fewer than two", RankCorrelation.Pearson([1], [2]).UndefinedReason, StringComparison.Ordinal);
        Assert.Equal(1, RankCorrelation.Pearson([1, 2, double.NaN], [1, 3, 4]).Unscored);
    }

    [Fact]
    public void MeanWithinGroups_SkipsConstantGroupsAndAverages()
    {
        double[] x = [1, 2, 3, 1, 2, 3, 5, 5], y = [1, 2, 3, 3, 2, 1, 1, 2];
        var result = RankCorrelation.MeanWithinGroups(x, y, [0, 0, 0, 1, 1, 1, 2, 2], (a, b) => RankCorrelation.Spearman(a, b));
        Assert.Equal(0, result.Value!.Value, 1e-12); // 1 and −1
        Assert.Equal(2, result.N);
        Assert.Equal(1, result.Excluded);
    }

    private static double P(Estimate estimate) => double.Parse(estimate.Settings["p_value"], CultureInfo.InvariantCulture);
}
