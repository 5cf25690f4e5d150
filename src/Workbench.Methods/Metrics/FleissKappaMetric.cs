using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>Fleiss' kappa among people and among models, also with unequal numbers of ratings.</summary>
public sealed class FleissKappaMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "fleiss_kappa";

    /// <inheritdoc/>
    public string Title => "Fleiss' kappa";

    /// <inheritdoc/>
    public string Sentence => "Agreement of many raters beyond the chance that the pooled use of each answer gives; falls where nearly all answers are the same.";

    /// <inheritdoc/>
    public string Formula => "(P̄ − P̄_e)/(1 − P̄_e), P̄_e = Σ π_k²";

    /// <inheritdoc/>
    public string Assumptions => "Raters are interchangeable, items a sample; comparisons are coded in the order of their first line. Where items have unequal numbers of ratings, Gwet's generalised form.";

    /// <inheritdoc/>
    public string Reference => "Fleiss (1971) Psychological Bulletin 76(5); Gwet (2014) ch. 2";

    /// <inheritdoc/>
    public bool DependsOnOrder => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        return [.. options.Kinds.Where(kind => votes.Has(kind.Kind)).Select(kind => new MetricValue(kind.Name, FleissKappa.Generalized(votes.Of(kind.Kind), level: options.Level)))];
    }
}
