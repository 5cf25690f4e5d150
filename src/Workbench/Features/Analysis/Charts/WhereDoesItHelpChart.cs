using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Features.Analysis.Charts;

/// <summary>The win rate of every category of prompts, in the order of the study.</summary>
public sealed class WhereDoesItHelpChart : IChart
{
    public string Key => "where-does-it-help";

    public int Order => 30;

    public string Question => "Where does it help?";

    public IReadOnlyList<string> Metrics => ["win_rate"];

    public ChartAnswer Build(AnalysisInput input)
    {
        if (input.Scope.Contrast is not { } contrast)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        var categories = input.Scope.Category is { } only ? [only] : input.Study.Categories;
        var prompts = input.Study.Comparisons.GroupBy(c => c.Category).ToDictionary(g => g.Key, g => g.Select(c => c.PromptId.ToString("N")).ToHashSet());
        var rates = categories.Select(category => (Name: category, Rate: RateOf(input, contrast, prompts.GetValueOrDefault(category) ?? []))).ToList();
        var known = rates.Where(r => r.Rate.Rate.Value is not null).ToList();
        if (known.Count == 0)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        var slices = new WinRateSlices(input, contrast, rates);
        var best = known.MaxBy(r => r.Rate.Rate.Value);
        var worst = known.MinBy(r => r.Rate.Rate.Value);
        return new()
        {
            Sentence = known.Count == 1
                ? $"Only {best.Name} prompts were judged: {AnalysisWords.Percent(best.Rate.Rate.Value)}."
                : best.Rate.Rate.Value == worst.Rate.Rate.Value
                ? $"The same for all {AnalysisWords.Count(known.Count)} judged categories: {AnalysisWords.Percent(best.Rate.Rate.Value)}."
                : $"Highest for {best.Name} prompts ({AnalysisWords.Percent(best.Rate.Rate.Value)}), lowest for {worst.Name} prompts ({AnalysisWords.Percent(worst.Rate.Rate.Value)}).",
            Figure = slices.Figure("category of prompt"),
            Tables = [slices.Table("Category")],
            Warnings = slices.Warnings,
            Footnotes =
            [
                "Tied includes both bad.",
                $"Clusters are {(input.Scope.Persona is null ? "personas" : "prompts")}; cluster bootstrap from ten clusters on, t intervals (CR1) below; seed {input.Study.Seed}; {AnalysisWords.Percent(input.Options.Level)} intervals.",
                "Categories were chosen by whoever wrote the prompts; few prompts stand for each.",
            ],
        };
    }

    private static WinRate RateOf(AnalysisInput input, Contrast contrast, HashSet<string> prompts)
    {
        var set = input.Judgments;
        var names = set.Prompts;
        return ConditionRates.Of(
            set.Where(row => set.Prompt[row] >= 0 && prompts.Contains(names[set.Prompt[row]])), contrast.Treatment.Name, contrast.Baseline.Name, input.Options);
    }
}
