namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Brennan–Prediger coefficient: agreement corrected for raters who would choose every declared category equally often.
/// With identity weights it is Randolph's free-marginal kappa, and for two categories PABAK.
/// </summary>
/// <remarks>
/// <c>(p_a − p_e) / (1 − p_e)</c>, <c>p_e = Σ w / q²</c>. Depends on the declared number of categories. Undefined with fewer
/// than two of them or no pairable item. Standard error by linearisation over items.
/// References: Brennan, Prediger (1981), Educ. Psychol. Meas. 41; Randolph (2005), free-marginal multirater kappa, ERIC ED490661.
/// </remarks>
public static class BrennanPrediger
{
    /// <summary>Computes the coefficient, with partial credit where weights are given.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="weights">Identity for the classical form.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Compute(RatingTable table, AgreementWeights weights = AgreementWeights.Identity, double level = 0.95) =>
        Compute(table, weights, level, "Brennan–Prediger");

    /// <summary>Randolph's free-marginal multirater kappa: the same with identity weights.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Randolph(RatingTable table, double level = 0.95) =>
        Compute(table, AgreementWeights.Identity, level, "Randolph's free-marginal kappa");

    private static Estimate Compute(RatingTable table, AgreementWeights weights, double level, string name)
    {
        var q = table.CategoryCount;
        if (q < 2)
            return Estimate.Undefined(name, "fewer than two declared categories", table.RatingCount, table.Missing);
        var pairs = new PairwiseAgreement(table, weights);
        return pairs.Coefficient(name, WeightMatrix.Sum(pairs.Weights) / ((double)q * q), null, level);
    }
}
