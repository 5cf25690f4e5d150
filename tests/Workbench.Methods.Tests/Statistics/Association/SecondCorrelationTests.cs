using System.Globalization;
using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Association;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Association;

public sealed class SecondCorrelationTests
{
    [Theory] // scipy 1.10.1 (numpy 1.24.2): kendalltau(x, y, method='asymptotic'), spearmanr(x, y), pearsonr(x, y): value and p-value of each
    [InlineData(new double[] { 1, 2, 2, 3, 4, 5, 5, 6 }, new double[] { 2, 1, 3, 3, 5, 4, 6, 6 }, 0.7692307692307694, 0.010747577580460075, 0.8902439024390245, 0.003039295568488808, 0.879598994267085, 0.003978918519050491)]
    [InlineData(new double[] { 3, 1, 2 }, new double[] { 1, 2, 2 }, -0.816496580927726, 0.22067136191984693, -0.8660254037844387, 0.3333333333333332, -0.8660254037844386, 0.33333333333333337)]
    [InlineData(new double[] { 1, 1, 2, 2, 2, 3 }, new double[] { 5, 5, 5, 1, 1, 0 }, -0.8181818181818182, 0.04470189549052006, -0.8333333333333335, 0.03935185185185177, -0.7929046108223308, 0.05989174500596145)]
    [InlineData(new[] { 0.5, 2.5, 1.5, 4, 3 }, new double[] { 10, 8, 9, 1, 2 }, -0.9999999999999999, 0.014305878435429648, -0.9999999999999999, 0, -0.906866608167808, 0.03363798664969572)]
    public void Golden_ValuesAndPValues_MatchScipy(double[] x, double[] y, double tau, double tauP, double rho, double rhoP, double r, double rP)
    {
        Check(RankCorrelation.KendallTauB(x, y), tau, tauP);
        Check(RankCorrelation.Spearman(x, y), rho, rhoP);
        Check(RankCorrelation.Pearson(x, y), r, rP);

        static void Check(Estimate actual, double value, double p)
        {
            Assert.Equal(value, actual.Value!.Value, 1e-9);
            Assert.Equal(p, double.Parse(actual.Settings["p_value"], CultureInfo.InvariantCulture), 1e-9);
        }
    }

    [Fact]
    public void AnyData_IntervalsAreFishersWrittenOut() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6]).Array[2, 14].Sample(rows =>
        {
            double[] x = [.. rows.Select(r => (double)r.Item1)], y = [.. rows.Select(r => (double)r.Item2)];
            Check(RankCorrelation.Pearson(x, y), _ => 1.0 / (x.Length - 3), 3);
            Check(RankCorrelation.Spearman(x, y), rho => (1 + rho * rho / 2) / (x.Length - 3), 3);
            Check(RankCorrelation.KendallTauB(x, y), _ => 0.437 / (x.Length - 4), 4);

            void Check(Estimate actual, Func<double, double> variance, int lost)
            {
                if (actual.Value is not { } value)
                {
                    Assert.Equal("no variation: one side is constant", actual.UndefinedReason);
                    return;
                }

                var has = x.Length > lost && Math.Abs(value) < 1;
                Assert.Equal(has, actual.Interval is not null);
                Assert.Equal(!has || x.Length < 10, actual.Warnings.Count > 0);
                if (!has)
                    return;
                var half = 1.959963984540054 * Math.Sqrt(variance(value));
                Assert.Equal(Math.Tanh(Math.Atanh(value) - half), actual.Interval!.Lower, 1e-9);
                Assert.Equal(Math.Tanh(Math.Atanh(value) + half), actual.Interval.Upper, 1e-9);
            }
        }, iter: 300);

    [Fact]
    public void PValues_TwoOrThreePoints_AreThoseOfTheTDistribution()
    {
        Assert.Equal("1", RankCorrelation.Pearson([1, 2], [1, 2]).Settings["p_value"]);
        Assert.Equal("0", RankCorrelation.Pearson([1, 2, 3], [1, 2, 3]).Settings["p_value"]);
        var p = double.Parse(RankCorrelation.Pearson([1, 2, 3, 4], [1, 3, 2, 4]).Settings["p_value"], CultureInfo.InvariantCulture);
        Assert.Equal(2 * StudentT.CDF(0, 1, 2, -0.8 * Math.Sqrt(2 / (1 - 0.64))), p, 1e-9);
        // Two points that agree: C − D = 1, variance 2·1·9/18 = 1.
        Assert.Equal(2 * Normal.CDF(0, 1, -1), double.Parse(RankCorrelation.KendallTauB([1, 2], [1, 2]).Settings["p_value"], CultureInfo.InvariantCulture), 1e-9);
    }

    [Fact]
    public void MeanWithinGroups_NoGroups_KeepsAName()
    {
        var none = RankCorrelation.MeanWithinGroups([], [], [], (x, y) => RankCorrelation.Spearman(x, y));
        Assert.Equal("mean correlation within groups", none.Method);
        Assert.Equal("Spearman's ρ, mean within groups", RankCorrelation.MeanWithinGroups([1, 2, 3], [1, 2, 4], [0, 0, 0], (x, y) => RankCorrelation.Spearman(x, y)).Method);
        Assert.Equal("fewer than two complete pairs", RankCorrelation.Pearson([1, double.NaN], [1, 2]).UndefinedReason);
        Assert.Equal(1, RankCorrelation.Pearson([1, double.NaN], [1, 2]).Unscored);
        Assert.Throws<ArgumentException>(() => RankCorrelation.Pearson([1], [1, 2]));
    }

    [Fact]
    public void Pearson_PerfectCorrelation_HasNoInterval() => Assert.Null(RankCorrelation.Pearson([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]).Interval);
}
