using CsCheck;
using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

public sealed class KrippendorffAlphaTests
{
    [Theory] // vectors.json, krippendorff
    [InlineData(MeasurementLevel.Nominal, 0.691358024691358)]
    [InlineData(MeasurementLevel.Ordinal, 0.8067214199413153)]
    [InlineData(MeasurementLevel.Interval, 0.8108448928121059)]
    public void Compute_Wikipedia3Coders_MatchesReference(MeasurementLevel level, double expected) =>
        Assert.Equal(expected, KrippendorffAlpha.Compute(AgreementData.Table(AgreementData.Wikipedia3Coders, 4), level).Value!.Value, 1e-9);

    [Theory]
    [InlineData(MeasurementLevel.Nominal, 0.743421052631579)]
    [InlineData(MeasurementLevel.Ordinal, 0.8153875037548813)]
    [InlineData(MeasurementLevel.Interval, 0.8491071428571428)]
    [InlineData(MeasurementLevel.Ratio, 0.7974027747116121)]
    public void Compute_Krippendorff4Coders_MatchesReference(MeasurementLevel level, double expected)
    {
        var result = KrippendorffAlpha.Compute(AgreementData.Table(AgreementData.Krippendorff4Coders, 5), level);
        Assert.Equal(expected, result.Value!.Value, 1e-9);
        Assert.Equal(40, result.N);
        Assert.Equal(1, result.Excluded); // the lone 3 on the last unit
    }

    [Fact]
    public void Compute_RandomTables_EqualsCoincidenceMatrixDefinition() =>
        RandomTables.Gen.Sample(table =>
        {
            foreach (var level in Enum.GetValues<MeasurementLevel>())
            {
                var expected = ByCoincidences(table, level);
                var actual = KrippendorffAlpha.Compute(table, level).Value;
                if (double.IsNaN(expected))
                    Assert.Null(actual);
                else
                    Assert.Equal(expected, actual!.Value, 1e-9);
            }
        }, seed: "0N0XIzNsQ0O2", iter: 300);

