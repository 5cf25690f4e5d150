namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Fleiss' kappa: agreement of many raters corrected for the pooled use of each category.
/// </summary>
/// <remarks>
/// <c>κ = (P̄ − P̄_e) / (1 − P̄_e)</c>, <c>P̄_e = Σ_k π_k²</c> (with weights <c>Σ_kl w_kl π_k π_l</c>). Raters may differ from item to
/// item. The classical form needs the same number of ratings on every item; the generalised form (Gwet 2014) does not.
/// Undefined where all ratings fall into one category (0/0), never 1. Standard error by linearisation over items.
/// Reference: Fleiss (1971), Psychological Bulletin 76(5), 378–382.
/// </remarks>
public static class FleissKappa
{
    /// <summary>The classical coefficient; undefined where items have unequal numbers of ratings (use Krippendorff's alpha there).</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Compute(RatingTable table, double level = 0.95)
    {
        var size = -1;
        for (var item = 0; item < table.ItemCount; item++)
        {
            var m = table.CategoriesOf(item).Length;
            if (m == 0)
                continue;
            if (size >= 0 && m != size)
            {
                return Estimate.Undefined("Fleiss' kappa", "items have unequal numbers of ratings; see Krippendorff's alpha",
                    table.RatingCount, table.Missing);
            }
            size = m;
        }
        return Generalized(table, AgreementWeights.Identity, level) with { Method = "Fleiss' kappa" };
    }

    /// <summary>The form for unequal numbers of ratings and for weights (irrCAC's <c>fleiss.kappa.raw</c>).</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="weights">Partial credit between categories.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Generalized(RatingTable table, AgreementWeights weights = AgreementWeights.Identity, double level = 0.95)
    {
        var pairs = new PairwiseAgreement(table, weights);
        var q = table.CategoryCount;
        var pi = pairs.Prevalence;
        var toward = new double[q];
        var expected = 0.0;
        for (var k = 0; k < q; k++)
        {
            for (var l = 0; l < q; l++)
                toward[k] += pairs.Weights[k, l] * pi[l];
            expected += pi[k] * toward[k];
        }
        return pairs.Coefficient("Fleiss' kappa, generalised", expected, item =>
        {
            var sum = 0.0;
            var ratings = table.CategoriesOf(item);
            foreach (var code in ratings)
                sum += toward[code];
            return sum / ratings.Length;
        }, level);
    }
}
