using CsCheck;
using Workbench.Methods.Statistics.Tests;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Tests;

public sealed class SignTestTests
{
    [Theory] // vectors.json, sign_test (scipy 1.10.1 binomtest)
    [InlineData(7, 3, 0.34375, 0.171875)]
    [InlineData(10, 0, 0.001953125, 0.0009765625)]
    [InlineData(60, 40, 0.05688793364098088, 0.02844396682049044)]
    [InlineData(55, 45, 0.36820161732669576, 0.18410080866334788)]
    [InlineData(5, 5, 1.0, 0.623046875)]
    [InlineData(1, 0, 1.0, 0.5)]
    public void Exact_PublishedCases_Match(int wins, int losses, double twoSided, double greater)
    {
        Assert.Equal(twoSided, SignTest.TwoSided(wins, losses).Value!.Value, 1e-9);
        Assert.Equal(greater, SignTest.Greater(wins, losses).Value!.Value, 1e-9);
    }

    [Fact]
    public void Exact_SmallCounts_EqualTheSumOfPascalsTriangle() =>
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 25]).Sample((wins, losses) =>
        {
            var n = wins + losses;
            double ways = 1, below = 0, at = 0;
            for (var k = 0; k <= Math.Min(wins, losses); k++)
            {
                below += ways;
                at = ways;
                ways = ways * (n - k) / (k + 1);
            }

            Assert.Equal(Math.Min(1, 2 * below / Math.Pow(2, n)), SignTest.TwoSided(wins, losses).Value!.Value, 1e-10);
            Assert.Equal(n == 0 ? 1 : Math.Min(1, 2 * (below - (at / 2)) / Math.Pow(2, n)), SignTest.MidP(wins, losses).Value!.Value, 1e-10);
        });

    [Fact]
    public void MidP_Balanced_IsOne()
    {
        Assert.Equal(1, SignTest.MidP(5, 5).Value!.Value, 1e-12);
        Assert.Equal(1, SignTest.MidP(0, 0).Value);
    }

    [Fact]
    public void TwoSided_NothingDecisive_IsOneWithAWarning()
    {
        var result = SignTest.TwoSided(0, 0);
        Assert.Equal(1, result.Value);
        Assert.Single(result.Warnings);
        Assert.Equal("p-value", result.Unit);
    }
}
