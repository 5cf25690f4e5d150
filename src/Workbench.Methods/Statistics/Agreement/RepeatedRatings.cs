using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Agreement;

/// <summary>Finds the items that one rater judged twice, for <see cref="IntraRaterConsistency"/>.</summary>
public static class RepeatedRatings
{
    /// <summary>
    /// The first two answers of every rater on every comparison (or rated text) that has two lines or more of theirs, in the comparison's own order: sides that were
    /// swapped are turned back, so that a rater who keeps to the left side is not consistent. Codes are choices, or equal for equal ratings.
    /// Unscored answers are −1. Rows without a rater are left out.
    /// </summary>
    /// <param name="set">The judgments as displayed, of one criterion and perspective, exact repeats already dropped.</param>
    /// <param name="keep">Which rows count, e.g. those of people.</param>
    public static IReadOnlyList<RepeatedRating> Of(JudgmentSet set, Func<int, bool> keep)
    {
        if (!set.HasRaters)
            return [];
        var units = ComparisonUnits.Find(set);
        var first = new Dictionary<(int Unit, int Rater), int>();
        var closed = new HashSet<(int, int)>();
        var numbers = new Dictionary<double, int>();
        var found = new List<RepeatedRating>();
        for (var row = 0; row < set.Count; row++)
        {
            var key = (units.Unit[row], set.Rater[row]);
            if (set.Rater[row] < 0 || !keep(row) || first.TryAdd(key, row) || !closed.Add(key))
                continue;
            found.Add(new RepeatedRating(set.Rater[row], Code(first[key]), Code(row)));
        }

        return found;

        int Code(int row)
        {
            var choice = units.Swapped[row] ? JudgmentSet.Mirror(set.Choice[row]) : set.Choice[row];
            if (choice != Choice.None)
                return (int)choice;
            if (set.IsComparison(row))
                return -1;
            if (double.IsNaN(set.Value[row]))
                return set.Label[row];
            if (!numbers.TryGetValue(set.Value[row], out var code))
                numbers[set.Value[row]] = code = numbers.Count;
            return code;
        }
    }
}
