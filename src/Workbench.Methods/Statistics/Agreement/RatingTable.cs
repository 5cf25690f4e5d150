namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Ratings of items by raters as category codes, missing data allowed: the common input of the agreement
/// coefficients. Stored as three plain arrays grouped by item, so that a million ratings cost a few milliseconds to
/// build and a pass over them touches memory in order.
/// </summary>
/// <remarks>
/// Codes run from 0 to <see cref="CategoryCount"/> − 1 over the <em>declared</em> categories, also those that nobody
/// used; their order is the order of an ordinal scale. A negative category is a missing rating: counted in
/// <see cref="Missing"/>, otherwise ignored. One rater should rate one item once; reduce repeats before.
/// </remarks>
public sealed class RatingTable
{
    private readonly int[] _starts;
    private readonly int[] _raters;
    private readonly int[] _categories;
    private readonly double[] _values;

    private RatingTable(int[] starts, int[] raters, int[] categories, double[] values, int raterCount, int missing)
    {
        _starts = starts;
        _raters = raters;
        _categories = categories;
        _values = values;
        RaterCount = raterCount;
        Missing = missing;
    }

    /// <summary>Number of items, those without a rating included.</summary>
    public int ItemCount => _starts.Length - 1;

    /// <summary>Number of raters, those without a rating included.</summary>
    public int RaterCount { get; }

    /// <summary>Number of declared categories.</summary>
    public int CategoryCount => _values.Length;

    /// <summary>Number of ratings that are present.</summary>
    public int RatingCount => _categories.Length;

    /// <summary>Number of rows handed in with a negative category.</summary>
    public int Missing { get; }

    /// <summary>The number that stands behind each category at interval and ratio level; the code itself unless given.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Category codes of all ratings, grouped by item.</summary>
    public ReadOnlySpan<int> Categories => _categories;

    /// <summary>Category codes that one item received.</summary>
    /// <param name="item">Item index.</param>
    public ReadOnlySpan<int> CategoriesOf(int item) => _categories.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);

    /// <summary>Raters of one item, in the order of <see cref="CategoriesOf"/>.</summary>
    /// <param name="item">Item index.</param>
    public ReadOnlySpan<int> RatersOf(int item) => _raters.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);

    /// <summary>Builds a table from rows of equal length: item index, rater index, category code. O(rows), two passes, no dictionaries.</summary>
    /// <param name="items">Item index of each row, 0 … itemCount − 1.</param>
    /// <param name="raters">Rater index of each row, 0 … raterCount − 1.</param>
    /// <param name="categories">Category code of each row, 0 … categoryCount − 1, or negative for missing.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="raterCount">Number of raters.</param>
    /// <param name="categoryCount">Number of declared categories.</param>
    /// <param name="values">One number a category, ascending order not required; the codes where null.</param>
    /// <exception cref="ArgumentException">Lengths differ, or an index lies outside its range.</exception>
    public static RatingTable Create(
        ReadOnlySpan<int> items,
        ReadOnlySpan<int> raters,
        ReadOnlySpan<int> categories,
        int itemCount,
        int raterCount,
        int categoryCount,
        ReadOnlySpan<double> values = default)
    {
        if (items.Length != raters.Length || items.Length != categories.Length)
            throw new ArgumentException("Items, raters and categories must have the same length.", nameof(items));
        if (!values.IsEmpty && values.Length != categoryCount)
            throw new ArgumentException("Give one value for each category.", nameof(values));

        var starts = new int[itemCount + 1];
        var missing = 0;
        for (var row = 0; row < items.Length; row++)
        {
            if ((uint)items[row] >= (uint)itemCount || (uint)raters[row] >= (uint)raterCount || categories[row] >= categoryCount)
                throw new ArgumentException($"Row {row} names an item, rater or category outside the declared ranges.", nameof(items));
            if (categories[row] < 0)
                missing++;
            else
                starts[items[row] + 1]++;
        }
        for (var item = 0; item < itemCount; item++)
            starts[item + 1] += starts[item];

        var present = items.Length - missing;
        var raterOf = new int[present];
        var categoryOf = new int[present];
        var next = starts.AsSpan(0, itemCount).ToArray();
        for (var row = 0; row < items.Length; row++)
        {
            if (categories[row] < 0)
                continue;
            var at = next[items[row]]++;
            raterOf[at] = raters[row];
            categoryOf[at] = categories[row];
        }

        var numbers = new double[categoryCount];
        for (var code = 0; code < categoryCount; code++)
            numbers[code] = values.IsEmpty ? code : values[code];
        return new RatingTable(starts, raterOf, categoryOf, numbers, raterCount, missing);
    }

    /// <summary>Builds a table from one row a rater and one column an item, with null where a rating is missing.</summary>
    /// <param name="rows">Raters × items, all rows of one length.</param>
    /// <param name="categoryCount">Number of declared categories.</param>
    /// <param name="values">One number a category; the codes where empty.</param>
    public static RatingTable FromRows(IReadOnlyList<IReadOnlyList<int?>> rows, int categoryCount, ReadOnlySpan<double> values = default)
    {
        var itemCount = rows.Count == 0 ? 0 : rows[0].Count;
        var items = new List<int>();
        var raters = new List<int>();
        var categories = new List<int>();
        for (var rater = 0; rater < rows.Count; rater++)
        {
            if (rows[rater].Count != itemCount)
                throw new ArgumentException("All rows must have one length.", nameof(rows));
            for (var item = 0; item < itemCount; item++)
            {
                if (rows[rater][item] is not { } code)
                    continue;
                items.Add(item);
                raters.Add(rater);
                categories.Add(code);
            }
        }
        return Create([.. items], [.. raters], [.. categories], itemCount, rows.Count, categoryCount, values);
    }

    /// <summary>Builds a table from counts: how many raters put each item into each category (raters become anonymous).</summary>
    /// <param name="counts">Items × categories.</param>
    public static RatingTable FromCounts(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        var categoryCount = counts.Count == 0 ? 0 : counts[0].Count;
        var items = new List<int>();
        var raters = new List<int>();
        var categories = new List<int>();
        var most = 0;
        for (var item = 0; item < counts.Count; item++)
        {
            var rater = 0;
            for (var code = 0; code < categoryCount; code++)
            {
                for (var k = 0; k < counts[item][code]; k++)
                {
                    items.Add(item);
                    raters.Add(rater++);
                    categories.Add(code);
                }
            }
            most = Math.Max(most, rater);
        }
        return Create([.. items], [.. raters], [.. categories], counts.Count, most, categoryCount);
    }
}
