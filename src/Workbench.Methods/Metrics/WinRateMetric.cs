using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Methods.Metrics;

/// <summary>Win rate of every condition against all others, ties as half.</summary>
public sealed class WinRateMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "win_rate";

    /// <inheritdoc/>
    public string Title => "Win rate, ties as half";

    /// <inheritdoc/>
    public string Sentence => "Of all comparisons of this condition, the share that it won, where a tie counts as half a win: 50 % means no preference.";

    /// <inheritdoc/>
    public string Formula => "(W + T/2) / (W + T + L)";

    /// <inheritdoc/>
    public string Assumptions => "Clusters (persona, or prompt, or item) are independent of each other; the opponents are those of the study, so that rates compare only between conditions with the same opponents. Below ten clusters the interval is CR1 with t.";

    /// <inheritdoc/>
    public string Reference => "Zheng et al. (2023) arXiv 2306.05685; Field, Welsh (2007) JRSS-B 69 (cluster bootstrap)";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options) =>
        [.. ConditionRates.OfAll(judgments, options.ForWinRates()).Select(rate => new MetricValue(rate.Condition, rate.Rate))];
}
