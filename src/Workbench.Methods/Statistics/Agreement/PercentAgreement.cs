namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Percent agreement: the share of pairs of ratings on the same item that agree, averaged over items with at least two ratings.
/// </summary>
/// <remarks>
/// <c>p_a = mean_i Σ_k r_ik (r_ik − 1) / (r_i (r_i − 1))</c>. Assumption: none; it is not corrected for chance and rises
/// when one category dominates. Interval: linearised variance over items, t. Undefined where no item has two ratings.
/// Reference: Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., ch. 2.
/// </remarks>
public static class PercentAgreement
{
    /// <summary>Computes percent agreement over the table's declared categories.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    /// <param name="weights">Partial credit between categories; none by default.</param>
    public static Estimate Compute(RatingTable table, double level = 0.95, AgreementWeights weights = AgreementWeights.Identity)
    {
        var result = new PairwiseAgreement(table, weights).Coefficient("percent agreement", 0, null, level);
        return result with
        {
            Unit = "proportion",
            Interval = result.Interval is { } ci ? ci with { Lower = Math.Max(0, ci.Lower) } : null,
        };
    }
}
