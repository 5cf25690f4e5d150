using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Methods.Metrics;

/// <summary>Whether each judge keeps its verdict when the outputs change places.</summary>
public sealed class OrderConsistencyMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "order_consistency";

    /// <inheritdoc/>
    public string Title => "Order consistency";

    /// <inheritdoc/>
    public string Sentence => "How often a judge keeps its verdict when the two outputs change places; the rest is decided by position, not by content.";

    /// <inheritdoc/>
    public string Formula => "same winner, or a tie twice / comparisons judged in both orders";

    /// <inheritdoc/>
    public string Assumptions => "Both calls are usable; comparisons are independent (Wilson). Fairness is the signed lean of the inconsistent ones, first minus second.";

    /// <inheritdoc/>
    public string Reference => "Zheng et al. (2023) arXiv 2306.05685; Shi et al. (2024) arXiv 2406.07791";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var values = new List<MetricValue>();
        foreach (var (judge, name) in new VoteTables(judgments, options).Models)
        {
            // The raw lines: resolving has already made one verdict of both orders.
            var result = OrderConsistency.Compute([.. DisplayOrders.PairsOf(judgments, judge).Select(p => new OrderPair(Shown(p.Original), Shown(p.Swapped)))], options.Level);
            values.Add(new(name, result.Consistency));
            values.Add(new($"{name}, preference fairness", result.PreferenceFairness));
        }
        return values;
    }

    private static ShownVerdict Shown(Choice choice) => choice switch
    {
        Choice.Left => ShownVerdict.First,
        Choice.Right => ShownVerdict.Second,
        Choice.Tie or Choice.BothBad => ShownVerdict.Tie,
        _ => ShownVerdict.Unusable,
    };
}
