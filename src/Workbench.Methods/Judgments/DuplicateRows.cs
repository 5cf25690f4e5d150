namespace Workbench.Methods.Judgments;

/// <summary>Finds exact repeats by a 64-bit hash of the row, confirmed column by column.</summary>
internal static class DuplicateRows
{
    public static List<int> Keep(JudgmentSet set, JudgmentColumns columns)
    {
        var rater = set.Rater;
        var capacity = 16;
        while (capacity < set.Count * 2)
            capacity *= 2;
        var slots = new int[capacity];
        var kept = new List<int>(set.Count);
        for (var row = 0; row < set.Count; row++)
        {
            if (rater[row] < 0 || IsNew(set, columns, slots, row))
                kept.Add(row);
        }

        return kept;
    }

    private static bool IsNew(JudgmentSet set, JudgmentColumns columns, int[] slots, int row)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)HashOf(set, row) & mask; ; slot = (slot + 1) & mask)
        {
            if (slots[slot] == 0)
            {
                slots[slot] = row + 1;
                return true;
            }

            if (Same(columns, slots[slot] - 1, row))
                return false;
        }
    }

    private static ulong HashOf(JudgmentSet set, int row)
    {
        const ulong prime = 0x9E3779B97F4A7C15UL;
        var hash = Mix(((ulong)(uint)set.Item[row] << 32) | (uint)set.Rater[row], prime);
        hash = Mix(hash ^ (((ulong)(uint)set.Criterion[row] << 32) | (uint)set.Order[row]), prime);
        return Mix(hash ^ (((ulong)(uint)set.Left[row] << 32) | ((ulong)(byte)set.Choice[row] << 24)), prime);
    }

    private static ulong Mix(ulong value, ulong prime)
    {
        value *= prime;
        return value ^ (value >> 31);
    }

    private static bool Same(JudgmentColumns c, int a, int b) =>
        Same(c.Item, a, b) && Same(c.Rater, a, b) && Same(c.Left, a, b) && Same(c.Right, a, b)
        && Same(c.Choice, a, b) && Same(c.Strength, a, b) && Same(c.Value, a, b) && Same(c.Label, a, b)
        && Same(c.Criterion, a, b) && Same(c.Kind, a, b) && Same(c.Persona, a, b) && Same(c.Prompt, a, b)
        && Same(c.Perspective, a, b) && Same(c.Certainty, a, b) && Same(c.Order, a, b) && Same(c.Seconds, a, b)
        && Same(c.CreatedAt, a, b) && Same(c.Rest, a, b);

    private static bool Same<T>(ReadOnlyMemory<T>? column, int a, int b)
        where T : IEquatable<T> =>
        column is not { } values || values.Span[a].Equals(values.Span[b]);
}
