namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Gwet's AC1 (identity weights) and AC2 (any other weights): agreement corrected for the chance that stays when most
/// items are easy, and so far less paradoxical than kappa when one category dominates.
/// </summary>
/// <remarks>
/// <c>AC = (p_a − p_e) / (1 − p_e)</c>, <c>p_e = T_w / (q (q − 1)) · Σ_k π_k (1 − π_k)</c> with <c>T_w</c> the sum of all
/// weights and <c>π_k</c> the mean share of category k over rated items. Assumes items sampled from a population; raters
/// are taken as fixed. Missing data allowed. Undefined with fewer than two declared categories or no pairable item.
/// Standard error: Gwet's linearisation over items. Reference: Gwet (2008), Br. J. Math. Stat. Psychol. 61, 29–48.
/// </remarks>
public static class GwetAc
{
    /// <summary>Computes AC1 or AC2.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="weights">Identity for AC1.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Compute(RatingTable table, AgreementWeights weights = AgreementWeights.Identity, double level = 0.95)
    {
        var name = weights == AgreementWeights.Identity ? "Gwet AC1" : "Gwet AC2";
        var q = table.CategoryCount;
        if (q < 2)
            return Estimate.Undefined(name, "fewer than two declared categories", table.RatingCount, table.Missing);
        var pairs = new PairwiseAgreement(table, weights);
        var scale = WeightMatrix.Sum(pairs.Weights) / ((double)q * (q - 1));
        var pi = pairs.Prevalence;
        var expected = scale * pi.Sum(p => p * (1 - p));
        return pairs.Coefficient(name, expected, item => scale * Mean(table.CategoriesOf(item), pi), level);
    }

    private static double Mean(ReadOnlySpan<int> ratings, double[] prevalence)
    {
        var sum = 0.0;
        foreach (var code in ratings)
            sum += 1 - prevalence[code];
        return sum / ratings.Length;
    }
}
