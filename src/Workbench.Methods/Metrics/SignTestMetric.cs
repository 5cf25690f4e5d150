using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Methods.Metrics;

/// <summary>Exact sign test of wins against losses for every pair of conditions that met.</summary>
public sealed class SignTestMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "sign_test";

    /// <inheritdoc/>
    public string Title => "Sign test";

    /// <inheritdoc/>
    public string Sentence => "How surprising so lopsided a count of wins and losses would be if raters had no preference: small values speak against chance.";

    /// <inheritdoc/>
    public string Formula => "min(1, 2·P(X ≤ min(W, L))), X ~ Binomial(W + L, ½)";

    /// <inheritdoc/>
    public string Assumptions => "Comparisons are independent; ties are dropped. With several judgments a persona, prompt or rater use the cluster sign-flip permutation test.";

    /// <inheritdoc/>
    public string Reference => "Dixon, Mood (1946) JASA 41";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options) =>
        [.. PairRates.Of(judgments, options.ForWinRates() with { Interval = WinRateInterval.Independent })
            .Select(rate => new MetricValue($"{rate.Condition} vs {rate.Against}", rate.SignTest))];
}
