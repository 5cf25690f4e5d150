using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Attribute-mention effect: how much higher outputs are rated that name a fact about the persona. Judges tend to reward
/// the mention itself, people do not.
/// </summary>
/// <remarks>
/// <c>E[rating | mention] − E[rating | no mention]</c>, CR1 by cluster (as in a regression on the indicator), t; no interval with one cluster
/// or without variation within the groups. Observational: outputs that mention may differ otherwise. Undefined where a group is empty. Reference: Zhang, Liu, August (2026), Re-Centering
/// Humans in LLM Personalization, arXiv 2606.06614.
/// </remarks>
public static class MentionEffect
{
    /// <summary>The difference for one kind of rater.</summary>
    /// <param name="mentions">Whether each output mentions an attribute.</param>
    /// <param name="ratings">Rating of each output (or score of the comparison), NaN unscored.</param>
    /// <param name="clusters">Cluster of each row, or empty.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Compute(
        ReadOnlySpan<bool> mentions, ReadOnlySpan<double> ratings, ReadOnlySpan<int> clusters = default, string clusterUnit = "persona", double level = 0.95)
    {
        const string Method = "attribute-mention effect";
        if (mentions.Length != ratings.Length || (!clusters.IsEmpty && clusters.Length != ratings.Length))
            throw new ArgumentException("Give one rating, one mention and one cluster for each row.", nameof(ratings));
        double withSum = 0, withoutSum = 0;
        int with = 0, without = 0, unscored = 0;
        for (var i = 0; i < ratings.Length; i++)
        {
            if (double.IsNaN(ratings[i]))
                unscored++;
            else if (mentions[i])
                (with, withSum) = (with + 1, withSum + ratings[i]);
            else
                (without, withoutSum) = (without + 1, withoutSum + ratings[i]);
        }
        if (with == 0 || without == 0)
            return Estimate.Undefined(Method, with == 0 ? "no rated output mentions an attribute" : "every rated output mentions an attribute", with + without, unscored);

        double meanWith = withSum / with, meanWithout = withoutSum / without, value = meanWith - meanWithout;
        var influence = new Dictionary<int, double>();
        for (var i = 0; i < ratings.Length; i++)
        {
            if (double.IsNaN(ratings[i]))
                continue;
            var cluster = clusters.IsEmpty ? i : clusters[i];
            influence[cluster] = influence.GetValueOrDefault(cluster)
                + (mentions[i] ? (ratings[i] - meanWith) / with : -(ratings[i] - meanWithout) / without);
        }
        var g = influence.Count;
        var error = g < 2 ? (double?)null : Math.Sqrt((double)g / (g - 1) * influence.Values.Sum(x => x * x));
        string[] warnings = error is null ? [$"one cluster ({clusterUnit}): no interval"] : [];
        if (error is { } small && NoVariation.Is(small, value))
            (error, warnings) = (null, [NoVariation.Warning(clusters.IsEmpty ? "row" : clusterUnit)]);
        else if (error is not null && !clusters.IsEmpty && FewClusters.Warning(g, clusterUnit) is { } few)
            warnings = [few];
        var half = error is null ? 0 : StudentT.InvCDF(0, 1, g - 1, 1 - (1 - level) / 2) * error.Value;
        return new Estimate
        {
            Value = value,
            Unit = "points",
            Interval = error is null ? null : new ConfidenceInterval(value - half, value + half, level, clusters.IsEmpty ? "robust t" : $"CR1 by {clusterUnit}, t"),
            StandardError = error,
            Method = Method,
            N = with + without,
            Clusters = clusters.IsEmpty ? null : g,
            ClusterUnit = clusters.IsEmpty ? null : clusterUnit,
            Unscored = unscored,
            Settings = new Dictionary<string, string> { ["with_mention"] = Numbers.Text(with), ["without_mention"] = Numbers.Text(without) },
            Warnings = warnings,
        };
    }
}
