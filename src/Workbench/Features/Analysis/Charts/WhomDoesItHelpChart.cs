using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Features.Analysis.Charts;

/// <summary>The win rate of every persona, because an average hides those who are better served without personalization.</summary>
public sealed class WhomDoesItHelpChart : IChart
{
    public string Key => "whom-does-it-help";

    public int Order => 20;

    public string Question => "Whom does it help?";

    public IReadOnlyList<string> Metrics => ["win_rate"];

    public ChartAnswer Build(AnalysisInput input)
    {
        if (input.Scope.Contrast is not { } contrast)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        // Within a persona its prompts are what varies, so they are the clusters.
        var options = input.Options with { Cluster = ClusterBy.Prompt };
        var personas = input.Scope.Persona is { } only ? [only] : input.Study.Personas;
        var rates = personas
            .Select(p => (p.Label, Rate: ConditionRates.Of(input.Judgments.OfPersona(p.Label), contrast.Treatment.Name, contrast.Baseline.Name, options)))
            .OrderByDescending(p => p.Rate.Rate.Value ?? -1).ThenBy(p => p.Label, StringComparer.Ordinal).ToList();
        var slices = new WinRateSlices(input, contrast, rates);
        var known = rates.Where(r => r.Rate.Rate.Value is not null).ToList();
        if (known.Count == 0)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        return new()
        {
            Sentence = Sentence(contrast, known),
            Figure = slices.Figure("persona"),
            Tables = [slices.Table("Persona")],
            Warnings = slices.Warnings,
            Footnotes =
            [
                "Tied includes both bad.",
                "Each row is its own small study, its prompts the clusters; with many rows some will lie far from 50 % by chance alone.",
                $"{options.Replicates.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} bootstrap draws by prompt from ten prompts on, t intervals (CR1) below; seed {input.Study.Seed}; {AnalysisWords.Percent(options.Level)} intervals.",
            ],
        };
    }

    private static string Sentence(Contrast contrast, List<(string Label, WinRate Rate)> known)
    {
        if (known is [var (label, rate)])
            return $"{label}: {AnalysisWords.Percent(rate.Rate.Value)} of {AnalysisWords.Count(rate.N, "judgment", "judgments")}, {AnalysisWords.Interval(rate.Rate.Interval)}.";
        var above = known.Count(r => r.Rate.Rate.Value > 0.5);
        var below = known.Count(r => r.Rate.Rate.Value < 0.5);
        var clear = known.Count(r => r.Rate.Rate.Interval is { } i && (i.Lower > 0.5 || i.Upper < 0.5));
        var what = contrast.IsPersonalization ? "the personalized answer" : $"“{contrast.Treatment.Name}”";
        return $"{AnalysisWords.Count(above)} of {AnalysisWords.Count(known.Count, "persona", "personas")} lean to {what}, {AnalysisWords.Count(below)} to the other; "
            + (clear == 0 ? "no interval excludes 50 %." : $"{AnalysisWords.Count(clear, "interval excludes", "intervals exclude")} 50 %.");
    }
}
