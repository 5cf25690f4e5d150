namespace Workbench.Methods.Statistics.Multiplicity;

/// <summary>
/// Adjusted p-values for many looks at the same data: compare an adjusted p with the level as if it were the only one.
/// </summary>
/// <remarks>
/// Holm and Bonferroni bound the chance of any false finding; Benjamini–Hochberg (independent or positively dependent
/// tests) and Benjamini–Yekutieli (any dependence) bound the expected share of false findings. Adjusted values are
/// monotone in p and at most 1; the answer does not depend on the order of the input. Null p-values (undefined tests)
/// stay null and do not count as tests. References: Holm (1979), Scand. J. Stat. 6; Benjamini, Hochberg (1995), JRSS B 57;
/// Benjamini, Yekutieli (2001), Ann. Stat. 29(4).
/// </remarks>
public static class MultipleTesting
{
    /// <summary>Adjusts the p-values by one method.</summary>
    /// <param name="pValues">p-values in any order, null where a test was undefined.</param>
    /// <param name="method">How to adjust.</param>
    /// <returns>Adjusted p-values in the order of the input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value lies outside [0, 1].</exception>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> pValues, MultiplicityMethod method)
    {
        var order = Enumerable.Range(0, pValues.Count).Where(i => pValues[i] is not null).OrderBy(i => pValues[i]).ToArray();
        var m = order.Length;
        var adjusted = new double?[pValues.Count];
        foreach (var i in order)
        {
            if (!(pValues[i] >= 0 && pValues[i] <= 1))
                throw new ArgumentOutOfRangeException(nameof(pValues), pValues[i], "A p-value lies between 0 and 1.");
        }
        var harmonic = 0.0;
        for (var i = 1; i <= m; i++)
            harmonic += 1.0 / i;

        switch (method)
        {
            case MultiplicityMethod.None:
                foreach (var i in order)
                    adjusted[i] = pValues[i];
                break;
            case MultiplicityMethod.Bonferroni:
                foreach (var i in order)
                    adjusted[i] = Math.Min(1, m * pValues[i]!.Value);
                break;
            case MultiplicityMethod.Holm:
                var highest = 0.0;
                for (var rank = 0; rank < m; rank++)
                {
                    highest = Math.Max(highest, Math.Min(1, (m - rank) * pValues[order[rank]]!.Value));
                    adjusted[order[rank]] = highest;
                }
                break;
            case MultiplicityMethod.BenjaminiHochberg or MultiplicityMethod.BenjaminiYekutieli:
                var scale = method == MultiplicityMethod.BenjaminiYekutieli ? harmonic : 1;
                var lowest = 1.0;
                for (var rank = m - 1; rank >= 0; rank--)
                {
                    lowest = Math.Min(lowest, scale * m / (rank + 1) * pValues[order[rank]]!.Value);
                    adjusted[order[rank]] = lowest;
                }
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(method));
        }
        return adjusted;
    }
}
