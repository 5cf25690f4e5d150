namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// How often a rater gives the same answer when the same item comes back: the ceiling of any agreement with that rater.
/// </summary>
/// <remarks>
/// Share of repeated items with equal codes. Pooled interval: CR1 by rater, t; one rater's own: Wilson over items.
/// Assumes that the first answer was not remembered (repeats far apart, sides swapped). Undefined without repeats.
/// </remarks>
public static class IntraRaterConsistency
{
    /// <summary>The pooled share over all raters.</summary>
    /// <param name="repeats">All repeated items.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Compute(IReadOnlyList<RepeatedRating> repeats, double level = 0.95)
    {
        var raters = repeats.Count == 0 ? 0 : repeats.Max(r => r.Rater) + 1;
        var same = new double[raters];
        var total = new double[raters];
        var unscored = 0;
        foreach (var repeat in repeats)
        {
            if (repeat.First < 0 || repeat.Second < 0)
            {
                unscored++;
                continue;
            }
            total[repeat.Rater]++;
            if (repeat.First == repeat.Second)
                same[repeat.Rater]++;
        }
        return ClusteredRatio.Compute("intra-rater consistency", "rater", same, total, level, "no item was judged twice by one rater") with
        {
            Unscored = unscored,
        };
    }

    /// <summary>Each rater's own share, by rater index; raters without usable repeats are absent.</summary>
    /// <param name="repeats">All repeated items.</param>
    /// <param name="level">Nominal coverage of the intervals.</param>
    public static IReadOnlyDictionary<int, Estimate> ByRater(IReadOnlyList<RepeatedRating> repeats, double level = 0.95) =>
        repeats.Where(r => r.First >= 0 && r.Second >= 0)
            .GroupBy(r => r.Rater)
            .ToDictionary(g => g.Key, g => WilsonShare.Compute("intra-rater consistency", g.Count(r => r.First == r.Second), g.Count(), level, "no repeats"));
}
