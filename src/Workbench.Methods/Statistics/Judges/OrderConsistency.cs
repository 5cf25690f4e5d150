namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Position bias of a judge: whether it keeps its verdict when the two outputs change places, and which side it leans to.
/// </summary>
/// <remarks>
/// A pair counts where both calls are usable. Consistent: the same output wins twice, or both are ties. Of the inconsistent,
/// "first twice" follows the first position and "second twice" the second; a tie beside a win follows neither.
/// Intervals: Wilson over pairs; fairness t over inconsistent pairs. The exact test treats calls as independent, so it is
/// a screen, not a finding. References: Zheng et al. (2023), arXiv 2306.05685, section 3.4; Shi et al. (2024), Judging the judges, arXiv 2406.07791.
/// </remarks>
public static class OrderConsistency
{
    /// <summary>Computes consistency, fairness and the share of the first position.</summary>
    /// <param name="pairs">Comparisons judged in both orders.</param>
    /// <param name="level">Nominal coverage of the intervals.</param>
    public static OrderConsistencyResult Compute(IReadOnlyList<OrderPair> pairs, double level = 0.95)
    {
        int usable = 0, consistent = 0, first = 0, decisive = 0;
        var lean = new List<double>();
        foreach (var (original, swapped) in pairs)
        {
            Count(original);
            Count(swapped);
            if (original == ShownVerdict.Unusable || swapped == ShownVerdict.Unusable)
                continue;
            usable++;
            if (original == Opposite(swapped))
                consistent++;
            else
                lean.Add(original != swapped ? 0 : original == ShownVerdict.First ? 1 : -1);
        }
        return new OrderConsistencyResult
        {
            Consistency = WilsonShare.Compute("order consistency", consistent, usable, level, "no pair was judged in both orders") with
            {
                Unscored = pairs.Count - usable,
            },
            PreferenceFairness = ClusteredMean.Compute("preference fairness", lean.ToArray(), [], "pair", level, "no inconsistent pair", -1, 1, "share"),
            FirstPositionShare = FirstShare(first, decisive, level),
            FirstPositionPValue = ExactBinomial.FairTwoSided(first, decisive),
        };

        void Count(ShownVerdict verdict)
        {
            if (verdict is ShownVerdict.First or ShownVerdict.Second)
                decisive++;
            if (verdict == ShownVerdict.First)
                first++;
        }
    }

    /// <summary>Share of decisive verdicts for the first position, with a Wilson interval; for judges and for people alike.</summary>
    /// <param name="first">Verdicts for the output shown first.</param>
    /// <param name="decisive">All verdicts that are not ties.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate FirstShare(int first, int decisive, double level = 0.95) =>
        WilsonShare.Compute("first-position share of decisive verdicts", first, decisive, level, "no decisive verdict");

    private static ShownVerdict Opposite(ShownVerdict verdict) => verdict switch
    {
        ShownVerdict.First => ShownVerdict.Second,
        ShownVerdict.Second => ShownVerdict.First,
        ShownVerdict.Tie => ShownVerdict.Tie,
        ShownVerdict.Unusable => ShownVerdict.Unusable,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
