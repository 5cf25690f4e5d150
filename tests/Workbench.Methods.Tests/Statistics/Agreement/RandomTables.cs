using CsCheck;
using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

/// <summary>Small random tables with missing ratings, unused categories and unequal numbers of raters.</summary>
internal static class RandomTables
{
    internal static readonly Gen<RatingTable> Gen =
        from items in CsCheck.Gen.Int[1, 12]
        from raters in CsCheck.Gen.Int[2, 5]
        from categories in CsCheck.Gen.Int[2, 5]
        from cells in CsCheck.Gen.Int[-2, categories - 1].Array[items * raters]
        select Build(items, raters, categories, cells);

    internal static RatingTable Build(int items, int raters, int categories, int[] cells) =>
        RatingTable.Create(
            [.. Enumerable.Range(0, cells.Length).Select(i => i % items)],
            [.. Enumerable.Range(0, cells.Length).Select(i => i / items)],
            cells, items, raters, categories);

    internal static RatingTable Rebuild(RatingTable table, Func<int, int> item, Func<int, int> rater, Func<int, int> category)
    {
        var rows = Rows(table).Reverse().ToArray();
        return RatingTable.Create([.. rows.Select(r => item(r.Item))], [.. rows.Select(r => rater(r.Rater))],
            [.. rows.Select(r => category(r.Category))], table.ItemCount, table.RaterCount, table.CategoryCount);
    }

    internal static IEnumerable<(int Item, int Rater, int Category)> Rows(RatingTable table)
    {
        for (var item = 0; item < table.ItemCount; item++)
        {
            for (var i = 0; i < table.CategoriesOf(item).Length; i++)
                yield return (item, table.RatersOf(item)[i], table.CategoriesOf(item)[i]);
        }
    }

    internal static void Same(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is not null)
            Assert.Equal(expected.Value, actual!.Value, 1e-9);
    }
}
