using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Self-preference of a judge: does it favour outputs of its own model (or family) beyond what people do on the same comparisons?
/// </summary>
/// <remarks>
/// Rows are comparisons of an own output with another's; scores are for the own output (1, ½, 0; NaN unscored).
/// The gap is mean(judge) − mean(human), CR1 by cluster. The equal-opportunity form is
/// <c>P(judge prefers own | people prefer own) − P(judge prefers other | people prefer other)</c>, over decisive human verdicts, a judge's tie
/// counting as not preferring; normal interval of two independent shares, none where both are 0 or 1. Undefined where a condition never occurs.
/// References: Panickssery et al. (2024), arXiv 2404.13076; Wataoka et al. (2024), arXiv 2410.21819.
/// </remarks>
public static class SelfPreference
{
    /// <summary>Win rate of the own output under the judge minus that under people.</summary>
    /// <param name="judge">The judge's score for the own output.</param>
    /// <param name="human">People's score for the same output.</param>
    /// <param name="clusters">Cluster of each comparison, or empty.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Gap(
        ReadOnlySpan<double> judge, ReadOnlySpan<double> human, ReadOnlySpan<int> clusters = default, string clusterUnit = "item", double level = 0.95) =>
        JudgeHumanGap.Compute(judge, human, clusters, clusterUnit, level) with { Method = "self-preference, judge − human" };

    /// <summary>The equal-opportunity form.</summary>
    /// <param name="judge">The judge's score for the own output.</param>
    /// <param name="human">People's score for the same output.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate EqualOpportunity(ReadOnlySpan<double> judge, ReadOnlySpan<double> human, double level = 0.95)
    {
        const string Method = "self-preference, equal opportunity";
        if (judge.Length != human.Length)
            throw new ArgumentException("Judge and people need one score for each row.", nameof(human));
        int own = 0, ownKept = 0, other = 0, otherKept = 0, unscored = 0;
        for (var i = 0; i < judge.Length; i++)
        {
            if (double.IsNaN(judge[i]) || double.IsNaN(human[i]))
                unscored++;
            else if (human[i] > 0.5)
                (own, ownKept) = (own + 1, ownKept + (judge[i] > 0.5 ? 1 : 0));
            else if (human[i] < 0.5)
                (other, otherKept) = (other + 1, otherKept + (judge[i] < 0.5 ? 1 : 0));
        }
        if (own == 0 || other == 0)
            return Estimate.Undefined(Method, own == 0 ? "people never prefer the own output" : "people never prefer the other output", own + other, unscored);
        double a = (double)ownKept / own, b = (double)otherKept / other;
        var error = Math.Sqrt(a * (1 - a) / own + b * (1 - b) / other);
        var constant = NoVariation.Is(error, a - b);
        var half = Normal.InvCDF(0, 1, 1 - (1 - level) / 2) * error;
        return new Estimate
        {
            Value = a - b,
            Interval = constant ? null : new ConfidenceInterval(Math.Max(-1, a - b - half), Math.Min(1, a - b + half), level, "normal"),
            StandardError = constant ? null : error,
            Method = Method,
            N = own + other,
            Unscored = unscored,
            Warnings = constant ? [NoVariation.Warning("comparison")] : Math.Min(own, other) < 30 ? ["fewer than 30 comparisons in a group: the normal interval is rough"] : [],
        };
    }
}
