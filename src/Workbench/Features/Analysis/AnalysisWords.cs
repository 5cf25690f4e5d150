using System.Globalization;
using Workbench.Methods.Statistics;
using Workbench.Shared.Charts;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>How numbers and choices of an analysis are said, the same in sentences, tables and pictures.</summary>
public static class AnalysisWords
{
    public const string NoData = "no data";

    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    public static string Percent(double? share) => share is { } value ? Percent(value) : NoData;

    /// <summary>An interval of shares in percent, as in <c>[57, 69]</c>.</summary>
    public static string Interval(ConfidenceInterval? interval) => interval is null
        ? "no interval"
        : $"[{Bound(interval.Lower)}, {Bound(interval.Upper)}]";

    /// <summary>
    /// A bound in percent without its unit. One that would round to 50 without being 50 keeps a decimal, as on which side
    /// of 50 % it lies is what the interval is read for.
    /// </summary>
    public static string Bound(double share)
    {
        var whole = (100 * share).ToString("0", CultureInfo.InvariantCulture);
        return whole == "50" && Math.Abs(share - 0.5) > 1e-9 ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) : whole;
    }

    /// <summary>A p-value: three decimals, and no false zero.</summary>
    public static string P(double? value) => value switch
    {
        null => NoData,
        < 0.001 => "< 0.001",
        { } p => p.ToString("0.000", CultureInfo.InvariantCulture),
    };

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>Who judged, as the subject of a sentence.</summary>
    public static string Who(RaterKind kind) => kind switch
    {
        RaterKind.Human => "People",
        RaterKind.Model => "Model judges, not people,",
        RaterKind.Simulated => "Simulated raters, not people,",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Who judged, within a sentence or as a choice.</summary>
    public static string Label(RaterKind kind) => kind switch
    {
        RaterKind.Human => "people",
        RaterKind.Model => "model judges",
        RaterKind.Simulated => "simulated raters, not people",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Label(Perspective perspective) => perspective switch
    {
        Perspective.Self => "for themselves",
        Perspective.RolePlay => "in the persona's place",
        Perspective.ThirdParty => "for the described person",
        Perspective.Impersonal => "ignoring the persona",
        _ => throw new ArgumentOutOfRangeException(nameof(perspective)),
    };

    /// <summary>People are filled marks; whoever is not a person is hollow.</summary>
    public static FigureMark Mark(RaterKind kind) => kind == RaterKind.Human ? FigureMark.Filled : FigureMark.Hollow;

    public static FigureColour Colour(Contrast? contrast) =>
        contrast is { Treatment.IsPersonalized: true } ? FigureColour.Personalized : FigureColour.NonPersonalized;

    /// <summary>The same for an axis, where there is little room.</summary>
    public static string Axis(Contrast contrast) => contrast.IsPersonalization ? "personalized preferred" : "the first preferred";

    /// <summary>What was preferred: the personalized answer where that is the contrast, else the condition's name.</summary>
    public static string Preferred(Contrast contrast) =>
        contrast.IsPersonalization ? "the personalized answer" : $"“{contrast.Treatment.Name}” over “{contrast.Baseline.Name}”";
}
