using System.Runtime.InteropServices;
using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.WinRates;

/// <summary>The scored rows of one condition with its score in each, and its unscored rows counted.</summary>
internal sealed class ConditionScores
{
    private readonly List<int> _rows = [];
    private readonly List<double> _scores = [];

    public ReadOnlySpan<int> Rows => CollectionsMarshal.AsSpan(_rows);

    public ReadOnlySpan<double> Scores => CollectionsMarshal.AsSpan(_scores);

    public int Unscored { get; private set; }

    public static ConditionScores Of(JudgmentSet set, string condition, string? against)
    {
        var self = set.FindSystem(condition);
        var other = against is null ? -1 : set.FindSystem(against);
        var side = new ConditionScores();
        if (self < 0 || (against is not null && other < 0))
            return side;
        var left = set.Left;
        var right = set.Right;
        var scores = set.LeftScores();
        for (var row = 0; row < set.Count; row++)
        {
            if (left[row] == right[row])
                continue;
            if (left[row] == self && right[row] >= 0 && (against is null || right[row] == other))
                side.Add(row, scores[row]);
            else if (right[row] == self && left[row] >= 0 && (against is null || left[row] == other))
                side.Add(row, 1 - scores[row]);
        }

        return side;
    }

    /// <summary>All conditions at once, in one pass over the rows.</summary>
    public static IReadOnlyList<(int System, ConditionScores Scores)> OfEach(JudgmentSet set)
    {
        var bySystem = new ConditionScores?[set.Systems.Count];
        var order = new List<int>();
        ConditionScores For(int system)
        {
            if (bySystem[system] is null)
                order.Add(system);
            return bySystem[system] ??= new ConditionScores();
        }

        var left = set.Left;
        var right = set.Right;
        var scores = set.LeftScores();
        for (var row = 0; row < set.Count; row++)
        {
            if (left[row] < 0 || right[row] < 0 || left[row] == right[row])
                continue;
            For(left[row]).Add(row, scores[row]);
            For(right[row]).Add(row, 1 - scores[row]);
        }

        return [.. order.Select(system => (system, For(system)))];
    }

    private void Add(int row, double score)
    {
        if (double.IsNaN(score))
        {
            Unscored++;
            return;
        }

        _rows.Add(row);
        _scores.Add(score);
    }
}
