using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;
using Workbench.Methods.Statistics.Tests;
using Workbench.Shared.Charts;

namespace Workbench.Features.Analysis.Charts;

/// <summary>How often the text at the left won, over all raters and for each: position bias.</summary>
public sealed class DoesTheSideDecideChart : IChart
{
    private const int LeastDecisive = 5;
    private const int MostRaters = 20;

    public string Key => "does-the-side-decide";

    public int Order => 35;

    public string Question => "Does the side decide?";

    public IReadOnlyList<string> Metrics => ["side_share"];

    public ChartAnswer Build(AnalysisInput input)
    {
        if (input.Scope.Contrast is null || input.Shown.Count == 0)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        var set = input.Shown;
        int[] decisive = [.. Enumerable.Range(0, set.Count).Where(row => set.Choice[row] is Choice.Left or Choice.Right)];
        if (decisive.Length == 0)
            return new() { Sentence = "No data: no judgment chose a side." };
        var all = Share(set, decisive);
        var raters = decisive.GroupBy(row => set.Rater[row]).Where(g => g.Key >= 0 && g.Count() >= LeastDecisive)
            .OrderByDescending(g => g.Count()).ThenBy(g => set.Raters[g.Key], StringComparer.Ordinal).ToList();
        (string Name, Estimate Share)[] rows = [("All", all), .. raters.Take(MostRaters).Select(g => (set.Raters[g.Key], Share(set, [.. g])))];
        return new()
        {
            Sentence = Sentence(input, all),
            Figure = new Figure
            {
                TextAlternative = "Share of decisive judgments for the text at the left, with intervals and a line at 50 %: " + string.Join("; ", rows.Select(r => $"{r.Name} {Said(r.Share)}")) + ".",
                Axis = FigureAxis.Share("left side chosen"),
                Rows = [.. rows.Select(r => new FigureRow(r.Name, $"{AnalysisWords.Percent(r.Share.Value)} · n {AnalysisWords.Count(r.Share.N)}"))],
                Reference = 0.5,
                ReferenceLabel = "no side preferred",
                Series = [new FigureSeries("left side", FigureColour.Neutral, AnalysisWords.Mark(input.Scope.Raters),
                    [.. rows.Select((r, row) => new FigurePoint(row, r.Share.Value!.Value, r.Share.Interval?.Lower, r.Share.Interval?.Upper, $"{r.Name}: {Said(r.Share)}, n {AnalysisWords.Count(r.Share.N)}"))])],
            },
            Tables = [new ChartTable(
                "Share of the left side", [new("Rater", false), new("Left side", true), new("Interval, %", true), new("Decisive", true)],
                [.. rows.Select(r => (IReadOnlyList<string>)[r.Name, AnalysisWords.Percent(r.Share.Value), AnalysisWords.Interval(r.Share.Interval), AnalysisWords.Count(r.Share.N)])])],
            Footnotes =
            [
                $"Ties and skipped comparisons have no side: {AnalysisWords.Count(set.Count - decisive.Length)} left out. Wilson's intervals and the exact binomial test take judgments as independent.",
                $"Sides are drawn at random and balanced, so a leaning to one side costs precision but favours no condition. Raters with fewer than {LeastDecisive} decisive judgments are only in the first row"
                    + (raters.Count > MostRaters ? $", as are all but the {MostRaters} with the most." : "."),
            ],
        };
    }

    private static Estimate Share(JudgmentSet set, int[] decisive) => OrderConsistency.FirstShare(decisive.Count(row => set.Choice[row] == Choice.Left), decisive.Length);

    private static string Sentence(AnalysisInput input, Estimate all)
    {
        var left = (int)Math.Round(all.Value!.Value * all.N);
        var p = SignTest.TwoSided(left, all.N - left).Value!.Value;
        var verdict = p < 0.05
            ? $"more than chance explains (p {(p < 0.001 ? "" : "= ")}{AnalysisWords.P(p)}): look at the raters below."
            : $"which chance explains (p = {AnalysisWords.P(p)}).";
        return $"{AnalysisWords.Who(input.Scope.Raters)} chose the left side in {AnalysisWords.Percent(all.Value)} of {AnalysisWords.Count(all.N, "decisive judgment", "decisive judgments")}, {verdict}";
    }

    private static string Said(Estimate share) => $"{AnalysisWords.Percent(share.Value)} {AnalysisWords.Interval(share.Interval)}";
}