    [Fact]
    public void Compute_ItemsAndRatersPermuted_Unchanged() =>
        RandomTables.Gen.Sample(table =>
        {
            var mirrored = RandomTables.Rebuild(table, i => table.ItemCount - 1 - i, r => table.RaterCount - 1 - r, c => c);
            foreach (var level in Enum.GetValues<MeasurementLevel>())
                RandomTables.Same(KrippendorffAlpha.Compute(table, level).Value, KrippendorffAlpha.Compute(mirrored, level).Value);
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void Compute_CategoriesReversed_NominalAndOrdinalUnchanged() =>
        RandomTables.Gen.Sample(table =>
        {
            var reversed = RandomTables.Rebuild(table, i => i, r => r, c => table.CategoryCount - 1 - c);
            foreach (var level in new[] { MeasurementLevel.Nominal, MeasurementLevel.Ordinal, MeasurementLevel.Interval })
                RandomTables.Same(KrippendorffAlpha.Compute(table, level).Value, KrippendorffAlpha.Compute(reversed, level).Value);
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void Compute_NeverAboveOne_AndOneOnlyWithoutDisagreement() =>
        RandomTables.Gen.Sample(table =>
        {
            foreach (var level in Enum.GetValues<MeasurementLevel>())
                Assert.True(KrippendorffAlpha.Compute(table, level).Value is null or <= 1 + 1e-12);
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void Compute_OneValueOnly_IsUndefinedWithReason()
    {
        var result = KrippendorffAlpha.Compute(RatingTable.FromRows([[1, 1, 1], [1, 1, 1]], 3), MeasurementLevel.Nominal);
        Assert.Null(result.Value);
        Assert.Contains("no variation", result.UndefinedReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_NothingPairable_IsUndefinedWithReason()
    {
        var result = KrippendorffAlpha.Compute(RatingTable.FromRows([[1, null], [null, 0]], 2), MeasurementLevel.Ordinal);
        Assert.Null(result.Value);
        Assert.Contains("paired", result.UndefinedReason, StringComparison.Ordinal);
    }

    [Fact]
    public void WithInterval_SameSeed_SameNumbersAndContainsEstimate()
    {
        var table = AgreementData.Table(AgreementData.Krippendorff4Coders, 5);
        foreach (var level in Enum.GetValues<MeasurementLevel>())
        {
            var first = KrippendorffAlpha.WithInterval(table, level, seed: 7, replicates: 500);
            var second = KrippendorffAlpha.WithInterval(table, level, seed: 7, replicates: 500);
            Assert.Equal(first.Interval, second.Interval);
            Assert.InRange(first.Value!.Value, first.Interval!.Lower, first.Interval.Upper);
            Assert.NotEqual(first.Interval, KrippendorffAlpha.WithInterval(table, level, seed: 8, replicates: 500).Interval);
        }
    }

    [Fact]
    public void WithInterval_IdenticalItemsInAPersona_ClusteringWidens()
    {
        // Each of 12 personas has the same four items over: resampling items pretends to four times the data.
        var random = new Random(3);
        var personas = Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, 3).Select(_ => random.Next(2)).ToArray()).ToArray();
        int?[][] rows = [.. Enumerable.Range(0, 3).Select(r => Enumerable.Range(0, 48).Select(i => (int?)personas[i / 4][r]).ToArray())];
        var table = RatingTable.FromRows(rows, 2);
        var items = KrippendorffAlpha.WithInterval(table, MeasurementLevel.Nominal, seed: 1).Interval!;
        var clustered = KrippendorffAlpha.WithInterval(table, MeasurementLevel.Nominal, 1, itemClusters: [.. Enumerable.Range(0, 48).Select(i => i / 4)], clusterUnit: "persona");
        Assert.Equal(12, clustered.Clusters);
        Assert.InRange((clustered.Interval!.Upper - clustered.Interval.Lower) / (items.Upper - items.Lower), 1.5, 3); // about √4, up to the skew of a dozen personas
        Assert.Null(KrippendorffAlpha.WithInterval(table, MeasurementLevel.Nominal, 1, itemClusters: new int[48], clusterUnit: "persona").Interval);
    }

    [Fact]
    public void Alpha_IntegerWeights_EqualsTableWithUnitsRepeated() =>
        RandomTables.Gen.Sample(table =>
        {
            foreach (var level in Enum.GetValues<MeasurementLevel>())
            {
                var units = new AlphaUnits(table, level);
                var weights = Enumerable.Range(0, units.PairableUnits).Select(u => u % 3).ToArray();
                var rows = new List<(int Item, int Rater, int Category)>();
                var next = 0;
                var unit = 0;
                for (var item = 0; item < table.ItemCount; item++)
                {
                    if (table.CategoriesOf(item).Length < 2)
                        continue;
                    for (var copy = 0; copy < weights[unit]; copy++, next++)
                    {
                        for (var i = 0; i < table.CategoriesOf(item).Length; i++)
                            rows.Add((next, table.RatersOf(item)[i], table.CategoriesOf(item)[i]));
                    }
                    unit++;
                }
                var repeated = RatingTable.Create([.. rows.Select(r => r.Item)], [.. rows.Select(r => r.Rater)],
                    [.. rows.Select(r => r.Category)], next, table.RaterCount, table.CategoryCount);
                var actual = units.Alpha(weights);
                RandomTables.Same(KrippendorffAlpha.Compute(repeated, level).Value, double.IsNaN(actual) ? null : actual);
            }
        }, seed: "0N0XIzNsQ0O2", iter: 100);

    /// <summary>The definition: coincidence matrix o_ck, then 1 − (n − 1) Σ o δ² / Σ n n δ².</summary>
    private static double ByCoincidences(RatingTable table, MeasurementLevel level)
    {
        var q = table.CategoryCount;
        var o = new double[q, q];
        for (var item = 0; item < table.ItemCount; item++)
        {
            var codes = table.CategoriesOf(item);
            for (var i = 0; i < codes.Length; i++)
            {
                for (var j = 0; j < codes.Length; j++)
                {
                    if (i != j)
                        o[codes[i], codes[j]] += 1.0 / (codes.Length - 1);
                }
            }
        }
        var totals = new double[q];
        for (var c = 0; c < q; c++)
        {
            for (var k = 0; k < q; k++)
                totals[c] += o[c, k];
        }
        var n = totals.Sum();
        double observed = 0, expected = 0;
        for (var c = 0; c < q; c++)
        {
            for (var k = 0; k < q; k++)
            {
                observed += o[c, k] * Distance(c, k);
                expected += totals[c] * totals[k] * Distance(c, k);
            }
        }
        return expected == 0 ? double.NaN : 1 - (n - 1) * observed / expected;

        double Distance(int c, int k)
        {
            switch (level)
            {
                case MeasurementLevel.Nominal:
                    return c == k ? 0 : 1;
                case MeasurementLevel.Interval:
                    return (c - k) * (c - k);
                case MeasurementLevel.Ratio:
                    return c + k == 0 ? 0 : (double)(c - k) / (c + k) * (c - k) / (c + k);
                default:
                    var between = -(totals[c] + totals[k]) / 2;
                    for (var g = Math.Min(c, k); g <= Math.Max(c, k); g++)
                        between += totals[g];
                    return c == k ? 0 : between * between;
            }
        }
    }
}
