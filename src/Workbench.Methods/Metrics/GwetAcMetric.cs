using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>Gwet's AC1 among people and among models.</summary>
public sealed class GwetAcMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "gwet_ac1";

    /// <inheritdoc/>
    public string Title => "Gwet's AC1";

    /// <inheritdoc/>
    public string Sentence => "Agreement beyond chance that stays sensible when nearly all answers are the same, where kappa and alpha fall.";

    /// <inheritdoc/>
    public string Formula => "(p_a − p_e)/(1 − p_e), p_e = Σ π_k(1 − π_k)/(q − 1)";

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
        return [.. new[] { RaterKind.Human, RaterKind.Model }
            .Where(votes.Has)
            .Select(kind => new MetricValue(kind == RaterKind.Human ? "people" : "models", GwetAc.Compute(votes.Of(kind), level: options.Level)))];
    }
}
