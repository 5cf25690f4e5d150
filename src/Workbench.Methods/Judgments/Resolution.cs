namespace Workbench.Methods.Judgments;

/// <summary>Recodes choices to the comparison's own order and reduces several lines of one rater to one verdict.</summary>
internal static class Resolution
{
    public static JudgmentSet Resolve(JudgmentSet set, JudgmentColumns columns, JudgmentNames names, OrderRule rule)
    {
        var pairs = ComparisonUnits.Find(set);
        var groups = Group(set, pairs.Unit);
        var n = groups.First.Count;
        var rows = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(groups.First);
        var left = new int[n];
        var right = new int[n];
        var unit = new int[n];
        var choice = new byte[n];
        var score = rule == OrderRule.Average ? new double[n] : null;
        var value = new double[n];
        var label = new int[n];
        var reducer = new VerdictReducer(set, pairs, rule);
        for (var g = 0; g < n; g++)
        {
            var first = rows[g];
            (left[g], right[g], unit[g]) = (pairs.Left[first], pairs.Right[first], pairs.Unit[first]);
            reducer.Start();
            for (var row = first; row >= 0; row = groups.Next[row])
                reducer.Add(row);
            choice[g] = (byte)reducer.Choice;
            value[g] = reducer.Value;
            label[g] = reducer.Label;
            if (score is not null)
                score[g] = reducer.Score;
        }

        var resolved = columns.Gather(rows) with
        {
            Left = left,
            Right = right,
            Unit = unit,
            Choice = choice,
            Score = score is null ? (ReadOnlyMemory<double>?)null : score,
            Value = columns.Value is null ? (ReadOnlyMemory<double>?)null : value,
            Label = columns.Label is null ? (ReadOnlyMemory<int>?)null : label,
        };
        resolved = InOwnOrder(resolved, rows, pairs.Swapped);
        return new JudgmentSet(n, resolved, names, set.DuplicatesDropped, resolved: true);
    }

    /// <summary>What is known of the two texts follows its text to the side on which the comparison's own order has it.</summary>
    private static JudgmentColumns InOwnOrder(JudgmentColumns columns, ReadOnlySpan<int> rows, bool[] swapped)
    {
        var turned = new bool[rows.Length];
        for (var g = 0; g < turned.Length; g++)
            turned[g] = swapped[rows[g]];
        var (leftLength, rightLength) = Sides(columns.LeftLength, columns.RightLength, turned);
        var (leftMarkdown, rightMarkdown) = Sides(columns.LeftMarkdown, columns.RightMarkdown, turned);
        var (leftMentions, rightMentions) = Sides(columns.LeftMentions, columns.RightMentions, turned);
        return columns with
        {
            LeftLength = leftLength,
            RightLength = rightLength,
            LeftMarkdown = leftMarkdown,
            RightMarkdown = rightMarkdown,
            LeftMentions = leftMentions,
            RightMentions = rightMentions,
        };
    }

    private static (ReadOnlyMemory<double>? Left, ReadOnlyMemory<double>? Right) Sides(ReadOnlyMemory<double>? left, ReadOnlyMemory<double>? right, bool[] turned)
    {
        if (left is not { } first || right is not { } second)
            return (left, right);
        var (a, b) = (first.ToArray(), second.ToArray());
        for (var row = 0; row < a.Length; row++)
        {
            if (turned[row])
                (a[row], b[row]) = (b[row], a[row]);
        }

        return (a, b);
    }

    /// <summary>Chains the rows of one rater, comparison, criterion and perspective: first row of each chain, next row of each row.</summary>
    private static (List<int> First, int[] Next) Group(JudgmentSet set, int[] unit)
    {
        var rater = set.Rater;
        var criterion = set.Criterion;
        var perspective = set.Perspective;
        var next = new int[set.Count];
        Array.Fill(next, -1);
        var first = new List<int>(set.Count);
        var last = new Dictionary<(int Unit, int Rater, int Criterion, Perspective Perspective), int>();
        for (var row = 0; row < set.Count; row++)
        {
            if (rater[row] >= 0)
            {
                ref var tail = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                    last, (unit[row], rater[row], criterion[row], perspective[row]), out var exists);
                if (exists)
                {
                    next[tail] = row;
                    tail = row;
                    continue;
                }

                tail = row;
            }

            first.Add(row);
        }

        return (first, next);
    }
}
