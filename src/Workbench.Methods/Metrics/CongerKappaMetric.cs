using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>Conger's kappa among people and among models.</summary>
public sealed class CongerKappaMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "conger_kappa";

    /// <inheritdoc/>
    public string Title => "Conger's kappa";

    /// <inheritdoc/>
    public string Sentence => "Agreement of a fixed panel beyond the chance that each rater's own habits give; with two raters it is Cohen's kappa.";

    /// <inheritdoc/>
    public string Formula => "(p_a − p_e)/(1 − p_e), p_e = mean over pairs of raters of Σ_k p_gk p_hk";

    /// <inheritdoc/>
    public string Assumptions => "The raters are a fixed panel, items a sample; comparisons are coded in the order of their first line.";

    /// <inheritdoc/>
    public string Reference => "Conger (1980) Psychological Bulletin 88(2)";

    /// <inheritdoc/>
    public bool DependsOnOrder => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        return [.. options.Kinds.Where(kind => votes.Has(kind.Kind)).Select(kind => new MetricValue(kind.Name, CongerKappa.Compute(votes.Of(kind.Kind), level: options.Level)))];
    }
}
