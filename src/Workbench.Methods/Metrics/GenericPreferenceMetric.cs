using Workbench.Methods.Judgments;
using Workbench.Methods.Metrics.Personalization;

namespace Workbench.Methods.Metrics;

/// <summary>The share of personas whose own win rate lies below one half, as counted and with sampling noise taken out.</summary>
public sealed class GenericPreferenceMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "personas_below_half";

    /// <inheritdoc/>
    public string Title => "Personas with a win rate below one half";

    /// <inheritdoc/>
    public string Sentence => "Of the personas, the share whose own judgments favour the condition named second; few judgments a persona make this share too large, so a corrected one stands beside it.";

    /// <inheritdoc/>
    public string Formula => "#{ŵ_p < ½} / personas; corrected Φ((½ − μ)/τ), τ² = Var(ŵ_p) − mean(s²/n_p)";

    /// <inheritdoc/>
    public string Assumptions => "Personas are independent (Wilson); for the corrected share their true win rates scatter normally.";

    /// <inheritdoc/>
    public string Reference => "DerSimonian, Laird (1986) Control. Clin. Trials 7";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var resolved = options.Resolve(judgments);
        if (!resolved.HasPersonas)
            return [];
        var scores = resolved.LeftScores().ToArray();
        var values = new List<MetricValue>();
        foreach (var (a, b, all) in options.PairsOf(resolved))
        {
            int[] rows = [.. all.Where(row => resolved.Persona[row] >= 0)];
            var result = GenericPreference.Compute(
                [.. rows.Select(row => resolved.Left[row] == a ? scores[row] : 1 - scores[row])], [.. rows.Select(row => resolved.Persona[row])], options.Level);
            var pair = $"{resolved.Systems[a]} vs {resolved.Systems[b]}";
            values.Add(new(pair, result.Observed));
            values.Add(new($"{pair}, corrected for noise", result.Corrected));
            values.Add(new($"{pair}, spread of win rates", result.Spread));
        }

        return values;
    }
}
