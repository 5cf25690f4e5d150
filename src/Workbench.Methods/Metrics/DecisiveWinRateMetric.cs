using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Methods.Metrics;

/// <summary>Share of wins among the decisive comparisons of every condition.</summary>
public sealed class DecisiveWinRateMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "decisive_win_rate";

    /// <inheritdoc/>
    public string Title => "Decisive win rate";

    /// <inheritdoc/>
    public string Sentence => "Of the comparisons that had a winner, the share that this condition won; ties are left out.";

    /// <inheritdoc/>
    public string Formula => "W / (W + L); rows with a selection probability P weighted by 1/P";

    /// <inheritdoc/>
    public string Assumptions => "Wilson's interval takes the decisive comparisons as independent: with several judgments a persona, prompt or rater it is too narrow. Weighted rates have CR1 by cluster with t instead.";

    /// <inheritdoc/>
    public string Reference => "Wilson (1927) JASA 22";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options) =>
        [.. ConditionRates.OfAll(judgments, options.ForWinRates() with { Interval = WinRateInterval.Independent }).Select(rate => new MetricValue(rate.Condition, rate.Decisive))];
}
