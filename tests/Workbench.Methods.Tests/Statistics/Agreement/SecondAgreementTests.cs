using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

/// <summary>Intervals of the agreement coefficients from their definitions: influences of single items, resampling loops, and input that is refused.</summary>
public sealed class SecondAgreementTests
{
    /// <summary>
    /// Gwet's linearised variance: with the coefficient a function of item shares, the influence of an item is the derivative
    /// of the coefficient when its weight grows. Taken here by a difference quotient of a plain weighted computation. The two
    /// are one where every rated item has two ratings; Gwet's formula treats lone ratings in its own way (irrCAC's golden numbers hold it).
    /// </summary>
    [Fact]
    public void Errors_RandomTables_EqualTheInfluenceOfEachItem() =>
        RandomTables.Gen.Where(t => Enumerable.Range(0, t.ItemCount).All(i => t.CategoriesOf(i).Length != 1)).Sample(table =>
        {
            Check(GwetAc.Compute(table), (observed, pi, q) => (observed, pi.Sum(p => p * (1 - p)) / (q - 1)));
            Check(FleissKappa.Generalized(table), (observed, pi, _) => (observed, pi.Sum(p => p * p)));
            Check(BrennanPrediger.Compute(table), (observed, _, q) => (observed, 1.0 / q));

            void Check(Estimate actual, Func<double, double[], int, (double Observed, double Expected)> parts)
            {
                int[][] items = [.. Enumerable.Range(0, table.ItemCount).Select(i => table.CategoriesOf(i).ToArray()).Where(c => c.Length > 0)];
                double At(int grown, double by)
                {
                    double Weight(int i) => i == grown ? 1 + by : 1;
                    var rated = items.Select((_, i) => Weight(i)).Sum();
                    double[] pi = [.. Enumerable.Range(0, table.CategoryCount).Select(k => items.Select((c, i) => Weight(i) * c.Count(x => x == k) / c.Length).Sum() / rated)];
                    var pairable = items.Select((c, i) => c.Length > 1 ? Weight(i) : 0).Sum();
                    var observed = items.Select((c, i) => c.Length < 2 ? 0 : Weight(i) * Pairs(c).Average()).Sum() / pairable;
                    var (o, e) = parts(observed, pi, table.CategoryCount);
                    return (o - e) / (1 - e);
                }

                if (actual.Value is not { } value)
                    return;
                Assert.Equal(At(-1, 0), value, 1e-9);
                if (items.Length < 2)
                {
                    Assert.Equal((null, "one rated item: no interval"), (actual.Interval, Assert.Single(actual.Warnings)));
                    return;
                }

                const double h = 1e-5;
                // d/dw of a weighted mean is (x − mean)/n, so n times the quotient is the influence.
                var sum = Enumerable.Range(0, items.Length).Sum(i => Math.Pow(items.Length * (At(i, h) - At(i, -h)) / (2 * h), 2));
                var error = Math.Sqrt(sum / (items.Length * (items.Length - 1.0)));
                if (actual.StandardError is null)
                {
                    // Items all alike: only a coefficient with a constant chance agreement, at an end of its range, has an interval.
                    Assert.Equal(0, error, 1e-5);
                    Assert.True(actual.Interval is { Method: "Wilson over items" } wilson ? wilson.Lower < wilson.Upper : actual.Warnings.Contains("no variation between items: no interval"));
                    return;
                }

                Assert.Equal(items.Length < 10, actual.Warnings.Contains($"only {items.Length} clusters (item): the interval is rough"));
                Assert.Equal(error, actual.StandardError.Value, 1e-5);
                var half = StudentT.InvCDF(0, 1, items.Length - 1, 0.975) * actual.StandardError.Value;
                Assert.Equal(Math.Max(-1, value - half), actual.Interval!.Lower, 1e-9);
                Assert.Equal(Math.Min(1, value + half), actual.Interval.Upper, 1e-9);
            }

            static IEnumerable<double> Pairs(int[] codes) =>
                from i in Enumerable.Range(0, codes.Length) from j in Enumerable.Range(0, codes.Length) where i != j select codes[i] == codes[j] ? 1.0 : 0;
        }, iter: 150);

