namespace Workbench.Methods.Judgments;

/// <summary>Comparisons that one rater judged in both display orders.</summary>
public static class DisplayOrders
{
    /// <summary>
    /// How often a rater called a tie (or both bad) on each comparison, as shown: the mean over its scored lines there. Two orders that
    /// disagree are no tie, though a conservative verdict is one.
    /// </summary>
    /// <param name="set">The judgments as displayed, of one criterion and perspective.</param>
    /// <param name="rater">The rater's id.</param>
    /// <returns>Shares in [0, 1] by comparison, numbered as in the resolved set; comparisons without a scored line are absent.</returns>
    public static IReadOnlyDictionary<int, double> TieShares(JudgmentSet set, int rater)
    {
        var units = ComparisonUnits.Find(set);
        return Enumerable.Range(0, set.Count).Where(row => set.Rater[row] == rater && set.Choice[row] != Choice.None)
            .GroupBy(row => units.Unit[row]).ToDictionary(unit => unit.Key, unit => unit.Average(row => set.Choice[row] is Choice.Tie or Choice.BothBad ? 1.0 : 0));
    }

    /// <summary>
    /// For every comparison that a rater judged both ways: the verdict as shown in the comparison's own order and the verdict
    /// as shown in the other, each from the first such line. Lines with the same sides but another <c>order</c> are taken for
    /// verdicts that were already turned back, and are shown as they must have appeared.
    /// </summary>
    /// <param name="set">The judgments as displayed, of one criterion and perspective.</param>
    /// <param name="rater">The rater's id.</param>
    public static IReadOnlyList<(Choice Original, Choice Swapped)> PairsOf(JudgmentSet set, int rater)
    {
        var units = ComparisonUnits.Find(set);
        var first = new Dictionary<int, (int Order, Choice? Original, Choice? Swapped)>();
        for (var row = 0; row < set.Count; row++)
        {
            if (set.Rater[row] != rater || units.Left[row] < 0)
                continue;
            var (unit, choice, order) = (units.Unit[row], set.Choice[row], set.Order[row]);
            var seen = first.GetValueOrDefault(unit, (order, null, null));
            if (units.Swapped[row])
                seen.Swapped ??= choice;
            else if (seen.Original is null)
                (seen.Original, seen.Order) = (choice, order);
            else if (order != seen.Order)
                seen.Swapped ??= JudgmentSet.Mirror(choice);
            first[unit] = seen;
        }

        return [.. first.OrderBy(entry => entry.Key)
            .Where(entry => entry.Value is { Original: not null, Swapped: not null })
            .Select(entry => (entry.Value.Original!.Value, entry.Value.Swapped!.Value))];
    }
}
