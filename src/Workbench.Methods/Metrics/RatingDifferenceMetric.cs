using Workbench.Methods.Judgments;

namespace Workbench.Methods.Metrics;

/// <summary>Difference of two conditions' ratings within persona and prompt, with Wilcoxon's test.</summary>
public sealed class RatingDifferenceMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "rating_difference";

    /// <inheritdoc/>
    public string Title => "Difference of ratings";

    /// <inheritdoc/>
    public string Sentence => "How many steps one condition's answers are rated above the other's for the same persona and prompt; p says how often chance alone gives so large a difference.";

    /// <inheritdoc/>
    public string Formula => "mean over persona and prompt of (mean rating of the one − mean rating of the other); interval by cluster as for the mean; p by Wilcoxon's signed ranks of the clusters' mean differences";

    /// <inheritdoc/>
    public string Assumptions => "The steps of the scale are equally wide (for p only that larger differences can be told from smaller ones, and that differences are symmetric about 0 by chance); clusters are a sample.";

    /// <inheritdoc/>
    public string Reference => "Wilcoxon (1945) Biometrics Bulletin 1; Liang, Zeger (1986) Biometrika 73";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var resolved = options.Resolve(judgments);
        return [.. RatingMeans.Pairs(resolved, options).SelectMany(pair =>
        {
            var (difference, test) = RatingMeans.Difference(resolved, pair.Condition, pair.Against, options);
            var subject = $"{resolved.Systems[pair.Condition]} minus {resolved.Systems[pair.Against]}";
            return new MetricValue[] { new(subject, difference), new($"{subject}, chance of so large a difference", test) };
        })];
    }
}
