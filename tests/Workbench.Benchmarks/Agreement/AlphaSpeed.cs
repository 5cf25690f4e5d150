using System.Diagnostics;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Benchmarks.Agreement;

/// <summary>Krippendorff's alpha on a million ratings: from plain arrays of rows in random order to the number.</summary>
internal static class AlphaSpeed
{
    public const string Name = "alpha-speed";

    private const int Items = 200_000, Raters = 500, PerItem = 5, Categories = 5;

    public static void Run(TextWriter output)
    {
        var random = new Random(1);
        var items = new int[Items * PerItem];
        var raters = new int[items.Length];
        var categories = new int[items.Length];
        for (var row = 0; row < items.Length; row++)
            (items[row], raters[row], categories[row]) = (row / PerItem, random.Next(Raters), random.NextDouble() < 0.5 ? row / PerItem % Categories : random.Next(Categories));
        var keys = Enumerable.Range(0, items.Length).Select(_ => random.Next()).ToArray();
        var order = Enumerable.Range(0, items.Length).ToArray();
        Array.Sort(keys, order);
        items = Array.ConvertAll(order, i => items[i]);
        raters = Array.ConvertAll(order, i => raters[i]);
        categories = Array.ConvertAll(order, i => categories[i]);

        output.WriteLine($"Krippendorff's alpha, {items.Length:N0} ratings in random order, {Items:N0} items, {Categories} categories; best of 5, limit 300 ms");
        foreach (var level in Enum.GetValues<MeasurementLevel>())
        {
            var best = double.PositiveInfinity;
            var alpha = 0.0;
            for (var run = 0; run < 5; run++)
            {
                var watch = Stopwatch.StartNew();
                alpha = KrippendorffAlpha.Compute(RatingTable.Create(items, raters, categories, Items, Raters, Categories), level).Value!.Value;
                best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            }
            output.WriteLine(FormattableString.Invariant($"{level,-10} {best,8:F1} ms   alpha {alpha:F4}"));
        }
    }
}
