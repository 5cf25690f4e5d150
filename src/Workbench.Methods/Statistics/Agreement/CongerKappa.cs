namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Conger's kappa: the mean of Cohen's chance correction over all pairs of raters; Cohen's kappa where there are two.
/// </summary>
/// <remarks>
/// <c>κ = (p_a − p_e) / (1 − p_e)</c>, <c>p_e = 1/(r(r−1)) Σ_{g≠h} Σ_kl w_kl p_gk p_hl</c> with p_gk the share of rater g's
/// ratings in category k. Assumes a fixed panel of raters; raters without a rating are left out. Undefined with fewer than
/// two active raters, no pairable item, or no variation. Standard error by linearisation over items.
/// References: Conger (1980), Psychological Bulletin 88(2), 322–328; Gwet (2014), ch. 5.
/// </remarks>
public static class CongerKappa
{
    /// <summary>Computes the coefficient.</summary>
    /// <param name="table">The ratings; rater indices matter here.</param>
    /// <param name="weights">Partial credit between categories.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Compute(RatingTable table, AgreementWeights weights = AgreementWeights.Identity, double level = 0.95)
    {
        const string Name = "Conger's kappa";
        var q = table.CategoryCount;
        var ratedBy = new int[table.RaterCount];
        var share = new double[table.RaterCount, q];
        for (var item = 0; item < table.ItemCount; item++)
        {
            var raters = table.RatersOf(item);
            var codes = table.CategoriesOf(item);
            for (var i = 0; i < codes.Length; i++)
            {
                ratedBy[raters[i]]++;
                share[raters[i], codes[i]]++;
            }
        }
        var active = ratedBy.Count(n => n > 0);
        if (active < 2)
            return Estimate.Undefined(Name, "fewer than two raters", table.RatingCount, table.Missing);

        var total = new double[q];
        for (var rater = 0; rater < ratedBy.Length; rater++)
        {
            for (var k = 0; k < q && ratedBy[rater] > 0; k++)
            {
                share[rater, k] /= ratedBy[rater];
                total[k] += share[rater, k];
            }
        }

        var pairs = new PairwiseAgreement(table, weights);
        // What category k of rater g meets among the other raters: W_gk = Σ_l w_kl (Σ_h p_hl − p_gl).
        var others = new double[ratedBy.Length, q];
        var own = new double[ratedBy.Length];
        var expected = 0.0;
        for (var rater = 0; rater < ratedBy.Length; rater++)
        {
            if (ratedBy[rater] == 0)
                continue;
            for (var k = 0; k < q; k++)
            {
                for (var l = 0; l < q; l++)
                    others[rater, k] += pairs.Weights[k, l] * (total[l] - share[rater, l]);
                own[rater] += share[rater, k] * others[rater, k];
            }
            expected += own[rater];
        }
        var scale = 1.0 / ((double)active * (active - 1));
        expected *= scale;

        return pairs.Coefficient(Name, expected, item =>
        {
            var deviation = 0.0;
            var raters = table.RatersOf(item);
            var codes = table.CategoriesOf(item);
            for (var i = 0; i < codes.Length; i++)
                deviation += (others[raters[i], codes[i]] - own[raters[i]]) * pairs.Rated / ratedBy[raters[i]];
            return expected + scale * deviation;
        }, level);
    }
}
