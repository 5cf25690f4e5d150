using CsCheck;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Tests;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Tests;

public sealed class PairedTestsTests
{
    [Theory] // vectors.json, mcnemar (statsmodels 0.13.5): b, c, exact p, χ² corrected, its p, χ², its p
    [InlineData(121, 59, 4.4344492637551645e-06, 20.67222222222222, 5.450094825427117e-06, 21.355555555555554, 3.815135865112594e-06)]
    [InlineData(12, 5, 0.143463134765625, 2.1176470588235294, 0.1456100953968629, 2.8823529411764706, 0.08955507441364248)]
    [InlineData(3, 1, 0.625, 0.25, 0.6170750774519739, 1.0, 0.31731050786291115)]
    public void McNemar_PublishedCases_Match(int b, int c, double exact, double corrected, double correctedP, double plain, double plainP)
    {
        Assert.Equal(exact, McNemar.Exact(b, c).Value!.Value, 1e-9);
        Assert.Equal(correctedP, McNemar.Corrected(b, c).Value!.Value, 1e-9);
        Assert.Equal(plainP, McNemar.Uncorrected(b, c).Value!.Value, 1e-9);
        Assert.Equal(corrected, ChiSquare(McNemar.Corrected(b, c)), 1e-9);
        Assert.Equal(plain, ChiSquare(McNemar.Uncorrected(b, c)), 1e-9);
        Assert.Equal(b + c < 25 ? exact : correctedP, McNemar.Test(b, c).Value!.Value, 1e-9);
    }

    [Fact]
    public void McNemar_NoDiscordantPair_IsOne()
    {
        Assert.Equal(1, McNemar.Test(0, 0).Value);
        Assert.Equal(1, McNemar.Corrected(0, 0).Value);
        Assert.Equal(1, McNemar.Corrected(1, 1).Value!.Value, 1e-12);
    }

    [Theory]
    // scipy 1.10.1: wilcoxon([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75]) → 24.0, 0.041259765625 (its own documentation)
    [InlineData(new double[] { 6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75 }, 0.041259765625)]
    [InlineData(new double[] { 1 }, 1.0)]
    [InlineData(new double[] { 1, 2, 3 }, 0.25)]
    [InlineData(new double[] { 0, 0 }, 1.0)]
    public void Wilcoxon_KnownCases_Match(double[] differences, double p) =>
        Assert.Equal(p, WilcoxonSignedRank.Test(differences).Value!.Value, 1e-9);

    [Fact]
    public void Wilcoxon_SmallDistinctDifferences_EqualTheFullEnumeration() =>
        Gen.Bool.Array[1, 11].Sample(signs =>
        {
            var n = signs.Length;
            double[] differences = [.. signs.Select((positive, i) => (positive ? 1.0 : -1.0) * (i + 1))];
            double Rank(int pattern) => Enumerable.Range(0, n).Where(i => (pattern >> i & 1) == 1).Sum(i => i + 1.0);
            var observed = signs.Select((positive, i) => positive ? i + 1.0 : 0).Sum();
            var centre = n * (n + 1) / 4.0;
            var hits = Enumerable.Range(0, 1 << n).Count(pattern => Math.Abs(Rank(pattern) - centre) >= Math.Abs(observed - centre) - 1e-9);
            Assert.Equal((double)hits / (1 << n), WilcoxonSignedRank.Test(differences).Value!.Value, 1e-9);
        });

