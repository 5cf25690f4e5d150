using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>The Brennan–Prediger coefficient, with identity weights Randolph's free-marginal kappa; weighted where the answers have an order.</summary>
public sealed class BrennanPredigerMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "brennan_prediger";

    /// <inheritdoc/>
    public string Title => "Brennan–Prediger, Randolph's free-marginal kappa";

    /// <inheritdoc/>
    public string Sentence => "Agreement beyond that of raters who pick every answer equally often: right where nobody had to use each answer a given number of times.";

    /// <inheritdoc/>
    public string Formula => "(p_a − p_e)/(1 − p_e), p_e = Σw/q²: 1/q unweighted (Randolph); q is the number of answers that could be given";

    /// <inheritdoc/>
    public string Assumptions => "Every answer is equally likely by chance; items are a sample; comparisons are coded in the order of their first line.";

    /// <inheritdoc/>
    public string Reference => "Brennan, Prediger (1981) Educ. Psychol. Meas. 41; Randolph (2005) ERIC ED490661";

    /// <inheritdoc/>
    public bool DependsOnOrder => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        var values = new List<MetricValue>();
        foreach (var (kind, name) in options.Kinds.Where(kind => votes.Has(kind.Kind)))
        {
            values.Add(new(name, BrennanPrediger.Randolph(votes.Of(kind), options.Level)));
            if (votes.IsComparison || votes.IsNumeric)
                values.Add(new($"{name}, quadratic weights", BrennanPrediger.Compute(votes.Ordered(kind), AgreementWeights.Quadratic, options.Level)));
        }

        return values;
    }
}
