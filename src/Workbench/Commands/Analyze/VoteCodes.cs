using System.Globalization;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Commands.Analyze;

/// <summary>The verdicts of a criterion as category codes: first, second, tie, both bad for comparisons; the distinct values for ratings.</summary>
internal sealed class VoteCodes
{
    public const int First = 0;
    public const int Second = 1;
    public const int Tie = 2;
    public const int BothBad = 3;

    private readonly JudgmentSet _set;
    private readonly int[] _codes;

    private readonly string[] _names;

    private VoteCodes(JudgmentSet set, int[] codes, double[]? values, string[] names, bool isComparison)
    {
        (_set, _codes, Values, _names, Categories, IsComparison) = (set, codes, values, names, names.Length, isComparison);
        Items = set.Count == 0 ? 0 : Max(set.Unit) + 1;
    }

    /// <summary>True for choices between two texts, false for ratings.</summary>
    public bool IsComparison { get; }

    /// <summary>The numbers of numeric ratings by code, null for labels and choices.</summary>
    public double[]? Values { get; }

    public int Categories { get; }

    public int Items { get; }

    public JudgmentSet Set => _set;

    /// <summary>The category of a code in words.</summary>
    public string NameOf(int code) => _names[code];

    /// <summary>Code of a row, negative where unscored.</summary>
    public int this[int row] => _codes[row];

    public static VoteCodes Of(JudgmentSet resolved)
    {
        var choices = resolved.Choice;
        var comparison = false;
        foreach (var choice in choices)
            comparison |= choice != Choice.None;
        if (comparison)
            return new VoteCodes(resolved, [.. Rows(resolved).Select(row => CodeOf(resolved.Choice[row]))], null, ["left", "right", "tie", "both_bad"], true);
        double[] numbers = [.. resolved.Value.ToArray().Where(value => !double.IsNaN(value)).Distinct().Order()];
        if (numbers.Length > 0)
        {
            return new VoteCodes(
                resolved, [.. Rows(resolved).Select(row => double.IsNaN(resolved.Value[row]) ? -1 : Array.BinarySearch(numbers, resolved.Value[row]))], numbers, [.. numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))], false);
        }

        int[] labels = [.. resolved.Label.ToArray().Where(label => label >= 0).Distinct().OrderBy(label => resolved.Labels[label], StringComparer.Ordinal)];
        return new VoteCodes(resolved, [.. Rows(resolved).Select(row => resolved.Label[row] < 0 ? -1 : Array.IndexOf(labels, resolved.Label[row]))], null, [.. labels.Select(label => resolved.Labels[label])], false);
    }

    /// <summary>Ratings of the raters of one kind (or all), items and raters by id. Rows without a rater are left out.</summary>
    public RatingTable Table(RaterKind? kind) => Build(row => kind is null || _set.Kind[row] == kind, code => code, Categories, Values ?? []);

    /// <summary>As <see cref="Table"/> on the ordered scale first &lt; tie &lt; second (−1, 0, 1), both bad as a tie.</summary>
    public RatingTable OrderedTable(RaterKind? kind) => IsComparison
        ? Build(row => kind is null || _set.Kind[row] == kind, code => code switch { First => 0, Second => 2, _ => 1 }, 3, [-1, 0, 1])
        : Table(kind);

    /// <summary>Ratings of some rows with both bad counted as a tie.</summary>
    public RatingTable MergedTies(Func<int, bool> keep) => Build(keep, code => code == BothBad && IsComparison ? Tie : code, Categories, []);

    public RatingTable TableOf(Func<int, bool> keep) => Build(keep, code => code, Categories, []);

    /// <summary>One rater's code of every item, −1 where it gave none.</summary>
    public int[] CodesOf(int rater)
    {
        var codes = new int[Items];
        Array.Fill(codes, -1);
        for (var row = 0; row < _set.Count; row++)
        {
            if (_set.Rater[row] == rater && codes[_set.Unit[row]] < 0)
                codes[_set.Unit[row]] = _codes[row];
        }

        return codes;
    }

    private RatingTable Build(Func<int, bool> keep, Func<int, int> recode, int categories, double[] values)
    {
        int[] rows = [.. Rows(_set).Where(row => _set.Rater[row] >= 0 && keep(row))];
        var (items, raters, codes) = (new int[rows.Length], new int[rows.Length], new int[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
            (items[i], raters[i], codes[i]) = (_set.Unit[rows[i]], _set.Rater[rows[i]], _codes[rows[i]] < 0 ? -1 : recode(_codes[rows[i]]));
        return RatingTable.Create(items, raters, codes, Items, _set.Raters.Count, categories, values);
    }

    private static int CodeOf(Choice choice) => choice switch
    {
        Choice.Left => First,
        Choice.Right => Second,
        Choice.Tie => Tie,
        Choice.BothBad => BothBad,
        _ => -1,
    };

    private static IEnumerable<int> Rows(JudgmentSet set) => Enumerable.Range(0, set.Count);

    private static int Max(ReadOnlySpan<int> values)
    {
        var max = 0;
        foreach (var value in values)
            max = Math.Max(max, value);
        return max;
    }
}
