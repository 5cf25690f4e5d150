using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>How often raters repeat their own answer when an item comes back.</summary>
public sealed class SelfConsistencyMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "self_consistency";

    /// <inheritdoc/>
    public string Title => "Intra-rater consistency";

    /// <inheritdoc/>
    public string Sentence => "How often a rater gives the same answer when the same comparison comes back, sides turned or not: nobody can agree with raters more than they do with themselves.";

    /// <inheritdoc/>
    public string Formula => "comparisons with the same answer twice / comparisons answered twice by one rater";

    /// <inheritdoc/>
    public string Assumptions => "The first answer was not remembered; raters are independent (CR1 by rater). Of more than two answers the first two count.";

    /// <inheritdoc/>
    public string Reference => "Krippendorff (2004) Reliability in content analysis, stability; Liang, Zeger (1986) Biometrika 73";

    /// <inheritdoc/>
    public bool DependsOnOrder => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options) =>
        [.. options.Kinds
            .Where(group => Enumerable.Range(0, judgments.Count).Any(row => judgments.Rater[row] >= 0 && judgments.Kind[row] == group.Kind))
            .Select(group => new MetricValue(group.Name, IntraRaterConsistency.Compute(RepeatedRatings.Of(judgments, row => judgments.Kind[row] == group.Kind), options.Level)))];
}
