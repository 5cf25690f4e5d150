namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// The graph of who beat whom: an edge from winner to loser, a tie both ways. Bradley–Terry has a finite maximum exactly
/// where the graph is strongly connected (Ford 1957, Am. Math. Mon. 64); strengths compare only within a component.
/// </summary>
public sealed class WinGraph
{
    private readonly List<int>[] _beaten;
    private readonly List<int>[] _beatenBy;

    /// <summary>Builds the graph.</summary>
    /// <param name="counts">The counts by pair.</param>
    public WinGraph(PairCounts counts)
    {
        _beaten = [.. counts.Systems.Select(_ => new List<int>())];
        _beatenBy = [.. counts.Systems.Select(_ => new List<int>())];
        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            var (first, second, firstWins, secondWins, ties) = counts[pair];
            if (firstWins > 0 || ties > 0)
                Add(first, second);
            if (secondWins > 0 || ties > 0)
                Add(second, first);
        }
    }

    /// <summary>Groups of systems that are linked by comparisons at all, the largest first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Components()
    {
        var group = new int[_beaten.Length];
        Array.Fill(group, -1);
        var components = new List<IReadOnlyList<int>>();
        for (var start = 0; start < group.Length; start++)
        {
            if (group[start] >= 0)
                continue;
            List<int> members = [start];
            group[start] = components.Count;
            for (var next = 0; next < members.Count; next++)
            {
                foreach (var neighbour in _beaten[members[next]].Concat(_beatenBy[members[next]]))
                {
                    if (group[neighbour] >= 0)
                        continue;
                    group[neighbour] = components.Count;
                    members.Add(neighbour);
                }
            }

            members.Sort();
            components.Add(members);
        }

        return [.. components.OrderByDescending(component => component.Count)];
    }

    /// <summary>Strongly connected groups: within one, everybody can be reached from everybody along wins.</summary>
    public IReadOnlyList<IReadOnlyList<int>> StrongComponents()
    {
        var order = FinishOrder();
        var group = new int[_beaten.Length];
        Array.Fill(group, -1);
        var components = new List<IReadOnlyList<int>>();
        for (var at = order.Count - 1; at >= 0; at--)
        {
            if (group[order[at]] >= 0)
                continue;
            List<int> members = [order[at]];
            group[order[at]] = components.Count;
            for (var next = 0; next < members.Count; next++)
            {
                foreach (var neighbour in _beatenBy[members[next]])
                {
                    if (group[neighbour] >= 0)
                        continue;
                    group[neighbour] = components.Count;
                    members.Add(neighbour);
                }
            }

            components.Add(members);
        }

        return components;
    }

    private void Add(int winner, int loser)
    {
        _beaten[winner].Add(loser);
        _beatenBy[loser].Add(winner);
    }

    /// <summary>Systems in the order in which a depth-first search leaves them (first pass of Kosaraju's algorithm).</summary>
    private List<int> FinishOrder()
    {
        var seen = new bool[_beaten.Length];
        var order = new List<int>();
        var path = new Stack<(int System, int Next)>();
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start])
                continue;
            seen[start] = true;
            path.Push((start, 0));
            while (path.TryPop(out var top))
            {
                if (top.Next == _beaten[top.System].Count)
                {
                    order.Add(top.System);
                    continue;
                }

                path.Push((top.System, top.Next + 1));
                var neighbour = _beaten[top.System][top.Next];
                if (seen[neighbour])
                    continue;
                seen[neighbour] = true;
                path.Push((neighbour, 0));
            }
        }

        return order;
    }
}
