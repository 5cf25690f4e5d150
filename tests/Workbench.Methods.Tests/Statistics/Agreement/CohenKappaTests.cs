using CsCheck;
using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

public sealed class CohenKappaTests
{
    private static readonly int[,] Golden = { { 20, 5, 1 }, { 4, 15, 6 }, { 2, 3, 24 } };

    [Theory] // vectors.json, cohen_kappa (statsmodels 0.13.5)
    [InlineData(AgreementWeights.Identity, 0.6047058823529412, 0.073494675390177, 0.07912645916374868, 0.460658965532732, 0.7487527991731504)]
    [InlineData(AgreementWeights.Linear, 0.6695352839931153, 0.0673792991915065, 0.08970968125728784, 0.5374742842742138, 0.8015962837120169)]
    [InlineData(AgreementWeights.Quadratic, 0.7312430011198208, 0.06838333057890024, 0.11173877543230276, 0.5972141360422797, 0.8652718661973618)]
    public void FromTable_Golden_MatchesStatsmodels(AgreementWeights weights, double kappa, double se, double se0, double lower, double upper)
    {
        var result = CohenKappa.FromTable(Golden, weights);
        Assert.Equal(kappa, result.Value!.Value, 1e-9);
        Assert.Equal(se, result.StandardError!.Value, 1e-9);
        Assert.Equal(se0, double.Parse(result.Settings["standard_error_under_chance"], System.Globalization.CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal(lower, result.Interval!.Lower, 1e-6);
        Assert.Equal(upper, result.Interval.Upper, 1e-6);
    }

    [Fact]
    public void Compute_RandomRaters_EqualsMeanOverAllCrossedPairs() =>
        Gen.Int[-1, 3].Array[25].Select(Gen.Int[-1, 3].Array[25]).Sample((first, second) =>
        {
            var both = Enumerable.Range(0, 25).Where(i => first[i] >= 0 && second[i] >= 0).ToArray();
            foreach (var weights in Enum.GetValues<AgreementWeights>())
            {
                var result = CohenKappa.Compute(first, second, 4, weights);
                // Chance by crossing every first code with every second code, disagreement form.
                var observed = both.Sum(i => Distance(first[i], second[i], weights)) / both.Length;
                var crossed = both.Sum(i => both.Sum(j => Distance(first[i], second[j], weights))) / both.Length / both.Length;
                if (both.Length == 0 || crossed == 0)
                    Assert.Null(result.Value);
                else
                    Assert.Equal(1 - observed / crossed, result.Value!.Value, 1e-9);
                Assert.Equal(25 - both.Length, result.Unscored);
            }
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void Compute_RatersSwappedOrCategoriesReversed_Unchanged() =>
        Gen.Int[0, 3].Array[25].Select(Gen.Int[0, 3].Array[25]).Sample((first, second) =>
        {
            foreach (var weights in Enum.GetValues<AgreementWeights>())
            {
                var kappa = CohenKappa.Compute(first, second, 4, weights).Value;
                RandomTables.Same(kappa, CohenKappa.Compute(second, first, 4, weights).Value);
                RandomTables.Same(kappa, CohenKappa.Compute([.. first.Select(c => 3 - c)], [.. second.Select(c => 3 - c)], 4, weights).Value);
            }
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void Compute_RowsDuplicated_SameKappaSmallerError()
    {
        int[] first = [0, 1, 2, 1, 0, 2, 2], second = [0, 1, 1, 1, 2, 2, 0];
        var once = CohenKappa.Compute(first, second, 3);
        var twice = CohenKappa.Compute([.. first, .. first], [.. second, .. second], 3);
        Assert.Equal(once.Value!.Value, twice.Value!.Value, 1e-12);
        Assert.Equal(once.StandardError!.Value / Math.Sqrt(2), twice.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Compute_BothConstantAndEqual_IsUndefinedNotOne()
    {
        var result = CohenKappa.Compute([1, 1, 1], [1, 1, 1], 2);
        Assert.Null(result.Value);
        Assert.Contains("no variation", result.UndefinedReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_UnusedDeclaredCategory_CountsForWeightedKappa()
    {
        int[] first = [0, 1, 1, 0, 1], second = [0, 1, 0, 1, 1];
        var narrow = CohenKappa.Compute(first, second, 2, AgreementWeights.Linear).Value;
        RandomTables.Same(narrow, CohenKappa.Compute(first, second, 2).Value);
        RandomTables.Same(narrow, CohenKappa.Compute(first, second, 5, AgreementWeights.Linear).Value); // kappa is a ratio of disagreements
        Assert.Equal("5", CohenKappa.Compute(first, second, 5).Settings["categories"]);
    }

    [Fact]
    public void Pabak_TwoCategories_IsTwiceAgreementMinusOne()
    {
        Assert.Equal(2 * 0.75 - 1, CohenKappa.Pabak([0, 0, 1, 1], [0, 0, 1, 0], 2).Value!.Value, 1e-12);
        Assert.Null(CohenKappa.Pabak([], [], 2).Value);
    }

    private static double Distance(int a, int b, AgreementWeights weights) => weights switch
    {
        AgreementWeights.Identity => a == b ? 0 : 1,
        AgreementWeights.Linear => Math.Abs(a - b),
        _ => (a - b) * (a - b),
    };
}
