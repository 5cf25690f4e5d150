using Workbench.Methods.Judgments;

namespace Workbench.Commands.Analyze;

/// <summary>What one judge and the people said of one comparison (or rated text).</summary>
/// <param name="Unit">The comparison.</param>
/// <param name="Row">A row of the judge's in the resolved set, for what is known of the two texts.</param>
/// <param name="Judge">The judge's score, its orders averaged.</param>
/// <param name="People">The mean score of the people, NaN where nobody judged it.</param>
/// <param name="Persona">Whose comparison it is, −1 where unknown.</param>
internal readonly record struct JudgedComparison(int Unit, int Row, double Judge, double People, int Persona);

/// <summary>
/// The scores of people and judges side by side. With two systems the score is that of the one whose name sorts first; with more it is that of the item's
/// first side; ratings by number are taken as they are. A model's orders are averaged.
/// </summary>
internal sealed class JudgedComparisons
{
    private readonly JudgmentSet _set;
    private readonly double[] _scores;
    private readonly Dictionary<int, (double Sum, int N)> _people = [];

    private JudgedComparisons(JudgmentSet resolved, bool isComparison)
    {
        (_set, IsComparison, Target) = (resolved, isComparison, OnlyPair(resolved)?.A);
        _scores = (isComparison ? resolved.LeftScores() : resolved.Value).ToArray();
        for (var row = 0; row < resolved.Count; row++)
        {
            if (Target is { } target && resolved.Left[row] != target)
                _scores[row] = 1 - _scores[row];
            if (double.IsNaN(_scores[row]) || resolved.Kind[row] != RaterKind.Human)
                continue;
            var (sum, n) = _people.GetValueOrDefault(resolved.Unit[row]);
            _people[resolved.Unit[row]] = (sum + _scores[row], n + 1);
        }
    }

    /// <summary>The judgments, one a rater and comparison, in the comparison's own order.</summary>
    public JudgmentSet Set => _set;

    public bool IsComparison { get; }

    /// <summary>The system whose score it is, where there are just two.</summary>
    public int? Target { get; }

    /// <summary>Whose score it is, in words.</summary>
    public string Of => Target is { } id ? _set.Systems[id] : IsComparison ? "the first side of each item" : "the rating";

    public static JudgedComparisons From(JudgmentSet raw, bool isComparison) => new(raw.Resolve(OrderRule.Average), isComparison);

    /// <summary>Comparisons that a rater gave a usable verdict on, in order of their numbers.</summary>
    public IReadOnlyList<JudgedComparison> By(int rater)
    {
        var judged = new SortedDictionary<int, JudgedComparison>();
        for (var row = 0; row < _set.Count; row++)
        {
            if (_set.Rater[row] != rater || _set.Kind[row] == RaterKind.Human || double.IsNaN(_scores[row]))
                continue;
            var unit = _set.Unit[row];
            var people = _people.TryGetValue(unit, out var votes) ? votes.Sum / votes.N : double.NaN;
            judged.TryAdd(unit, new JudgedComparison(unit, row, _scores[row], people, _set.Persona[row]));
        }

        return [.. judged.Values];
    }

    /// <summary>A feature of the target's (or first) text minus that of the other.</summary>
    public double Difference(JudgedComparison comparison, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var difference = left[comparison.Row] - right[comparison.Row];
        return Target is { } target && _set.Left[comparison.Row] != target ? -difference : difference;
    }

    /// <summary>Clusters for an interval: personas where there are two or more, a comparison without one being its own; else none.</summary>
    public static (int[] Ids, string Unit) Clusters(IReadOnlyList<JudgedComparison> comparisons)
    {
        if (comparisons.Where(c => c.Persona >= 0).Select(c => c.Persona).Distinct().Take(2).Count() < 2)
            return ([], "item");
        var personas = comparisons.Max(c => c.Persona) + 1;
        return ([.. comparisons.Select((c, at) => c.Persona >= 0 ? c.Persona : personas + at)], "persona");
    }

    /// <summary>The two systems, first by name, where there are exactly two.</summary>
    public static (int A, int B)? OnlyPair(JudgmentSet set)
    {
        var ids = new HashSet<int>();
        for (var row = 0; row < set.Count; row++)
        {
            if (set.IsComparison(row))
            {
                ids.Add(set.Left[row]);
                ids.Add(set.Right[row]);
            }
        }

        int[] sorted = [.. ids.OrderBy(id => set.Systems[id], StringComparer.Ordinal)];
        return sorted is [var a, var b] ? (a, b) : null;
    }
}
