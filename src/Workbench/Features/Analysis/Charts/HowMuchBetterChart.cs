using Workbench.Features.Studies;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Tests;
using Workbench.Shared.Charts;

namespace Workbench.Features.Analysis.Charts;

/// <summary>The difference of ratings between two conditions within persona and prompt, over all and for every persona.</summary>
public sealed class HowMuchBetterChart : IChart
{
    public string Key => "how-much-better";

    public int Order => 6;

    public string Question => "How much better are they for whom?";

    public IReadOnlyList<string> Metrics => ["rating_difference"];

    public bool Reads(JudgedUnit unit) => unit == JudgedUnit.Output;

    public ChartAnswer Build(AnalysisInput input)
    {
        var cells = RatingCell.Of(input);
        if (input.Scope.Contrast is not { } contrast || cells.Count == 0)
            return new() { Sentence = input.Scope.Contrast is null ? "No data: this study has no two conditions." : input.Judgments.Count == 0 ? RatingReading.NoData(input) : "No data: no persona and prompt has ratings of both conditions yet." };
        var unit = RatingReading.Unit(input);
        var overall = Overall(input, cells, unit);
        (string Name, Estimate Estimate)[] rows = [("All", overall), .. ByPersona(input, cells)];
        var chance = WilcoxonSignedRank.Test([.. cells.GroupBy(c => unit == "persona" ? c.Persona : c.Prompt).Select(g => g.Average(c => c.Difference))]);
        return new()
        {
            Sentence = Sentence(contrast, overall),
            Figure = new Figure
            {
                TextAlternative = $"Rating of {contrast.Treatment.Name} minus {contrast.Baseline.Name}, with intervals and a line at 0: " + string.Join("; ", rows.Select(r => $"{r.Name} {Said(r.Estimate)}")) + ".",
                Axis = FigureAxis.Difference("difference of ratings", rows.Max(r => Widest(r.Estimate))),
                Rows = [.. rows.Select(r => new FigureRow(r.Name, Said(r.Estimate)))],
                Reference = 0,
                ReferenceLabel = "no difference",
                Series = [new FigureSeries(contrast.Label, AnalysisWords.Colour(contrast), AnalysisWords.Mark(input.Scope.Raters), [.. rows.Select((r, row) => Point(r.Name, r.Estimate, row))])],
            },
            Tables =
            [
                new($"{contrast.Treatment.Name} minus {contrast.Baseline.Name}, within persona and prompt", [new("Persona", false), new("Difference", true), new("Interval", true), new("Personas × prompts", true)],
                    [.. rows.Select(r => (IReadOnlyList<string>)[r.Name, RatingReading.Difference(r.Estimate.Value), RatingReading.Interval(r.Estimate.Interval, RatingReading.Difference), AnalysisWords.Count(r.Estimate.N)])]),
                new("Could it be chance?", [new("Test", false), new("p", true), new("n", true)],
                    [[$"Wilcoxon, mean difference of each {unit}", AnalysisWords.P(chance.Value), AnalysisWords.Count(chance.N, unit, unit + "s")]]),
            ],
            Warnings = overall.Warnings,
            Footnotes =
            [
                .. RatingReading.Footnotes(input, overall, Enumerable.Range(0, input.Judgments.Count).Count(row => !double.IsNaN(input.Judgments.Value[row]))),
                .. AdjudicatedJudgments.Footnotes(input, other => Said(Overall(other, RatingCell.Of(other), unit))),
                "Raters and samples are averaged within each persona and prompt first; only those with ratings of both conditions count. With many personas some will lie far from 0 by chance alone.",
            ],
        };
    }

    private static Estimate Overall(AnalysisInput input, IReadOnlyList<RatingCell> cells, string unit) =>
        RatingReading.Mean([.. cells.Select(c => c.Difference)], [.. cells.Select(c => unit == "persona" ? c.Persona : c.Prompt)], unit, input, "difference of ratings");

    // Within a persona its prompts are what varies, so they are the clusters.
    private static IEnumerable<(string, Estimate)> ByPersona(AnalysisInput input, IReadOnlyList<RatingCell> cells) => input.Scope.Persona is not null ? [] : cells
        .GroupBy(c => c.Persona)
        .Select(g => (g.Key, Estimate: RatingReading.Mean([.. g.Select(c => c.Difference)], [.. g.Select(c => c.Prompt)], "prompt", input, "difference of ratings")))
        .OrderByDescending(p => p.Estimate.Value).ThenBy(p => p.Key, StringComparer.Ordinal);

    private static string Sentence(Contrast contrast, Estimate overall)
    {
        var what = contrast.IsPersonalization ? "The personalized answers" : $"The answers of “{contrast.Treatment.Name}”";
        var than = contrast.IsPersonalization ? "the others" : $"those of “{contrast.Baseline.Name}”";
        var by = $"{what} were rated {RatingReading.Rating(Math.Abs(overall.Value!.Value))} steps {(overall.Value < 0 ? "lower" : "higher")} than {than}, {RatingReading.Interval(overall.Interval, RatingReading.Difference)}, over {AnalysisWords.Count(overall.N, "persona and prompt", "pairs of persona and prompt")}.";
        return by + overall.Interval switch
        {
            null => " Without an interval this settles nothing.",
            { Lower: > 0 } or { Upper: < 0 } when overall.Clusters < Methods.Statistics.Clustering.ScoreMean.FewClusters => $" The interval leaves 0 out, but rests on {overall.Clusters} {overall.ClusterUnit}s only: a hint.",
            { Lower: > 0 } or { Upper: < 0 } => " The whole interval lies on one side of 0.",
            _ => " The interval includes 0: these ratings do not settle it.",
        };
    }

    private static FigurePoint Point(string name, Estimate estimate, int row)
    {
        double Within(double value) => Math.Clamp(value, -4, 4);
        return new(row, estimate.Value!.Value, estimate.Interval is { } low ? Within(low.Lower) : null, estimate.Interval is { } high ? Within(high.Upper) : null, $"{name}: {Said(estimate)}");
    }

    private static double Widest(Estimate estimate) =>
        new[] { estimate.Value ?? 0, estimate.Interval?.Lower ?? 0, estimate.Interval?.Upper ?? 0 }.Max(Math.Abs);

    private static string Said(Estimate estimate) => $"{RatingReading.Difference(estimate.Value)} {RatingReading.Interval(estimate.Interval, RatingReading.Difference)}";
}
