using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Methods.Metrics;

/// <summary>Cluster sign-flip permutation test of each pair of conditions.</summary>
public sealed class SignFlipMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "sign_flip_test";

    /// <inheritdoc/>
    public string Title => "Sign flips by cluster";

    /// <inheritdoc/>
    public string Sentence => "How often chance alone gives a win rate so far from one half, when each persona's (or prompt's) judgments could as well have gone the other way, all together.";

    /// <inheritdoc/>
    public string Formula => "share of the sign patterns s_c = ±1 with |Σ_c s_c·Σ_i (x_ci − ½)| at least as large as observed; all patterns up to 20 clusters, else a seeded sample";

    /// <inheritdoc/>
    public string Assumptions => "By chance a cluster's judgments are symmetric about one half; clusters are independent, judgments within one need not be.";

    /// <inheritdoc/>
    public string Reference => "Canay, Romano, Shaikh (2017) Econometrica 85(3)";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var resolved = options.Resolve(judgments);
        var (ids, unit) = ClusterIds.Of(resolved, options.Cluster);
        var scores = resolved.LeftScores().ToArray();
        var values = new List<MetricValue>();
        foreach (var (condition, against, all) in options.PairsOf(resolved))
        {
            int[] rows = [.. all.Where(row => !double.IsNaN(scores[row]))];
            var sums = ClusterSums.From(
                [.. rows.Select(row => resolved.Left[row] == condition ? scores[row] : 1 - scores[row])], [.. rows.Select(row => ids is null ? -1 : ids[row])], SelectionWeights.Of(resolved, rows));
            values.Add(new($"{resolved.Systems[condition]} vs {resolved.Systems[against]}", ClusterSignFlip.Test(sums, unit, options.Seed) with { Unscored = all.Length - rows.Length }));
        }

        return values;
    }
}
