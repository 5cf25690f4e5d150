using System.Runtime.InteropServices;
using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.WinRates;

/// <summary>Win rates of every pair of conditions that met, computed in one pass over the rows.</summary>
public static class PairRates
{
    /// <summary>
    /// One win rate a pair. Within a pair <see cref="WinRate.Condition"/> is the name that sorts first (ordinal), and so
    /// are the pairs.
    /// </summary>
    /// <param name="set">The judgments.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static IReadOnlyList<WinRate> Of(JudgmentSet set, WinRateOptions? options = null)
    {
        options ??= WinRateOptions.Default;
        var resolved = set.IsResolved ? set : set.Resolve(options.Orders);
        return [.. RowsByPair(resolved).Select(pair => ConditionRates.Of(resolved.Rows(pair.Rows), resolved.Systems[pair.A], resolved.Systems[pair.B], options))];
    }

    /// <summary>The rows of each pair of different systems, a before b in ordinal order.</summary>
    /// <param name="set">The judgments.</param>
    public static IReadOnlyList<(int A, int B, int[] Rows)> RowsByPair(JudgmentSet set)
    {
        var rows = new Dictionary<(int, int), List<int>>();
        var left = set.Left;
        var right = set.Right;
        for (var row = 0; row < set.Count; row++)
        {
            if (left[row] < 0 || right[row] < 0 || left[row] == right[row])
                continue;
            var key = (Math.Min(left[row], right[row]), Math.Max(left[row], right[row]));
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out _);
            (list ??= []).Add(row);
        }

        return [.. rows
            .Select(pair => string.CompareOrdinal(set.Systems[pair.Key.Item1], set.Systems[pair.Key.Item2]) <= 0
                ? (A: pair.Key.Item1, B: pair.Key.Item2, Rows: pair.Value.ToArray())
                : (A: pair.Key.Item2, B: pair.Key.Item1, Rows: pair.Value.ToArray()))
            .OrderBy(pair => set.Systems[pair.A], StringComparer.Ordinal)
            .ThenBy(pair => set.Systems[pair.B], StringComparer.Ordinal)];
    }
}
