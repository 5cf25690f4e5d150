using CsCheck;
using Workbench.Methods.Statistics.Proportions;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Proportions;

public sealed class ProportionTests
{
    // vectors.json, proportion_ci_95 (statsmodels 0.13.5 proportion_confint): k, n, then lower and upper.
    [Theory]
    [InlineData(ProportionMethod.Wilson, 0, 10, 0.0, 0.27753279986288926)]
    [InlineData(ProportionMethod.Wilson, 1, 10, 0.017876213095072924, 0.40415002679523854)]
    [InlineData(ProportionMethod.Wilson, 7, 10, 0.39677814746114537, 0.8922087325936989)]
    [InlineData(ProportionMethod.Wilson, 10, 10, 0.7224672001371106, 1.0)]
    [InlineData(ProportionMethod.Wilson, 0, 1, 0.0, 0.7934506856227627)]
    [InlineData(ProportionMethod.Wilson, 50, 100, 0.4038315303659956, 0.5961684696340044)]
    [InlineData(ProportionMethod.Wilson, 67, 120, 0.46904523091319655, 0.6440025330046214)]
    [InlineData(ProportionMethod.Wilson, 999, 1000, 0.9943574414020421, 0.9998234536293739)]
    [InlineData(ProportionMethod.ClopperPearson, 0, 10, 0.0, 0.30849710781876083)]
    [InlineData(ProportionMethod.ClopperPearson, 1, 10, 0.0025285785444617848, 0.4450161170281953)]
    [InlineData(ProportionMethod.ClopperPearson, 7, 10, 0.3475471499400027, 0.9332604888222655)]
    [InlineData(ProportionMethod.ClopperPearson, 10, 10, 0.6915028921812392, 1.0)]
    [InlineData(ProportionMethod.ClopperPearson, 0, 1, 0.0, 0.975)]
    [InlineData(ProportionMethod.ClopperPearson, 50, 100, 0.39832112950330106, 0.6016788704966989)]
    [InlineData(ProportionMethod.ClopperPearson, 67, 120, 0.46482699631641233, 0.648891889395824)]
    [InlineData(ProportionMethod.ClopperPearson, 999, 1000, 0.9944410757201734, 0.9999746825125088)]
    [InlineData(ProportionMethod.AgrestiCoull, 0, 10, 0.0, 0.3208873057505458)]
    [InlineData(ProportionMethod.AgrestiCoull, 1, 10, 0.0, 0.4259677373948323)]
    [InlineData(ProportionMethod.AgrestiCoull, 7, 10, 0.39232529797726956, 0.8966615820775747)]
    [InlineData(ProportionMethod.AgrestiCoull, 10, 10, 0.6791126942494543, 1.0)]
    [InlineData(ProportionMethod.AgrestiCoull, 0, 1, 0.0, 0.832500514520587)]
    [InlineData(ProportionMethod.AgrestiCoull, 50, 100, 0.4038315303659956, 0.5961684696340044)]
    [InlineData(ProportionMethod.AgrestiCoull, 67, 120, 0.4690270994880186, 0.6440206644297994)]
    [InlineData(ProportionMethod.AgrestiCoull, 999, 1000, 0.9937585172566711, 1.0)]
    [InlineData(ProportionMethod.Jeffreys, 0, 10, 4.789043315758196e-05, 0.21719626750921053)]
    [InlineData(ProportionMethod.Jeffreys, 1, 10, 0.011011673763161138, 0.3813147710666164)]
    [InlineData(ProportionMethod.Jeffreys, 7, 10, 0.39418168185132874, 0.9073054060618468)]
    [InlineData(ProportionMethod.Jeffreys, 10, 10, 0.7828037324907895, 0.9999521095668424)]
    [InlineData(ProportionMethod.Jeffreys, 0, 1, 0.0003855809807559016, 0.8532536836904248)]
    [InlineData(ProportionMethod.Jeffreys, 50, 100, 0.403173950896418, 0.596826049103582)]
    [InlineData(ProportionMethod.Jeffreys, 67, 120, 0.4689771648846725, 0.644913229869803)]
    [InlineData(ProportionMethod.Jeffreys, 999, 1000, 0.9953355411912086, 0.999892081195319)]
    public void Interval_PublishedCases_Match(ProportionMethod method, int k, int n, double lower, double upper)
    {
        var interval = Proportion.Interval(k, n, method);
        Assert.Equal(lower, interval.Lower, 1e-6);
        Assert.Equal(upper, interval.Upper, 1e-6);
        Assert.Equal(0.95, interval.Level);
    }

    [Fact]
    public void Wilson_Bounds_SolveTheScoreEquation() =>
        // The obvious second form: the bounds are the p at which (p̂ − p)² = z² p (1 − p) / n.
        Gen.Select(Gen.Int[1, 400], Gen.Int[0, 400]).Where(x => x.Item2 <= x.Item1).Sample((n, k) =>
        {
            const double z = 1.959963984540054;
            var interval = Proportion.Interval(k, n, ProportionMethod.Wilson);
            foreach (var bound in new[] { interval.Lower, interval.Upper })
            {
                var share = (double)k / n;
                Assert.Equal((share - bound) * (share - bound), z * z * bound * (1 - bound) / n, 1e-9);
            }
        });

    [Fact]
    public void Interval_AnyCounts_HoldsTheShareInBoundsAndMirrors() =>
        Gen.Select(Gen.Enum<ProportionMethod>(), Gen.Int[1, 60], Gen.Int[0, 60]).Where(x => x.Item3 <= x.Item2).Sample((method, n, k) =>
        {
            var interval = Proportion.Interval(k, n, method);
            var mirrored = Proportion.Interval(n - k, n, method);
            Assert.InRange(interval.Lower, 0, 1);
            Assert.InRange(interval.Upper, interval.Lower, 1);
            Assert.Equal(1 - interval.Upper, mirrored.Lower, 1e-9);
            if (method is ProportionMethod.Wilson or ProportionMethod.ClopperPearson)
                Assert.InRange((double)k / n, interval.Lower, interval.Upper);
            if (k < n)
                Assert.True(Proportion.Interval(k + 1, n, method).Lower >= interval.Lower - 1e-12);
        });

    [Fact]
    public void Of_NoData_SaysSo()
    {
        var estimate = Proportion.Of(0, 0);
        Assert.Null(estimate.Value);
        Assert.Equal("no data", estimate.UndefinedReason);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public void Interval_ImpossibleCounts_AreRefused(int k, int n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Interval(k, n, ProportionMethod.Wilson));
}