    [Fact]
    public void Alpha_Bootstrap_EqualsTablesOfTheDrawnItems() =>
        RandomTables.Gen.Where(t => t.ItemCount > 3).Sample(table =>
        {
            foreach (var level in new[] { MeasurementLevel.Nominal, MeasurementLevel.Ordinal })
            {
                var result = KrippendorffAlpha.WithInterval(table, level, seed: 4, replicates: 21, level: 0.9);
                int[] pairable = [.. Enumerable.Range(0, table.ItemCount).Where(i => table.CategoriesOf(i).Length > 1)];
                if (result.Value is null || pairable.Length < 2)
                {
                    Assert.Null(result.Interval);
                    continue;
                }

                var drawn = new List<double>();
                for (var replicate = 0; replicate < 21; replicate++)
                {
                    var random = new ReplicateRandom(4, replicate);
                    int[] items = [.. Enumerable.Range(0, pairable.Length).Select(_ => pairable[random.Next(pairable.Length)])];
                    var rows = items.SelectMany((item, at) => RandomTables.Rows(table).Where(r => r.Item == item).Select(r => r with { Item = at })).ToArray();
                    var copy = RatingTable.Create([.. rows.Select(r => r.Item)], [.. rows.Select(r => r.Rater)], [.. rows.Select(r => r.Category)], items.Length, table.RaterCount, table.CategoryCount);
                    if (KrippendorffAlpha.Compute(copy, level).Value is { } value)
                        drawn.Add(value);
                }

                drawn.Sort();
                Assert.Equal(drawn.Count < 21, result.Warnings.Contains($"{21 - drawn.Count} of 21 resamples had no variation and were dropped"));
                var constant = drawn.Count < 2 || Quantile.OfSorted([.. drawn], 0.95) - Quantile.OfSorted([.. drawn], 0.05) < 1e-9;
                Assert.Equal(!constant && pairable.Length < 10, result.Warnings.Any(w => w.StartsWith("only", StringComparison.Ordinal)));
                Assert.Equal(constant, result.Interval is null);
                Assert.Equal(constant, result.Warnings.Any(w => w.EndsWith("no interval", StringComparison.Ordinal)));
                if (constant)
                    continue;
                Assert.Equal(Quantile.OfSorted([.. drawn], 0.05), result.Interval!.Lower, 1e-9);
                Assert.Equal(Quantile.OfSorted([.. drawn], 0.95), result.Interval.Upper, 1e-9);
                Assert.Equal(Math.Sqrt(drawn.Sum(d => Math.Pow(d - drawn.Average(), 2)) / (drawn.Count - 1)), result.StandardError!.Value, 1e-9);
            }
        }, iter: 60);

    [Fact]
    public void Alpha_Warnings_StartWhereTheySay()
    {
        // Two items can be paired, a third has one rating: two clusters give an interval, one does not.
        var two = RatingTable.FromRows([[0, 1, 0], [0, 0, null]], 2);
        Assert.Equal(["1 ratings stand alone on their item and cannot be paired"], KrippendorffAlpha.Compute(two, MeasurementLevel.Nominal).Warnings);
        Assert.NotNull(KrippendorffAlpha.WithInterval(two, MeasurementLevel.Nominal, 1, 200).StandardError);
        var together = KrippendorffAlpha.WithInterval(two, MeasurementLevel.Nominal, 1, 200, itemClusters: [0, 0, 1], clusterUnit: "persona");
        Assert.Null(together.Interval);
        Assert.Contains("one pairable persona: no interval", together.Warnings);
        Assert.Empty(KrippendorffAlpha.Compute(RatingTable.FromRows([[0, 1], [0, 0]], 2), MeasurementLevel.Nominal).Warnings);
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.WithInterval(two, MeasurementLevel.Nominal, 1, itemClusters: [0]));
        Assert.DoesNotContain(KrippendorffAlpha.WithInterval(Wide(10), MeasurementLevel.Nominal, 1, 20).Warnings, w => w.StartsWith("only", StringComparison.Ordinal));
        Assert.Contains(KrippendorffAlpha.WithInterval(Wide(9), MeasurementLevel.Nominal, 1, 20).Warnings, w => w.StartsWith("only 9", StringComparison.Ordinal));

