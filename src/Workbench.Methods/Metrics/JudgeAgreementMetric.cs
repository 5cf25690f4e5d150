using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>How often each model judge agrees with people.</summary>
public sealed class JudgeAgreementMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "judge_agreement";

    /// <inheritdoc/>
    public string Title => "Agreement of a judge with people";

    /// <inheritdoc/>
    public string Sentence => "How often a model judge and a person give the same answer on the same item; read it beside the human ceiling.";

    /// <inheritdoc/>
    public string Formula => "agreeing pairs of a judge's and a person's vote / all such pairs on the same item";

    /// <inheritdoc/>
    public string Assumptions => "Every pair of votes weighs the same; items are independent. Without ties: only pairs where neither vote is a tie.";

    /// <inheritdoc/>
    public string Reference => "Zheng et al. (2023) arXiv 2306.05685, set-ups S1 and S2";

    /// <inheritdoc/>
    public bool ComparesJudgesWithPeople => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        var values = new List<MetricValue>();
        foreach (var (judge, name) in votes.Models)
        {
            values.Add(new(name, VoteAgreement.Between(votes.Of(judge), votes.Of(RaterKind.Human), VoteSetup.WithTies, level: options.Level)));
            if (votes.IsComparison)
            {
                values.Add(new($"{name}, without ties", VoteAgreement.Between(
                    votes.Of(judge, mergeTies: true), votes.Of(RaterKind.Human, mergeTies: true), VoteSetup.WithoutTies, VoteTables.Tie, options.Level)));
            }
        }
        return values;
    }
}
