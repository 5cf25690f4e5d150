using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Metrics;

/// <summary>
/// The verdicts of one criterion as categories, one a rater and comparison, in the comparison's own order: first, second, tie, both bad;
/// for ratings the distinct numbers or labels.
/// </summary>
internal sealed class VoteTables
{
    internal const int Tie = 2;
    private const int BothBad = 3;
    private readonly JudgmentSet _set;
    private readonly int[] _codes;
    private readonly int _categories;
    private readonly double[] _values;
    private readonly int _items;

    internal VoteTables(JudgmentSet judgments, MetricOptions options)
    {
        _set = options.Resolve(judgments);
        _codes = new int[_set.Count];
        IsComparison = _set.Choice.ContainsAnyExcept(Choice.None);
        double[] numbers = [.. _set.Value.ToArray().Where(v => !double.IsNaN(v)).Distinct().Order()];
        int[] labels = [.. _set.Label.ToArray().Where(l => l >= 0).Distinct().OrderBy(l => _set.Labels[l], StringComparer.Ordinal)];
        _values = IsComparison ? [] : numbers;
        IsNumeric = !IsComparison && numbers.Length > 0;
        _categories = IsComparison ? 4 : IsNumeric ? numbers.Length : labels.Length;
        for (var row = 0; row < _codes.Length; row++)
        {
            _codes[row] = IsComparison ? CodeOf(_set.Choice[row])
                : IsNumeric ? (double.IsNaN(_set.Value[row]) ? -1 : Array.BinarySearch(numbers, _set.Value[row]))
                : Array.IndexOf(labels, _set.Label[row]);
            _items = Math.Max(_items, _set.Unit[row] + 1);
        }
    }

    internal bool IsComparison { get; }

    internal bool IsNumeric { get; }

    internal JudgmentSet Set => _set;

    /// <summary>Model raters in order of their names.</summary>
    internal IReadOnlyList<(int Id, string Name)> Models => [.. Enumerable.Range(0, _set.Count)
        .Where(row => _set.Rater[row] >= 0 && _set.Kind[row] == RaterKind.Model).Select(row => _set.Rater[row]).Distinct()
        .Select(id => (id, _set.Raters[id])).OrderBy(r => r.Item2, StringComparer.Ordinal)];

    internal bool Has(RaterKind kind) => Enumerable.Range(0, _set.Count).Any(row => _set.Rater[row] >= 0 && _set.Kind[row] == kind);

    internal RatingTable Of(RaterKind kind, bool mergeTies = false) => Build(row => _set.Kind[row] == kind, mergeTies);

    internal RatingTable Of(int rater, bool mergeTies = false) => Build(row => _set.Rater[row] == rater, mergeTies);

    /// <summary>Ratings of one kind on the ordered scale first &lt; tie &lt; second; the numbers themselves for ratings.</summary>
    internal RatingTable Ordered(RaterKind kind) => IsComparison
        ? Build(row => _set.Kind[row] == kind, code => code switch { 0 => 0, 1 => 2, < 0 => -1, _ => 1 }, 3, [-1, 0, 1])
        : Of(kind);

    /// <summary>One rater's category of each item, −1 without.</summary>
    internal int[] CodesOf(int rater)
    {
        var codes = new int[_items];
        Array.Fill(codes, -1);
        for (var row = 0; row < _set.Count; row++)
        {
            if (_set.Rater[row] == rater && codes[_set.Unit[row]] < 0)
                codes[_set.Unit[row]] = _codes[row];
        }
        return codes;
    }

    /// <summary>Number behind a category of numeric ratings.</summary>
    internal double NumberOf(int code) => code < 0 ? double.NaN : _values[code];

    /// <summary>
    /// Cluster of each item, for estimators that take items as they are: personas or prompts as <see cref="ClusterIds"/> chooses them for
    /// win rates, where two or more occur; else empty, items being independent. An item without one is a cluster of its own.
    /// </summary>
    internal (int[] Ids, string Unit) Clusters(ClusterBy by)
    {
        var (ids, unit) = ClusterIds.Of(_set, by);
        if (ids is null || unit is not ("persona" or "prompt") || ids.Where(id => id >= 0).Distinct().Take(2).Count() < 2)
            return ([], "item");
        int[] clusters = [.. Enumerable.Range(ids.Max() + 1, _items)];
        for (var row = 0; row < _set.Count; row++)
        {
            if (ids[row] >= 0)
                clusters[_set.Unit[row]] = ids[row];
        }

        return (clusters, unit);
    }

    private RatingTable Build(Func<int, bool> keep, bool mergeTies) =>
        Build(keep, code => mergeTies && IsComparison && code == BothBad ? Tie : code, _categories, _values);

    private RatingTable Build(Func<int, bool> keep, Func<int, int> recode, int categories, double[] values)
    {
        int[] rows = [.. Enumerable.Range(0, _set.Count).Where(row => _set.Rater[row] >= 0 && keep(row))];
        var set = _set;
        return RatingTable.Create(
            Array.ConvertAll(rows, row => set.Unit[row]), Array.ConvertAll(rows, row => set.Rater[row]), Array.ConvertAll(rows, row => recode(_codes[row])),
            _items, set.Raters.Count, categories, values);
    }

    private static int CodeOf(Choice choice) => choice switch
    {
        Choice.Left => 0,
        Choice.Right => 1,
        Choice.Tie => Tie,
        Choice.BothBad => BothBad,
        _ => -1,
    };
}
