using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.WinRates;
using Workbench.Shared.Charts;

namespace Workbench.Features.Analysis;

/// <summary>Win rates of parts of a study, drawn and listed alike: one row a part, parts without data included.</summary>
internal sealed class WinRateSlices(AnalysisInput input, Contrast contrast, IReadOnlyList<(string Name, WinRate Rate)> slices)
{
    private const string RoughMark = "†";

    public IReadOnlyList<(string Name, WinRate Rate)> Slices { get; } = slices;

    public Figure Figure(string part) => new()
    {
        TextAlternative = $"Share of judgments that preferred {AnalysisWords.Preferred(contrast)}, by {part}, with intervals and a line at 50 %: "
            + string.Join("; ", Slices.Select(s => $"{s.Name} {Said(s.Rate)}")) + ".",
        Axis = FigureAxis.Share(AnalysisWords.Axis(contrast)),
        Rows = [.. Slices.Select(s => new FigureRow(s.Name, s.Rate.Rate.Value is null ? AnalysisWords.NoData : $"{AnalysisWords.Percent(s.Rate.Rate.Value)} · n {AnalysisWords.Count(s.Rate.N)}"))],
        Reference = 0.5,
        ReferenceLabel = "no preference",
        Series = [new FigureSeries(contrast.Label, AnalysisWords.Colour(contrast), AnalysisWords.Mark(input.Scope.Raters),
            [.. Slices.Select((s, row) => (s.Name, s.Rate, Row: row)).Where(s => s.Rate.Rate.Value is not null)
                .Select(s => new FigurePoint(s.Row, s.Rate.Rate.Value!.Value, s.Rate.Rate.Interval?.Lower, s.Rate.Rate.Interval?.Upper, $"{s.Name}: {Said(s.Rate)}, n {AnalysisWords.Count(s.Rate.N)}"))])],
    };

    public ChartTable Table(string part) => new(
        $"Win rate by {part}, ties as half",
        [new(part, false), new("Win rate", true), new("Interval, %", true), new("n", true), new("Won · tied · lost", true), new("Unscored", true)],
        [.. Slices.Select(s => (IReadOnlyList<string>)
        [
            s.Name,
            AnalysisWords.Percent(s.Rate.Rate.Value),
            s.Rate.Rate.Value is null ? "" : AnalysisWords.Interval(s.Rate.Rate.Interval) + (IsRough(s.Rate) ? " " + RoughMark : ""),
            AnalysisWords.Count(s.Rate.N),
            $"{AnalysisWords.Count(s.Rate.Wins)} · {AnalysisWords.Count(s.Rate.Ties)} · {AnalysisWords.Count(s.Rate.Losses)}",
            AnalysisWords.Count(s.Rate.Unscored),
        ])]);

    /// <summary>One sentence for all rows that rest on few clusters; the rows carry its mark.</summary>
    public IReadOnlyList<string> Warnings => Slices.Any(s => IsRough(s.Rate))
        ? [$"{RoughMark} fewer than 10 clusters ({string.Join(" or ", Slices.Select(s => s.Rate.Rate.ClusterUnit).OfType<string>().Distinct())}): the interval is rough, or there is none."]
        : [];

    private static bool IsRough(WinRate rate) => rate.Rate.Value is not null && rate.Rate.Clusters is < ScoreMean.FewClusters;

    private static string Said(WinRate rate) =>
        rate.Rate.Value is null ? AnalysisWords.NoData : $"{AnalysisWords.Percent(rate.Rate.Value)} {AnalysisWords.Interval(rate.Rate.Interval)}";
}
