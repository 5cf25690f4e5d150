using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Comparisons compressed to counts by pair of systems: all that Bradley–Terry needs of a million rows. Only systems that
/// were compared occur, in order of first appearance; rows of a system against itself and unscored rows are left out and counted.
/// </summary>
public sealed class PairCounts
{
    private PairCounts(string[] systems, int[] first, int[] second, double[] firstWins, double[] secondWins, double[] ties, int rows, int unscored)
    {
        Systems = systems;
        First = first;
        Second = second;
        FirstWins = firstWins;
        SecondWins = secondWins;
        Ties = ties;
        Rows = rows;
        Unscored = unscored;
    }

    /// <summary>Names of the systems.</summary>
    public IReadOnlyList<string> Systems { get; }

    /// <summary>Number of scored comparisons.</summary>
    public int Rows { get; }

    /// <summary>Comparisons without a usable verdict.</summary>
    public int Unscored { get; }

    /// <summary>Number of pairs that met.</summary>
    public int PairCount => First.Length;

    internal int[] First { get; }

    internal int[] Second { get; }

    internal double[] FirstWins { get; }

    internal double[] SecondWins { get; }

    internal double[] Ties { get; }

    /// <summary>One pair: systems by index, wins of each and ties.</summary>
    /// <param name="pair">0 to <see cref="PairCount"/> − 1.</param>
    public (int First, int Second, double FirstWins, double SecondWins, double Ties) this[int pair] =>
        (First[pair], Second[pair], FirstWins[pair], SecondWins[pair], Ties[pair]);

    /// <summary>Counts the comparisons of a set. Fractional scores of averaged verdicts count as that part of a win.</summary>
    /// <param name="set">The judgments, as they are (resolve them first where a rater may have several lines on an item).</param>
    public static PairCounts From(JudgmentSet set) => From(set, PairIndex.Of(set), null);

    /// <summary>The same with one weight a row; null where every row counts once.</summary>
    internal static PairCounts From(JudgmentSet set, PairIndex index, double[]? weights)
    {
        var wins = new double[index.Count];
        var losses = new double[index.Count];
        var ties = new double[index.Count];
        var left = set.Left;
        var pairs = index.PairOfRow;
        var scores = set.LeftScores();
        for (var row = 0; row < pairs.Length; row++)
        {
            var pair = pairs[row];
            if (pair < 0)
                continue;
            var score = index.IsFirst(pair, left[row]) ? scores[row] : 1 - scores[row];
            var times = weights is null ? 1 : weights[row];
            if (score == 0.5)
                ties[pair] += times;
            else
            {
                wins[pair] += times * score;
                losses[pair] += times * (1 - score);
            }
        }

        return new PairCounts(index.Systems, index.First, index.Second, wins, losses, ties, index.Rows, index.Unscored);
    }

    /// <summary>Counts given directly, e.g. from a published table.</summary>
    /// <param name="systems">Names of the systems.</param>
    /// <param name="pairs">Pairs by index with their counts; a pair may come once only.</param>
    public static PairCounts Of(IReadOnlyList<string> systems, IReadOnlyList<(int First, int Second, double FirstWins, double SecondWins, double Ties)> pairs) => new(
        [.. systems],
        [.. pairs.Select(pair => pair.First)],
        [.. pairs.Select(pair => pair.Second)],
        [.. pairs.Select(pair => pair.FirstWins)],
        [.. pairs.Select(pair => pair.SecondWins)],
        [.. pairs.Select(pair => pair.Ties)],
        (int)Math.Round(pairs.Sum(pair => pair.FirstWins + pair.SecondWins + pair.Ties)),
        0);

    /// <summary>The same pairs with other counts, for resampling.</summary>
    internal PairCounts With(double[] firstWins, double[] secondWins, double[] ties) =>
        new((string[])Systems, First, Second, firstWins, secondWins, ties, Rows, Unscored);

    /// <summary>The pairs among some of the systems, renumbered.</summary>
    internal PairCounts Among(IReadOnlyList<int> systems)
    {
        var position = new Dictionary<int, int>();
        foreach (var system in systems)
            position[system] = position.Count;
        return Of(
            [.. systems.Select(system => Systems[system])],
            [.. Enumerable.Range(0, PairCount)
                .Where(pair => position.ContainsKey(First[pair]) && position.ContainsKey(Second[pair]))
                .Select(pair => (position[First[pair]], position[Second[pair]], FirstWins[pair], SecondWins[pair], Ties[pair]))]);
    }
}
