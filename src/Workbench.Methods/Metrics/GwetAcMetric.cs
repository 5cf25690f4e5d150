using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>Gwet's AC1 among people and among models; AC2 where the answers have an order.</summary>
public sealed class GwetAcMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "gwet_ac1";

    /// <inheritdoc/>
    public string Title => "Gwet's AC1 and AC2";

    /// <inheritdoc/>
    public string Sentence => "Agreement beyond chance that stays sensible when nearly all answers are the same, where kappa and alpha fall; AC2 gives credit for answers that lie close on an ordered scale.";

    /// <inheritdoc/>
    public string Formula => "(p_a − p_e)/(1 − p_e), p_e = Σw · Σ π_k(1 − π_k)/(q(q − 1)); w = 1 for the same answer only (AC1), or 1 − (distance/range)² (AC2)";

    /// <inheritdoc/>
    public string Assumptions => "Items are a sample from a population, raters fixed; comparisons are coded in the order of their first line.";

    /// <inheritdoc/>
    public string Reference => "Gwet (2008) Br. J. Math. Stat. Psychol. 61";

    /// <inheritdoc/>
    public bool DependsOnOrder => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        var values = new List<MetricValue>();
        foreach (var (kind, name) in options.Kinds.Where(kind => votes.Has(kind.Kind)))
        {
            values.Add(new(name, GwetAc.Compute(votes.Of(kind), level: options.Level)));
            if (votes.IsComparison || votes.IsNumeric)
                values.Add(new($"{name}, AC2 (quadratic weights)", GwetAc.Compute(votes.Ordered(kind), AgreementWeights.Quadratic, options.Level)));
        }

        return values;
    }
}
