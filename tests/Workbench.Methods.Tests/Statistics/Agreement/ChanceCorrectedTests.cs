using CsCheck;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

public sealed class ChanceCorrectedTests
{
    private static readonly RatingTable Raw4Raters = AgreementData.Table(AgreementData.IrrCac4Raters, 5);

    [Fact] // vectors.json, gwet_raw_4raters (irrCAC)
    public void Compute_Raw4Raters_MatchesIrrCac()
    {
        var ac1 = GwetAc.Compute(Raw4Raters);
        Assert.Equal(0.775444068126995, ac1.Value!.Value, 1e-9);
        Assert.Equal(0.14295, ac1.StandardError!.Value, 5e-6);
        Assert.Equal(0.46081, ac1.Interval!.Lower, 5e-6);
        Assert.Equal(1, ac1.Interval.Upper);
        Assert.Equal(0.76117, FleissKappa.Generalized(Raw4Raters).Value!.Value, 5e-6);
        Assert.Equal(0.76282, CongerKappa.Compute(Raw4Raters).Value!.Value, 5e-6);
        Assert.Equal(0.77273, BrennanPrediger.Compute(Raw4Raters).Value!.Value, 5e-6);
    }

    [Fact]
    public void Compute_Raw4RatersQuadratic_MatchesIrrCac()
    {
        Assert.Equal(0.914, GwetAc.Compute(Raw4Raters, AgreementWeights.Quadratic).Value!.Value, 5e-6);
        Assert.Equal(0.86494, FleissKappa.Generalized(Raw4Raters, AgreementWeights.Quadratic).Value!.Value, 5e-6);
        Assert.Equal(0.85771, CongerKappa.Compute(Raw4Raters, AgreementWeights.Quadratic).Value!.Value, 5e-6);
        Assert.Equal(0.90152, BrennanPrediger.Compute(Raw4Raters, AgreementWeights.Quadratic).Value!.Value, 5e-6);
    }

    [Fact] // vectors.json, fleiss_kappa (statsmodels)
    public void Compute_FleissWikipedia_MatchesReference()
    {
        var table = RatingTable.FromCounts(AgreementData.FleissWikipedia);
        Assert.Equal(0.20993070442195522, FleissKappa.Compute(table).Value!.Value, 1e-9);
        Assert.Equal(0.2225274725274725, BrennanPrediger.Randolph(table).Value!.Value, 1e-9);
    }