        static RatingTable Wide(int items) => RatingTable.FromRows(
            [[.. Enumerable.Range(0, items).Select(i => (int?)(i % 2))], [.. Enumerable.Range(0, items).Select(i => (int?)(i % 3 == 0 ? 1 : 0))]], 2);
    }

    [Theory]
    [InlineData(0, 0, 2)] // category beyond the declared ones
    [InlineData(3, 0, 0)]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 2, 0)]
    [InlineData(0, -1, 0)]
    public void RatingTable_IndexOutsideItsRange_IsRefused(int item, int rater, int category) =>
        Assert.Throws<ArgumentException>(() => RatingTable.Create([0, item], [0, rater], [0, category], 3, 2, 2));

    [Fact]
    public void RatingTable_LengthsThatDiffer_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => RatingTable.Create([0], [0, 1], [0], 1, 2, 2));
        Assert.Throws<ArgumentException>(() => RatingTable.Create([0], [0], [0, 1], 1, 2, 2));
        Assert.Throws<ArgumentException>(() => RatingTable.Create([0], [0], [0], 1, 2, 2, [1.0]));
        Assert.Throws<ArgumentException>(() => RatingTable.FromRows([[0, 1], [0]], 2));
        var gaps = RatingTable.Create([0, 1, 1], [0, 0, 1], [1, -1, 0], 2, 2, 2);
        Assert.Equal((2, 1), (gaps.RatingCount, gaps.Missing));
        Assert.Equal(4, RatingTable.FromCounts([[1, 0], [2, 2]]).RaterCount);
        Assert.Equal(0, RatingTable.FromRows([], 2).ItemCount);
    }

    [Fact]
    public void Kappas_RefusedOrUndefinedInput_SaysWhy()
    {
        Assert.Equal("no item was rated by both raters", CohenKappa.Pabak([-1], [0], 2).UndefinedReason);
        Assert.Equal("fewer than two declared categories", CohenKappa.Pabak([0], [0], 1).UndefinedReason);
        Assert.Throws<ArgumentException>(() => CohenKappa.Compute([0], [0, 1], 2));
        Assert.Throws<ArgumentException>(() => CohenKappa.FromTable(new int[2, 3]));
        Assert.Single(CohenKappa.FromTable(new[,] { { 10, 5 }, { 4, 10 } }).Warnings); // 29 items
        Assert.Empty(CohenKappa.FromTable(new[,] { { 10, 5 }, { 5, 10 } }).Warnings); // 30
        // A perfect table, and one where a rater knows one answer only: the asymptotic standard error is 0, which is no certainty.
        foreach (var table in new[] { new[,] { { 10, 0 }, { 0, 10 } }, new[,] { { 5, 5 }, { 0, 0 } } })
        {
            var constant = CohenKappa.FromTable(table);
            Assert.Equal((null, null), (constant.Interval, constant.StandardError));
            Assert.Equal(["no variation between items: no interval"], constant.Warnings);
        }

        Assert.Equal("Fleiss' kappa", FleissKappa.Compute(RatingTable.FromRows([[0, 1, null], [0, 0, null]], 2)).Method);
        Assert.Equal("fewer than two raters", CongerKappa.Compute(RatingTable.FromRows([[0, 1], [null, null]], 2)).UndefinedReason);
        Assert.NotNull(CongerKappa.Compute(RatingTable.FromRows([[0, 1], [0, 0]], 2)).Value);
        Assert.Null(GwetAc.Compute(RatingTable.FromRows([[0], [0]], 1)).Value);
        Assert.NotNull(GwetAc.Compute(RatingTable.FromRows([[0, 1], [0, 0]], 2)).Value);
        Assert.Null(BrennanPrediger.Compute(RatingTable.FromRows([[0], [0]], 1)).Value);
    }

    [Fact]
    public void Names_WeightsAndSetups_AreTold()
    {
        var table = RatingTable.FromRows([[0, 1, 2], [0, 1, 1]], 3);
        Assert.Equal("Cohen's kappa", CohenKappa.Compute([0, 1], [0, 0], 2).Method);
        Assert.Equal("Cohen's kappa, linear weights", CohenKappa.Compute([0, 1], [0, 0], 2, AgreementWeights.Linear).Method);
        Assert.Equal(0, PercentAgreement.Compute(RatingTable.FromRows([[0, 1, 0], [1, 1, 1]], 2)).Interval!.Lower); // a third, with a wide interval cut at 0
        Assert.Throws<ArgumentException>(() => VoteAgreement.Between(table, RatingTable.FromRows([[0, 1]], 3), VoteSetup.WithTies));
        Assert.Throws<ArgumentException>(() => VoteAgreement.Between(table, RatingTable.FromRows([[0, 1, 1]], 2), VoteSetup.WithTies));
        Assert.Equal("Gwet AC1", GwetAc.Compute(table).Method);
        Assert.Equal("Gwet AC2", GwetAc.Compute(table, AgreementWeights.Linear).Method);
        Assert.Contains("with ties (S1)", VoteAgreement.Within(table, VoteSetup.WithTies).Method, StringComparison.Ordinal);
        Assert.DoesNotContain("with ties (S1)", VoteAgreement.Within(table, VoteSetup.WithoutTies).Method, StringComparison.Ordinal);
        Assert.Equal("1", VoteAgreement.Within(RatingTable.FromRows([[0, 1], [0, null]], 2), VoteSetup.WithTies).Settings["item_weighted"]); // an item without a pair has no share
        // Three categories, two of three agree: (3·⅔ − 1)/2.
        var pabak = CohenKappa.Pabak([0, 1, 2], [0, 1, 1], 3);
        Assert.Equal(0.5, pabak.Value!.Value, 1e-12);
        // Wilson of 2/3, R: binom::binom.wilson(2, 3) = [0.2076596, 0.9385081], then (3x − 1)/2.
        Assert.Equal((3 * 0.2076596 - 1) / 2, pabak.Interval!.Lower, 1e-6);
        Assert.Equal((3 * 0.9385081 - 1) / 2, pabak.Interval.Upper, 1e-6);
    }

    [Fact]
    public void FewUsableValues_AreCountedExactly()
    {
        // Two resamples that vary are enough for an interval.
        var table = RatingTable.FromRows([[0, 1, 0, 1, 0, 1], [0, 1, 1, 1, 0, 0]], 2);
        Assert.NotNull(KrippendorffAlpha.WithInterval(table, MeasurementLevel.Nominal, 3, replicates: 2).Interval);
        Assert.NotNull(KrippendorffAlpha.WithInterval(table, MeasurementLevel.Nominal, 3, replicates: 2).StandardError);
        Assert.Null(KrippendorffAlpha.WithInterval(table, MeasurementLevel.Nominal, 3, replicates: 1).Interval);
        // Category 0 is an answer, a negative one is none.
        var repeats = IntraRaterConsistency.Compute([new(0, 0, 0), new(0, 0, 1), new(1, 1, 0), new(1, -1, 0), new(1, 0, -1)]);
        Assert.Equal(1.0 / 3, repeats.Value!.Value, 1e-12);
        Assert.Equal(2, repeats.Unscored);
        Assert.Equal(2.0 / 3, IntraRaterConsistency.ByRater([new(0, 0, 0), new(0, 1, 1), new(0, 0, 1), new(0, -1, 0)])[0].Value);
    }
}
