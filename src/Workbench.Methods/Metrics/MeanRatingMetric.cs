using Workbench.Methods.Judgments;

namespace Workbench.Methods.Metrics;

/// <summary>Mean of numeric ratings, of each condition where ratings name one.</summary>
public sealed class MeanRatingMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "mean_rating";

    /// <inheritdoc/>
    public string Title => "Mean rating";

    /// <inheritdoc/>
    public string Sentence => "The average rating of each condition's answers.";

    /// <inheritdoc/>
    public string Formula => "Σ ratings / n; interval by resampling clusters, with fewer than ten of them t with their sandwich (CR1)";

    /// <inheritdoc/>
    public string Assumptions => "The steps of the scale are equally wide; clusters are a sample.";

    /// <inheritdoc/>
    public string Reference => "Efron, Tibshirani (1993); Liang, Zeger (1986) Biometrika 73";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var resolved = options.Resolve(judgments);
        return [.. Enumerable.Range(0, resolved.Count).Where(row => !double.IsNaN(resolved.Value[row]) && resolved.Right[row] < 0)
            .GroupBy(row => resolved.Left[row])
            .Select(rows => (Name: rows.Key < 0 ? "all ratings" : resolved.Systems[rows.Key], Rows: rows.ToArray()))
            .OrderBy(system => system.Name, StringComparer.Ordinal)
            .Select(system => new MetricValue(system.Name, RatingMeans.Of(resolved, system.Rows, options)))];
    }
}
