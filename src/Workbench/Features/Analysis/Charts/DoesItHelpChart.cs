using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Tests;
using Workbench.Methods.Statistics.WinRates;
using Workbench.Shared.Charts;

namespace Workbench.Features.Analysis.Charts;

/// <summary>The study's one question: how often the treatment was preferred, with ties as half, and among decisive judgments.</summary>
public sealed class DoesItHelpChart : IChart
{
    public string Key => "does-it-help";

    public int Order => 10;

    public string Question => "Does it help?";

    public IReadOnlyList<string> Metrics => ["win_rate", "decisive_win_rate", "sign_flip_test", "sign_test"];

    public ChartAnswer Build(AnalysisInput input)
    {
        if (input.Scope.Contrast is not { } contrast)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        var rate = ConditionRates.Of(input.Judgments, contrast.Treatment.Name, contrast.Baseline.Name, input.Options);
        if (rate.Rate.Value is null)
            return new() { Sentence = WinRateReading.NoDataReason(input, rate), Tables = rate.Unscored == 0 ? [] : [Counts(contrast, rate)] };
        (string Name, Estimate Estimate)[] rates = [("Ties count half", rate.Rate), ("Decisive only", rate.Decisive)];
        return new()
        {
            Sentence = $"{WinRateReading.Sentence(input, rate)} {WinRateReading.Verdict(input, rate)}",
            Figure = new Figure
            {
                TextAlternative = $"Share of judgments that preferred {AnalysisWords.Preferred(contrast)}, with intervals and a line at 50 %: "
                    + string.Join("; ", rates.Select(r => $"{r.Name.ToLowerInvariant()} {Said(r.Estimate)}")) + ".",
                Axis = FigureAxis.Share(AnalysisWords.Axis(contrast)),
                Rows = [.. rates.Select(r => new FigureRow(r.Name, Said(r.Estimate)))],
                Reference = 0.5,
                ReferenceLabel = "no preference",
                Series = [new FigureSeries(contrast.Label, AnalysisWords.Colour(contrast), AnalysisWords.Mark(input.Scope.Raters),
                    [.. rates.Select((r, row) => (r.Name, r.Estimate, Row: row)).Where(r => r.Estimate.Value is not null).Select(r => Point(r.Name, r.Estimate, r.Row))])],
            },
            Tables = [Rates(rates), Counts(contrast, rate), Chance(input, contrast, rate)],
            Warnings = rate.Rate.Warnings,
            Footnotes =
            [
                .. WinRateReading.Footnotes(input, rate),
                .. AdjudicatedJudgments.Footnotes(input, contrast),
                input.Judgments.HasWeights
                    ? "The decisive rate leaves ties out and is weighted too. The table of outcomes and the sign test count judgments as they are, without weights."
                    : "The decisive rate leaves ties out and has Wilson's interval, which takes judgments as independent: it is too narrow where raters, personas or prompts repeat.",
            ],
        };
    }

    private static FigurePoint Point(string name, Estimate estimate, int row) =>
        new(row, estimate.Value!.Value, estimate.Interval?.Lower, estimate.Interval?.Upper, $"{name}: {Said(estimate)}, n {AnalysisWords.Count(estimate.N)}");

    private static string Said(Estimate estimate) =>
        estimate.Value is null ? AnalysisWords.NoData : $"{AnalysisWords.Percent(estimate.Value)} {AnalysisWords.Interval(estimate.Interval)}";

    private static ChartTable Rates((string Name, Estimate Estimate)[] rates) => new(
        "Win rates", [new("Win rate", false), new("Value", true), new("Interval, %", true), new("n", true)],
        [.. rates.Select(r => (IReadOnlyList<string>)
        [
            r.Name, AnalysisWords.Percent(r.Estimate.Value), r.Estimate.Value is null ? r.Estimate.UndefinedReason ?? "" : AnalysisWords.Interval(r.Estimate.Interval), AnalysisWords.Count(r.Estimate.N),
        ])]);

    private static ChartTable Counts(Contrast contrast, WinRate rate)
    {
        string Share(int count) => rate.N == 0 ? AnalysisWords.NoData : AnalysisWords.Percent((double)count / rate.N);
        var ties = rate.Ties - rate.BothBad;
        return new("Outcomes", [new("Outcome", false), new("Judgments", true), new("Share", true)],
        [
            [$"Won: {contrast.Treatment.Name}", AnalysisWords.Count(rate.Wins), Share(rate.Wins)],
            ["Tied", AnalysisWords.Count(ties), Share(ties)],
            ["Both bad", AnalysisWords.Count(rate.BothBad), Share(rate.BothBad)],
            [$"Lost to: {contrast.Baseline.Name}", AnalysisWords.Count(rate.Losses), Share(rate.Losses)],
            ["Unscored", AnalysisWords.Count(rate.Unscored), "not counted"],
        ]);
    }

    private static ChartTable Chance(AnalysisInput input, Contrast contrast, WinRate rate)
    {
        var flip = ClusterSignFlip.Test(Clusters(input, contrast), input.Scope.Persona is null ? "persona" : "prompt", input.Study.Seed);
        return new("Could it be chance?", [new("Test", false), new("p", true), new("n", true)],
        [
            [$"Sign flips by {flip.ClusterUnit}", AnalysisWords.P(flip.Value), AnalysisWords.Count(flip.Clusters ?? 0, flip.ClusterUnit!, flip.ClusterUnit + "s")],
            ["Sign test, judgments taken as independent", AnalysisWords.P(rate.SignTest.Value), AnalysisWords.Count(rate.SignTest.N, "decisive", "decisive")],
        ]);
    }

    private static ClusterSums Clusters(AnalysisInput input, Contrast contrast)
    {
        var (scores, clusters, weights) = input.Scores(contrast);
        return ClusterSums.From(scores, clusters, weights);
    }
}
