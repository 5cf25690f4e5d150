using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>How often two people agree on an item: what a judge can reach at best.</summary>
public sealed class HumanCeilingMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "human_ceiling";

    /// <inheritdoc/>
    public string Title => "Human ceiling";

    /// <inheritdoc/>
    public string Sentence => "How often two people give the same answer on the same item: no judge can be expected to agree with people more than people do.";

    /// <inheritdoc/>
    public string Formula => "agreeing pairs of votes / all pairs of votes on the same item";

    /// <inheritdoc/>
    public string Assumptions => "Every pair of votes weighs the same, so items with many votes count more; items are independent.";

    /// <inheritdoc/>
    public string Reference => "Zheng et al. (2023) arXiv 2306.05685, set-ups S1 and S2";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        if (!votes.Has(RaterKind.Human))
            return [];
        var values = new List<MetricValue> { new("people", VoteAgreement.Within(votes.Of(RaterKind.Human), VoteSetup.WithTies, level: options.Level)) };
        if (votes.IsComparison)
            values.Add(new("people, without ties", VoteAgreement.Within(votes.Of(RaterKind.Human, mergeTies: true), VoteSetup.WithoutTies, VoteTables.Tie, options.Level)));
        return values;
    }
}
