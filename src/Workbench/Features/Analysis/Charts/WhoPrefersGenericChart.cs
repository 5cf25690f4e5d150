using Workbench.Methods.Statistics.Rankings;
using Workbench.Shared.Charts;

namespace Workbench.Features.Analysis.Charts;

/// <summary>
/// Each persona's preference drawn towards the others as far as its few judgments demand, and how many of them are better served without
/// personalization: what the raw rates of <see cref="WhomDoesItHelpChart"/> exaggerate.
/// </summary>
public sealed class WhoPrefersGenericChart : IChart
{
    public string Key => "who-prefers-generic";

    public int Order => 25;

    public string Question => "Who prefers the generic answer?";

    public IReadOnlyList<string> Metrics => ["persona_share_against", "personas_below_half"];

    public ChartAnswer Build(AnalysisInput input)
    {
        if (input.Scope.Contrast is not { } contrast)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        if (input.Scope.Persona is not null)
            return new() { Sentence = "No data: one persona alone says nothing of how personas differ. Choose all personas above." };
        if (PersonaPooling.Fit(input.Judgments, contrast.Treatment.Name, contrast.Baseline.Name) is not { } fit)
            return new() { Sentence = WinRateReading.NoDataReason(input, null) };
        if (fit.Personas.Count < 2)
            return new() { Sentence = "No data: only one persona was judged, and it says nothing of how personas differ." };
        var personas = fit.Personas.OrderByDescending(p => p.WinRate).ThenBy(p => p.Persona, StringComparer.Ordinal).ToList();
        return new()
        {
            Sentence = Sentence(contrast, fit),
            Figure = Draw(input, contrast, personas),
            Tables = [new ChartTable(
                "Pooled win rate by persona", [new("Persona", false), new("Pooled win rate", true), new("Interval, %", true), new("Own win rate", true), new("n", true)],
                [.. personas.Select(p => (IReadOnlyList<string>)
                [
                    p.Persona, AnalysisWords.Percent(p.WinRate), p.Logit.Interval is { } i ? $"[{AnalysisWords.Bound(Rate(i.Lower))}, {AnalysisWords.Bound(Rate(i.Upper))}]" : "no interval",
                    AnalysisWords.Percent(p.RawWinRate), AnalysisWords.Count(p.N),
                ])])],
            Warnings = fit.Pooled.Warnings,
            Footnotes =
            [
                $"Partial pooling: logit P(win) = θ + u, u normal with standard deviation τ = {Number(fit.Tau.Value)}; test of τ = 0: p {P(fit.TauTest.Value)}. n {AnalysisWords.Count(fit.Pooled.N)} judgments, {AnalysisWords.Count(fit.Pooled.Unscored)} unscored left out.",
                "The intervals take θ and τ as known, so they are somewhat too narrow; where τ is 0 no persona has one of its own.",
            ],
        };
    }

    private static Figure Draw(AnalysisInput input, Contrast contrast, List<PersonaEffect> personas) => new()
    {
        TextAlternative = $"Pooled share of judgments that preferred {AnalysisWords.Preferred(contrast)}, by persona, with intervals and a line at 50 %: "
            + string.Join("; ", personas.Select(p => $"{p.Persona} {AnalysisWords.Percent(p.WinRate)}")) + ".",
        Axis = FigureAxis.Share(AnalysisWords.Axis(contrast)),
        Rows = [.. personas.Select(p => new FigureRow(p.Persona, $"{AnalysisWords.Percent(p.WinRate)} · n {AnalysisWords.Count(p.N)}"))],
        Reference = 0.5,
        ReferenceLabel = "no preference",
        Series = [new FigureSeries(contrast.Label, AnalysisWords.Colour(contrast), AnalysisWords.Mark(input.Scope.Raters),
            [.. personas.Select((p, row) => new FigurePoint(
                row, p.WinRate,
                p.Logit.Interval is { } low ? Math.Min(p.WinRate, Rate(low.Lower)) : null,
                p.Logit.Interval is { } high ? Math.Max(p.WinRate, Rate(high.Upper)) : null,
                $"{p.Persona}: {AnalysisWords.Percent(p.WinRate)}, n {AnalysisWords.Count(p.N)}"))])],
    };

    private static string Sentence(Contrast contrast, PersonaHeterogeneity fit)
    {
        var other = contrast.IsPersonalization ? "the generic answer" : $"“{contrast.Baseline.Name}”";
        if (!(fit.Tau.Value > 0.005))
            return $"These judgments show no difference between the {AnalysisWords.Count(fit.Personas.Count)} personas beyond chance: the average of {AnalysisWords.Percent(Rate(fit.Pooled.Value!.Value))} stands for all of them.";
        var below = fit.Personas.Count(p => p.WinRate < 0.5);
        var share = fit.ShareAgainst.Value < 0.005 ? "Fewer than 1 %" : $"About {AnalysisWords.Percent(fit.ShareAgainst.Value)}";
        return $"{share} of personas prefer {other}, by an estimate that takes chance into account; "
            + $"{AnalysisWords.Count(below)} of {AnalysisWords.Count(fit.Personas.Count)} lie below 50 % after pooling.";
    }

    private static double Rate(double logit) => 1 / (1 + Math.Exp(-logit));

    private static string Number(double? value) => value?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) ?? AnalysisWords.NoData;

    private static string P(double? value) => value < 0.001 ? AnalysisWords.P(value) : "= " + AnalysisWords.P(value);
}
