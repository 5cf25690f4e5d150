using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>
/// Cold-start curve: does personalization help more for users about whom more is known?
/// </summary>
/// <remarks>
/// Win rate (ties half) by amount of persona data (items, words), CR1 by persona. Each distinct amount is a point where there are few,
/// else groups of equal numbers of personas, so that no amount is split. Trend: least-squares slope of the score on <c>log₂(1 + amount)</c>,
/// win-rate points a doubling, CR1 by persona. Amounts are not assigned at random: personas with much data differ otherwise too.
/// Undefined without scored rows; the trend where all amounts are equal. Reference: methods.md 1.7; Liang, Zeger (1986), Biometrika 73.
/// </remarks>
public static class ColdStartCurve
{
    /// <summary>The points, from the least data on.</summary>
    /// <param name="amounts">Amount of data that the persona of each comparison has.</param>
    /// <param name="scores">1 where the personalized output won, ½ for a tie, 0 where it lost; NaN unscored.</param>
    /// <param name="personas">Persona of each comparison.</param>
    /// <param name="groups">Most points.</param>
    /// <param name="level">Nominal coverage.</param>
    public static IReadOnlyList<ColdStartPoint> Points(
        IReadOnlyList<double> amounts, IReadOnlyList<double> scores, IReadOnlyList<int> personas, int groups = 5, double level = 0.95)
    {
        var amountOf = new SortedDictionary<double, HashSet<int>>();
        for (var i = 0; i < amounts.Count; i++)
        {
            if (!amountOf.TryGetValue(amounts[i], out var set))
                amountOf[amounts[i]] = set = [];
            set.Add(personas[i]);
        }
        var total = amountOf.Values.Sum(s => s.Count);
        var edges = new List<(double Lower, double Upper)>();
        var seen = 0;
        var start = double.NaN;
        foreach (var (amount, set) in amountOf)
        {
            start = double.IsNaN(start) ? amount : start;
            seen += set.Count;
            // Closes a group at each distinct amount, or when its share of the personas is reached.
            if (amountOf.Count > groups && (long)seen * groups < (long)total * (edges.Count + 1))
                continue;
            edges.Add((start, amount));
            start = double.NaN;
        }
        return [.. edges.Select(edge =>
        {
            var rows = Enumerable.Range(0, amounts.Count).Where(i => amounts[i] >= edge.Lower && amounts[i] <= edge.Upper).ToArray();
            var winRate = ClusteredMean.Compute("win rate, ties as half", [.. rows.Select(i => scores[i])], [.. rows.Select(i => personas[i])],
                "persona", level, "no scored comparison", 0, 1, "proportion");
            return new ColdStartPoint(edge.Lower, edge.Upper, rows.Select(i => personas[i]).Distinct().Count(), winRate);
        })];
    }

    /// <summary>The trend: win-rate change a doubling of the data.</summary>
    /// <param name="amounts">Amount of data that the persona of each comparison has.</param>
    /// <param name="scores">Scores, NaN unscored.</param>
    /// <param name="personas">Persona of each comparison.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Trend(IReadOnlyList<double> amounts, IReadOnlyList<double> scores, IReadOnlyList<int> personas, double level = 0.95)
    {
        const string Method = "cold-start trend";
        var rows = Enumerable.Range(0, scores.Count).Where(i => !double.IsNaN(scores[i])).ToArray();
        var unscored = scores.Count - rows.Length;
        if (rows.Length == 0)
            return Estimate.Undefined(Method, "no scored comparison", 0, unscored);
        double[] x = [.. rows.Select(i => Math.Log2(1 + amounts[i]))], y = [.. rows.Select(i => scores[i])];
        double meanX = x.Average(), meanY = y.Average();
        var spread = x.Sum(v => (v - meanX) * (v - meanX));
        if (spread <= 1e-12)
            return Estimate.Undefined(Method, "all personas have the same amount of data", rows.Length, unscored);
        var slope = x.Select((v, i) => (v - meanX) * (y[i] - meanY)).Sum() / spread;
        var influence = rows.Select((row, i) => (Persona: personas[row], Value: (x[i] - meanX) * (y[i] - meanY - slope * (x[i] - meanX)) / spread))
            .GroupBy(p => p.Persona).Select(g => g.Sum(p => p.Value)).ToArray();
        // A slope and an intercept are fitted, hence two degrees of freedom.
        return PersonaInterval.Around(slope, influence, 2, level) with
        {
            Method = Method,
            Unit = "win rate a doubling",
            N = rows.Length,
            Unscored = unscored,
        };
    }
}
