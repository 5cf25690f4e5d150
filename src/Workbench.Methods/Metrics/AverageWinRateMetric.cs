using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Rankings;

namespace Workbench.Methods.Metrics;

/// <summary>Mean over opponents of the win rate against each.</summary>
public sealed class AverageWinRateMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "average_win_rate";

    /// <inheritdoc/>
    public string Title => "Average win rate over opponents";

    /// <inheritdoc/>
    public string Sentence => "The win rate against each opponent, averaged so that every opponent counts the same however often it was met.";

    /// <inheritdoc/>
    public string Formula => "mean over opponents j of (W_ij + T_ij/2) / n_ij";

    /// <inheritdoc/>
    public string Assumptions => "Rates compare only between conditions with the same opponents; a pair met once weighs as much as one met a hundred times. Clusters are independent of each other (CR1, t).";

    /// <inheritdoc/>
    public string Reference => "Ustalov (2025) evalica, arXiv 2412.11314";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options) =>
        [.. AverageWinRate.Of(options.Resolve(judgments), options.Cluster, options.Level).Select(rate => new MetricValue(rate.System, rate.Rate))];
}
