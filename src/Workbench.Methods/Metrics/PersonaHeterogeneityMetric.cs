using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Rankings;

namespace Workbench.Methods.Metrics;

/// <summary>Share of personas that prefer the condition that is held against, partially pooled.</summary>
public sealed class PersonaHeterogeneityMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "persona_share_against";

    /// <inheritdoc/>
    public string Title => "Share of personas that prefer the other condition";

    /// <inheritdoc/>
    public string Sentence => "An average can hide people who prefer the opposite: this is the estimated share of personas that prefer the condition named second.";

    /// <inheritdoc/>
    public string Formula => "mean over personas of P(θ + u_p < 0 | data), logit P(win) = θ + u_p, u_p ~ N(0, τ²)";

    /// <inheritdoc/>
    public string Assumptions => "Personas' preferences scatter normally on the logit scale; comparisons are independent given the persona; with few personas τ is biased towards 0.";

    /// <inheritdoc/>
    public string Reference => "Breslow, Clayton (1993) JASA 88";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var resolved = options.Resolve(judgments);
        var values = new List<MetricValue>();
        foreach (var (a, b, rows) in options.PairsOf(resolved))
        {
            var (first, second) = (resolved.Systems[a], resolved.Systems[b]);
            var fit = PersonaPooling.Fit(resolved.Rows(rows), first, second, options.Level);
            values.Add(new MetricValue($"{first} vs {second}", fit?.ShareAgainst ?? Estimate.Undefined("persona partial pooling: share against", "no comparison of the two names a persona")));
        }

        return values;
    }
}