    [Fact]
    public void Compute_FleissUnequalRatings_IsUndefinedAndPointsToAlpha()
    {
        var result = FleissKappa.Compute(Raw4Raters);
        Assert.Null(result.Value);
        Assert.Contains("alpha", result.UndefinedReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_RandomTables_EqualObviousDefinitions() =>
        RandomTables.Gen.Sample(table =>
        {
            foreach (var weights in Enum.GetValues<AgreementWeights>())
            {
                var (pa, pi) = Observed(table, weights);
                var q = table.CategoryCount;
                var all = (from k in Enumerable.Range(0, q) from l in Enumerable.Range(0, q) select (k, l)).ToArray();
                Check(PercentAgreement.Compute(table, weights: weights), pa, 0);
                Check(GwetAc.Compute(table, weights), pa,
                    all.Sum(x => W(x.k, x.l)) / (q * (q - 1.0)) * pi.Sum(p => p * (1 - p)));
                Check(BrennanPrediger.Compute(table, weights), pa, all.Sum(x => W(x.k, x.l)) / (q * (double)q));
                Check(FleissKappa.Generalized(table, weights), pa, all.Sum(x => W(x.k, x.l) * pi[x.k] * pi[x.l]));
                var rows = RandomTables.Rows(table).ToArray();
                var shares = rows.GroupBy(r => r.Rater)
                    .Select(g => Enumerable.Range(0, q).Select(k => g.Count(r => r.Category == k) / (double)g.Count()).ToArray()).ToArray();
                if (shares.Length >= 2)
                {
                    var chance = new List<double>();
                    for (var g = 0; g < shares.Length; g++)
                    {
                        for (var h = 0; h < shares.Length; h++)
                        {
                            if (g != h)
                                chance.Add(all.Sum(x => W(x.k, x.l) * shares[g][x.k] * shares[h][x.l]));
                        }
                    }
                    Check(CongerKappa.Compute(table, weights), pa, chance.Average());
                }

                double W(int k, int l) => Weight(k, l, q, weights);
            }
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void StandardError_LargeTable_MatchesJackknife()
    {
        var random = new Random(11);
        const int Items = 150, Raters = 4, Categories = 3;
        var cells = new int[Items * Raters];
        for (var item = 0; item < Items; item++)
        {
            var truth = random.Next(Categories);
            for (var rater = 0; rater < Raters; rater++)
                cells[rater * Items + item] = random.NextDouble() < 0.15 ? -1 : random.NextDouble() < 0.6 ? truth : random.Next(Categories);
        }
        var table = RandomTables.Build(Items, Raters, Categories, cells);
        foreach (var compute in new Func<RatingTable, Estimate>[]
        {
            t => PercentAgreement.Compute(t), t => GwetAc.Compute(t), t => GwetAc.Compute(t, AgreementWeights.Linear),
            t => FleissKappa.Generalized(t), t => CongerKappa.Compute(t, AgreementWeights.Quadratic), t => BrennanPrediger.Compute(t),
        })
        {
            var left = Enumerable.Range(0, Items).Select(skip => compute(RatingTable.Create(
                [.. RandomTables.Rows(table).Where(r => r.Item != skip).Select(r => r.Item)],
                [.. RandomTables.Rows(table).Where(r => r.Item != skip).Select(r => r.Rater)],
                [.. RandomTables.Rows(table).Where(r => r.Item != skip).Select(r => r.Category)],
                Items, Raters, Categories)).Value!.Value).ToArray();
            var mean = left.Average();
            var jackknife = Math.Sqrt((Items - 1.0) / Items * left.Sum(x => (x - mean) * (x - mean)));
            Assert.Equal(1, compute(table).StandardError!.Value / jackknife, 0.02);
        }
    }

    [Fact]
    public void Compute_AllRatingsInOneCategory_KappasUndefinedButAc1Defined()
    {
        var table = RatingTable.FromRows([[0, 0, 0], [0, 0, 0]], 3);
        Assert.Null(FleissKappa.Compute(table).Value);
        Assert.Null(CongerKappa.Compute(table).Value);
        Assert.Equal(1, GwetAc.Compute(table).Value!.Value, 1e-12);
        Assert.Equal(1, PercentAgreement.Compute(table).Value!.Value, 1e-12);
    }

    [Fact]
    public void Compute_TwoRatersWithoutMissing_CongerEqualsCohen() =>
        Gen.Int[0, 2].Array[20].Select(Gen.Int[0, 2].Array[20]).Sample((first, second) =>
        {
            var table = RandomTables.Build(20, 2, 3, [.. first, .. second]);
            foreach (var weights in Enum.GetValues<AgreementWeights>())
                RandomTables.Same(CohenKappa.Compute(first, second, 3, weights).Value, CongerKappa.Compute(table, weights).Value);
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void Compute_Empty_IsUndefinedWithReason()
    {
        var empty = RatingTable.Create([], [], [], 0, 0, 3);
        foreach (var result in new[] { PercentAgreement.Compute(empty), GwetAc.Compute(empty), FleissKappa.Compute(empty),
            CongerKappa.Compute(empty), BrennanPrediger.Compute(empty) })
        {
            Assert.Null(result.Value);
            Assert.False(string.IsNullOrWhiteSpace(result.UndefinedReason));
        }
    }

    private static void Check(Estimate actual, double observed, double expected)
    {
        if (double.IsNaN(observed) || 1 - expected < 1e-9)
            Assert.Null(actual.Value);
        else
            Assert.Equal((observed - expected) / (1 - expected), actual.Value!.Value, 1e-9);
    }

    private static double Weight(int k, int l, int q, AgreementWeights weights) => weights switch
    {
        AgreementWeights.Identity => k == l ? 1 : 0,
        AgreementWeights.Linear => 1 - Math.Abs(k - l) / (q - 1.0),
        _ => 1 - (k - l) * (k - l) / ((q - 1.0) * (q - 1.0)),
    };

    private static (double Observed, double[] Prevalence) Observed(RatingTable table, AgreementWeights weights)
    {
        var perItem = new List<double>();
        var prevalence = new double[table.CategoryCount];
        var rated = 0;
        for (var item = 0; item < table.ItemCount; item++)
        {
            var codes = table.CategoriesOf(item).ToArray();
            if (codes.Length == 0)
                continue;
            rated++;
            foreach (var code in codes)
                prevalence[code] += 1.0 / codes.Length;
            if (codes.Length < 2)
                continue;
            var pairs = from i in Enumerable.Range(0, codes.Length)
                        from j in Enumerable.Range(0, codes.Length)
                        where i != j
                        select Weight(codes[i], codes[j], table.CategoryCount, weights);
            perItem.Add(pairs.Average());
        }
        return (perItem.Count == 0 ? double.NaN : perItem.Average(), [.. prevalence.Select(p => p / Math.Max(1, rated))]);
    }
}
