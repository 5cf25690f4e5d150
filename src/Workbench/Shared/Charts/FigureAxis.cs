using System.Globalization;

namespace Workbench.Shared.Charts;

/// <summary>The axis along which marks stand.</summary>
public sealed record FigureAxis(string Title, double Minimum, double Maximum, IReadOnlyList<FigureTick> Ticks)
{
    /// <summary>From 0 to 100 %, for shares; few words, as the axis is short on a phone.</summary>
    public static FigureAxis Share(string title) =>
        new(title, 0, 1, [new(0, "0 %"), new(0.25, ""), new(0.5, "50 %"), new(0.75, ""), new(1, "100 %")]);

    /// <summary>From 1 to 5, for ratings.</summary>
    public static FigureAxis Rating(string title) => new(title, 1, 5, [.. Enumerable.Range(1, 5).Select(i => new FigureTick(i, i.ToString(CultureInfo.InvariantCulture)))]);

    /// <summary>Around 0, for differences of ratings, as wide on either side as the widest of them.</summary>
    public static FigureAxis Difference(string title, double widest)
    {
        var end = Math.Clamp(Math.Ceiling(widest), 1, 4);
        return new(title, -end, end, [.. new[] { -end, 0, end }.Select(v => new FigureTick(v, v == 0 ? "0" : v.ToString("+0;−0", CultureInfo.InvariantCulture)))]);
    }

    /// <summary>From 0 to at least <paramref name="maximum"/>, for counts; whole steps of 1, 2 or 5.</summary>
    public static FigureAxis Count(string title, int maximum)
    {
        var top = Math.Max(1, maximum);
        var step = Steps().First(s => top <= s * 5);
        var end = (top + step - 1) / step * step;
        return new(title, 0, end, [.. Enumerable.Range(0, (end / step) + 1).Select(i => new FigureTick(i * step, (i * step).ToString("N0", CultureInfo.InvariantCulture)))]);
    }

    private static IEnumerable<int> Steps()
    {
        for (var size = 1; ; size *= 10)
        {
            yield return size;
            yield return size * 2;
            yield return size * 5;
        }
    }
}

public sealed record FigureTick(double Value, string Text);
