namespace Workbench.Methods.Judgments;

/// <summary>
/// Which comparison every row belongs to, and its sides in the comparison's own order: that of its first line. Ratings of several
/// systems under one item are one text each.
/// </summary>
internal sealed class ComparisonUnits
{
    /// <summary>Comparison of each row, dense from 0.</summary>
    public required int[] Unit { get; init; }

    /// <summary>First system of each row's comparison, or −1.</summary>
    public required int[] Left { get; init; }

    /// <summary>Second system of each row's comparison, or −1.</summary>
    public required int[] Right { get; init; }

    /// <summary>True where the row showed the comparison the other way round.</summary>
    public required bool[] Swapped { get; init; }

    public static ComparisonUnits Find(JudgmentSet set)
    {
        var item = set.Item;
        var left = set.Left;
        var right = set.Right;
        var firstOfItem = FirstPairs(set);
        var baseUnit = new int[set.Items.Count];
        Array.Fill(baseUnit, -1);
        var firstRated = FirstRated(set);
        var others = new Dictionary<(int Item, int Low, int High), (int Unit, int Left, int Right)>();
        var units = new ComparisonUnits
        {
            Unit = new int[set.Count],
            Left = new int[set.Count],
            Right = new int[set.Count],
            Swapped = new bool[set.Count],
        };
        var count = 0;
        for (var row = 0; row < set.Count; row++)
        {
            var home = item[row] >= 0 ? firstOfItem[item[row]] : -1;
            var (l, r) = (left[row], right[row]);
            var named = l >= 0 && r >= 0;
            var (homeLeft, homeRight) = home >= 0 ? (left[home], right[home]) : (-1, -1);
            if (named && !SamePair(l, r, homeLeft, homeRight))
            {
                var key = (item[row], Math.Min(l, r), Math.Max(l, r));
                if (!others.TryGetValue(key, out var other))
                    others[key] = other = (count++, l, r);
                (units.Unit[row], units.Left[row], units.Right[row], units.Swapped[row]) = (other.Unit, other.Left, other.Right, l != other.Left);
                continue;
            }

            if (item[row] >= 0 && IsRated(set, row) && l != firstRated[item[row]])
            {
                var key = (item[row], l, -1);
                if (!others.TryGetValue(key, out var other))
                    others[key] = other = (count++, l, -1);
                (units.Unit[row], units.Left[row], units.Right[row]) = (other.Unit, l, -1);
                continue;
            }

            if (item[row] < 0)
                units.Unit[row] = count++;
            else
                units.Unit[row] = baseUnit[item[row]] >= 0 ? baseUnit[item[row]] : baseUnit[item[row]] = count++;
            var inherits = named || !IsRating(set, row);
            (units.Left[row], units.Right[row]) = inherits ? (homeLeft, homeRight) : (l, r);
            units.Swapped[row] = named && l != homeLeft;
        }

        return units;
    }

    private static bool IsRating(JudgmentSet set, int row) =>
        set.Choice[row] == Choice.None && (!double.IsNaN(set.Value[row]) || set.Label[row] >= 0);

    /// <summary>True for a rating that says whose text it is about.</summary>
    private static bool IsRated(JudgmentSet set, int row) => set.Left[row] >= 0 && set.Right[row] < 0 && IsRating(set, row);

    /// <summary>The system of the first rating of each item that names one, or −1: its text is the item itself, also for ratings that name none.</summary>
    private static int[] FirstRated(JudgmentSet set)
    {
        var first = new int[set.Items.Count];
        Array.Fill(first, -1);
        for (var row = 0; row < set.Count; row++)
        {
            if (set.Item[row] >= 0 && first[set.Item[row]] < 0 && IsRated(set, row))
                first[set.Item[row]] = set.Left[row];
        }

        return first;
    }

    private static bool SamePair(int l, int r, int homeLeft, int homeRight) =>
        (l == homeLeft && r == homeRight) || (l == homeRight && r == homeLeft);

    /// <summary>The first row of each item that names both sides, or −1.</summary>
    private static int[] FirstPairs(JudgmentSet set)
    {
        var first = new int[set.Items.Count];
        Array.Fill(first, -1);
        var item = set.Item;
        var left = set.Left;
        var right = set.Right;
        for (var row = 0; row < set.Count; row++)
        {
            if (item[row] >= 0 && first[item[row]] < 0 && left[row] >= 0 && right[row] >= 0)
                first[item[row]] = row;
        }

        return first;
    }
}