    [Fact]
    public void Wilcoxon_EqualSizes_UsesTheTieCorrectedNormal()
    {
        // Ranks of |d| = 1,1,1,2,2 are 2,2,2,4.5,4.5; T+ = 2+2+4.5+4.5 = 13, mean 7.5, variance 5·6·11/24 − (24 + 6)/48 = 13.125.
        var result = WilcoxonSignedRank.Test([1, 1, -1, 2, 2]);
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -5.5 / Math.Sqrt(13.125)), result.Value!.Value, 1e-12);
    }

    [Fact]
    public void SignFlip_FewClusters_EqualsTheListOfAllPatterns()
    {
        // Cluster totals of s − ½: +1, +½, −½. |sum| = 1; of the 8 patterns ±1±½±½ the sums are ±2, ±1, ±1, ±0 twice → 6 of 8 reach 1.
        var sums = ClusterSums.From([1, 1, 1, 0], [0, 0, 1, 2]);
        var result = ClusterSignFlip.Test(sums, "persona", seed: 1);
        Assert.Equal(6 / 8.0, result.Value!.Value, 1e-12);
        Assert.Single(result.Warnings);
        Assert.Null(result.Seed);
    }

    [Fact]
    public void SignFlip_UnequalClusters_MeasureFromTheCentre()
    {
        // Four rows with 3 wins deviate by 3 − 2 = 1, one tie by 0, two losses by −1: |sum| = 0, which every pattern reaches.
        var result = ClusterSignFlip.Test(ClusterSums.From([1, 1, 1, 0, 0.5, 0, 0], [0, 0, 0, 0, 1, 2, 2]), "persona", seed: 1);
        Assert.Equal(1, result.Value!.Value, 1e-12);
    }

    [Fact]
    public void SignFlip_OneRowClusters_EqualTheSignTest()
    {
        // With one decisive row a cluster the statistic is |W − L|/2, so the permutation test is the exact sign test.
        double[] scores = [.. Enumerable.Range(0, 16).Select(i => i < 12 ? 1.0 : 0.0)];
        var result = ClusterSignFlip.Test(ClusterSums.From(scores, [.. Enumerable.Range(0, 16)]), "row", 1);
        Assert.Equal(SignTest.TwoSided(12, 4).Value!.Value, result.Value!.Value, 1e-12);
    }

    [Fact]
    public void SignFlip_MonteCarlo_IsCloseToTheSignTestAndRepeats()
    {
        double[] scores = [.. Enumerable.Range(0, 100).Select(i => i < 60 ? 1.0 : 0.0)];
        var sums = ClusterSums.From(scores, [.. Enumerable.Range(0, 100)]);
        var first = ClusterSignFlip.Test(sums, "row", 7).Value!.Value;
        Assert.Equal(0.0569, first, 0.01); // 60–40: vectors.json 0.056888
        Assert.Equal(first, ClusterSignFlip.Test(sums, "row", 7).Value!.Value);
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(20, 11)]
    public void Trinomial_WithoutTies_IsTheSignTest(int wins, int losses) =>
        Assert.Equal(SignTest.TwoSided(wins, losses).Value!.Value, TrinomialTest.TwoSided(wins, losses, 0).Value!.Value, 1e-10);

    [Fact]
    public void Trinomial_SmallCounts_EqualTheFullEnumeration() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3]).Where(x => x.Item1 + x.Item2 + x.Item3 > 0).Sample((wins, losses, ties) =>
        {
            var n = wins + losses + ties;
            var share = (double)ties / n;
            var total = 0.0;
            for (var pattern = 0; pattern < Math.Pow(3, n); pattern++)
            {
                var (sum, probability, rest) = (0, 1.0, pattern);
                for (var i = 0; i < n; i++, rest /= 3)
                {
                    sum += (rest % 3) - 1;
                    probability *= rest % 3 == 1 ? share : (1 - share) / 2;
                }

                total += Math.Abs(sum) >= Math.Abs(wins - losses) ? probability : 0;
            }

            Assert.Equal(Math.Min(1, total), TrinomialTest.TwoSided(wins, losses, ties).Value!.Value, 1e-9);
        });

    [Fact]
    public void TiesSplit_EvenTies_GoToBothSides()
    {
        Assert.Equal(SignTest.TwoSided(12, 8).Value, TrinomialTest.TiesSplit(10, 6, 4).Value);
        Assert.Equal(1, TrinomialTest.TiesSplit(10, 6, 5).Excluded);
    }

    private static double ChiSquare(Methods.Statistics.Estimate estimate) =>
        double.Parse(estimate.Settings["chi_square"], System.Globalization.CultureInfo.InvariantCulture);
}
