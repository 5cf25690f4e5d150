using System.Runtime.InteropServices;
using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Which pair of systems each row compares; systems and pairs dense from 0 in order of first appearance.</summary>
internal sealed class PairIndex
{
    private const int DenseSystems = 1500;

    public required string[] Systems { get; init; }

    public required int[] First { get; init; }

    public required int[] Second { get; init; }

    /// <summary>The pair of each row, −1 where it is unscored or no comparison.</summary>
    public required int[] PairOfRow { get; init; }

    /// <summary>Dense index of each system id of the set, −1 where it was not compared.</summary>
    public required int[] SystemOfId { get; init; }

    public required int Rows { get; init; }

    public required int Unscored { get; init; }

    public int Count => First.Length;

    /// <summary>True where the system id of a row's left side is the first of its pair.</summary>
    public bool IsFirst(int pair, int leftId) => First[pair] == SystemOfId[leftId];

    public static PairIndex Of(JudgmentSet set)
    {
        var systemOfId = new int[set.Systems.Count];
        Array.Fill(systemOfId, -1);
        var names = new List<string>();
        var first = new List<int>();
        var second = new List<int>();
        var known = set.Systems.Count;
        var dense = known <= DenseSystems ? new int[known * known] : null;
        var sparse = dense is null ? new Dictionary<long, int>() : null;
        var pairOfRow = new int[set.Count];
        var (rows, unscored) = (0, 0);
        var left = set.Left;
        var right = set.Right;
        var choice = set.Choice;
        for (var row = 0; row < pairOfRow.Length; row++)
        {
            var (l, r) = (left[row], right[row]);
            pairOfRow[row] = -1;
            if (l < 0 || r < 0 || l == r)
                continue;
            if (choice[row] == Choice.None)
            {
                unscored++;
                continue;
            }

            var (low, high) = l < r ? (l, r) : (r, l);
            ref var pair = ref dense is not null
                ? ref dense[(low * known) + high]
                : ref CollectionsMarshal.GetValueRefOrAddDefault(sparse!, ((long)low * known) + high, out _);
            if (pair == 0)
            {
                first.Add(Dense(l));
                second.Add(Dense(r));
                pair = first.Count;
            }

            pairOfRow[row] = pair - 1;
            rows++;
        }

        return new PairIndex
        {
            Systems = [.. names],
            First = [.. first],
            Second = [.. second],
            PairOfRow = pairOfRow,
            SystemOfId = systemOfId,
            Rows = rows,
            Unscored = unscored,
        };

        int Dense(int id)
        {
            if (systemOfId[id] < 0)
            {
                systemOfId[id] = names.Count;
                names.Add(set.Systems[id]);
            }

            return systemOfId[id];
        }
    }
}
