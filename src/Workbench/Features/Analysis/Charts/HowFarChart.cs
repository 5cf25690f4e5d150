using Workbench.Features.Studies;
using Workbench.Shared.Charts;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis.Charts;

/// <summary>How many comparisons have how many judgments, against how many were wanted.</summary>
public sealed class HowFarChart : IChart
{
    public string Key => "how-far";

    public int Order => 40;

    public string Question => "How far along is the judging?";

    public IReadOnlyList<string> Metrics => [];

    public bool Reads(JudgedUnit unit) => true;

    public ChartAnswer Build(AnalysisInput input)
    {
        var comparisons = input.Comparisons.Count;
        if (comparisons == 0)
            return new() { Sentence = "No data: there is nothing to compare in what is chosen above." };
        var counts = Counts(input);
        var wanted = Wanted(input);
        var top = Math.Max(wanted.Values.DefaultIfEmpty().Max(), counts.Count == 0 ? 0 : counts.Values.Max());
        var perCount = Enumerable.Range(0, top + 1).Select(n => (Judgments: n, Comparisons: n == 0 ? comparisons - counts.Count : counts.Values.Count(c => c == n))).ToList();
        var notReady = input.Comparisons.Count(c => !c.IsReady);
        return new()
        {
            Sentence = Sentence(input, counts, wanted),
            Figure = new Figure
            {
                TextAlternative = "Comparisons by how many judgments they have: " + string.Join("; ", perCount.Select(p => $"{Named(p.Judgments)}: {AnalysisWords.Count(p.Comparisons)}")) + ".",
                Axis = FigureAxis.Count("comparisons", perCount.Max(p => p.Comparisons)),
                Rows = [.. perCount.Select(p => new FigureRow(Named(p.Judgments), AnalysisWords.Count(p.Comparisons)))],
                Series = [new FigureSeries("comparisons", FigureColour.Neutral, FigureMark.Bar,
                    [.. perCount.Select((p, row) => new FigurePoint(row, p.Comparisons, null, null, $"{Named(p.Judgments)}: {AnalysisWords.Count(p.Comparisons, "comparison", "comparisons")}"))])],
            },
            Tables = [new ChartTable(
                "Comparisons by number of judgments", [new("Judgments", false), new("Comparisons", true), new("Share", true)],
                [.. perCount.Select(p => (IReadOnlyList<string>)[Named(p.Judgments), AnalysisWords.Count(p.Comparisons), AnalysisWords.Percent((double)p.Comparisons / comparisons)])])],
            Footnotes =
            [
                $"Judgments by {AnalysisWords.Label(input.Scope.Raters)}, skipped ones included."
                    + (notReady == 0 ? "" : $" {AnalysisWords.Count(notReady, "comparison waits", "comparisons wait")} for outputs."),
            ],
        };
    }

    private static string Sentence(AnalysisInput input, Dictionary<string, int> counts, Dictionary<string, int> wanted)
    {
        var (made, comparisons) = (counts.Values.Sum(), input.Comparisons.Count);
        if (input.Scope.Raters != RaterKind.Human)
        {
            return $"{AnalysisWords.Count(made, "judgment", "judgments")} by {AnalysisWords.Label(input.Scope.Raters)} "
                + $"on {AnalysisWords.Count(counts.Count)} of {AnalysisWords.Count(comparisons, "comparison", "comparisons")}.";
        }

        var asked = wanted.Where(w => w.Value > 0).ToList();
        if (asked.Count == 0)
            return $"People made {AnalysisWords.Count(made, "judgment", "judgments")}; no wave asks for any {AnalysisWords.Label(input.Scope.Perspective)}.";
        var complete = asked.Count(w => counts.GetValueOrDefault(w.Key) >= w.Value);
        var all = asked.Select(w => w.Value).Distinct().Count() == 1 ? $"all {AnalysisWords.Count(asked[0].Value)}" : "all that are wanted of them";
        return $"People made {AnalysisWords.Count(made)} of {AnalysisWords.Count(asked.Sum(w => w.Value))} wanted judgments; "
            + $"{AnalysisWords.Count(complete)} of {AnalysisWords.Count(asked.Count, "comparison has", "comparisons have")} {all}.";
    }

    /// <summary>Judgments that all waves of the perspective want of each comparison in question, by the set's item.</summary>
    private static Dictionary<string, int> Wanted(AnalysisInput input)
    {
        var of = input.Study.Wanted.GetValueOrDefault(input.Scope.Perspective);
        var index = input.Study.Comparisons.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        return input.Comparisons.ToDictionary(c => c.Id.ToString("N"), c => of?[index[c.Id]] ?? 0, StringComparer.Ordinal);
    }

    /// <summary>Judgments of each judged comparison, by the set's item.</summary>
    private static Dictionary<string, int> Counts(AnalysisInput input)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in input.Judgments.Item)
            counts[input.Judgments.Items[item]] = counts.GetValueOrDefault(input.Judgments.Items[item]) + 1;
        return counts;
    }

    private static string Named(int judgments) => judgments == 0 ? "none yet" : AnalysisWords.Count(judgments, "judgment", "judgments");
}
