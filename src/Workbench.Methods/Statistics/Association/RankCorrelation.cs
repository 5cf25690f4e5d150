using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Association;

/// <summary>
/// Do two scores order things alike? Pearson (linear), Spearman (ranks) and Kendall's τ-b (pairs), ties handled.
/// </summary>
/// <remarks>
/// Undefined for fewer than two pairs or where a side is constant, never 0. Rows with NaN on either side are unscored.
/// Intervals: Fisher's z, with variance 1/(n−3) for Pearson, Bonett–Wright's (1+ρ²/2)/(n−3) for Spearman and 0.437/(n−4) for
/// Kendall (Fieller et al. 1957); few systems give wide ones, so the number of points is part of the result. Two levels are common:
/// over systems, or over items within a group, averaged (<see cref="MeanWithinGroups"/>, as G-Eval's meta-evaluation).
/// </remarks>
public static class RankCorrelation
{
    /// <summary>Pearson's r. The setting <c>p_value</c> holds the two-sided t test.</summary>
    /// <param name="x">First score.</param>
    /// <param name="y">Second score.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        var (a, b, unscored) = Complete(x, y);
        return Describe("Pearson's r", Correlate(a, b), a.Length, unscored, 1, 3, level, r => TTest(r, a.Length));
    }

    /// <summary>Spearman's ρ: Pearson's r of mid-ranks.</summary>
    /// <param name="x">First score.</param>
    /// <param name="y">Second score.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        var (a, b, unscored) = Complete(x, y);
        var rho = Correlate(MidRanks(a), MidRanks(b));
        return Describe("Spearman's ρ", rho, a.Length, unscored, 1 + rho * rho / 2, 3, level, r => TTest(r, a.Length));
    }

    /// <summary>Kendall's τ-b: <c>(C − D) / √((n₀ − n₁)(n₀ − n₂))</c>, O(n²). The p-value is the normal approximation with ties.</summary>
    /// <param name="x">First score.</param>
    /// <param name="y">Second score.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate KendallTauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        var (a, b, unscored) = Complete(x, y);
        var n = a.Length;
        long balance = 0, tiedX = 0, tiedY = 0;
        for (var i = 1; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var dx = Math.Sign(a[i].CompareTo(a[j]));
                var dy = Math.Sign(b[i].CompareTo(b[j]));
                balance += dx * dy;
                tiedX += dx == 0 ? 1 : 0;
                tiedY += dy == 0 ? 1 : 0;
            }
        }
        var all = (double)n * (n - 1) / 2;
        var tau = n < 2 ? double.NaN : balance / Math.Sqrt((all - tiedX) * (all - tiedY));
        return Describe("Kendall's τ-b", tau, n, unscored, 0.437, 4, level, _ => KendallP(a, b, balance));
    }

    /// <summary>Mean of a correlation within groups (documents, personas), each group one observation; groups where it is undefined are excluded and counted.</summary>
    /// <param name="x">First score.</param>
    /// <param name="y">Second score.</param>
    /// <param name="groups">Group of each row, 0 … groups − 1.</param>
    /// <param name="correlation">One of the correlations of this class.</param>
    /// <param name="level">Nominal coverage of the t interval over groups.</param>
    public static Estimate MeanWithinGroups(
        IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<int> groups, Func<double[], double[], Estimate> correlation, double level = 0.95)
    {
        var parts = Enumerable.Range(0, groups.Count).GroupBy(i => groups[i])
            .Select(g => correlation([.. g.Select(i => x[i])], [.. g.Select(i => y[i])])).ToArray();
        var defined = parts.Where(p => p.Value is not null).Select(p => p.Value!.Value).ToArray();
        var name = parts.Length == 0 ? "mean correlation within groups" : $"{parts[0].Method}, mean within groups";
        return ClusteredMean.Compute(name, defined, [], "group", level, "no group has two different values on both sides", -1, 1, "coefficient") with
        {
            Excluded = parts.Length - defined.Length,
        };
    }

    internal static double[] MidRanks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var k = start; k < end; k++)
                ranks[order[k]] = (start + end + 1) / 2.0;
            start = end;
        }
        return ranks;
    }

    private static Estimate Describe(
        string method, double value, int n, int unscored, double varianceFactor, int lost, double level, Func<double, double> pValue)
    {
        if (n < 2)
            return Estimate.Undefined(method, "fewer than two complete pairs", n, unscored);
        if (double.IsNaN(value))
            return Estimate.Undefined(method, "no variation: one side is constant", n, unscored);
        ConfidenceInterval? interval = null;
        if (n > lost && Math.Abs(value) < 1)
        {
            var half = Normal.InvCDF(0, 1, 1 - (1 - level) / 2) * Math.Sqrt(varianceFactor / (n - lost));
            var z = Math.Atanh(value);
            interval = new ConfidenceInterval(Math.Tanh(z - half), Math.Tanh(z + half), level, "Fisher z");
        }
        return new Estimate
        {
            Value = value,
            Unit = "coefficient",
            Interval = interval,
            Method = method,
            N = n,
            Unscored = unscored,
            Settings = new Dictionary<string, string> { ["p_value"] = Numbers.Text(pValue(value)) },
            Warnings = interval is null ? ["no interval: too few points, or a perfect correlation"] : n < 10 ? [$"only {n} points"] : [],
        };
    }

    private static double TTest(double r, int n) =>
        n < 3 ? 1 : Math.Abs(r) >= 1 ? 0 : 2 * StudentT.CDF(0, 1, n - 2, -Math.Abs(r) * Math.Sqrt((n - 2) / (1 - r * r)));

    private static double KendallP(double[] a, double[] b, long balance)
    {
        double n = a.Length;
        var (x1, x2, x3) = TieSums(a);
        var (y1, y2, y3) = TieSums(b);
        var variance = (n * (n - 1) * (2 * n + 5) - x3 - y3) / 18 + 2 * x1 * y1 / (n * (n - 1));
        if (n > 2)
            variance += x2 * y2 / (9 * n * (n - 1) * (n - 2));
        return variance <= 0 ? 1 : 2 * Normal.CDF(0, 1, -Math.Abs(balance) / Math.Sqrt(variance));
    }

    /// <summary>Σ t(t−1)/2, Σ t(t−1)(t−2), Σ t(t−1)(2t+5) over groups of ties.</summary>
    private static (double Pairs, double Triples, double Weighted) TieSums(double[] values)
    {
        double pairs = 0, triples = 0, weighted = 0;
        foreach (var group in values.GroupBy(v => v))
        {
            double t = group.Count();
            pairs += t * (t - 1) / 2;
            triples += t * (t - 1) * (t - 2);
            weighted += t * (t - 1) * (2 * t + 5);
        }
        return (pairs, triples, weighted);
    }

    private static double Correlate(double[] a, double[] b)
    {
        if (a.Length < 2)
            return double.NaN;
        double meanA = a.Average(), meanB = b.Average(), ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa <= 1e-300 || bb <= 1e-300 || a.Distinct().Take(2).Count() < 2 || b.Distinct().Take(2).Count() < 2
            ? double.NaN
            : Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1);
    }

    private static (double[] X, double[] Y, int Unscored) Complete(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException("Both sides need one score for each row.", nameof(y));
        List<double> a = new(x.Length), b = new(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
                continue;
            a.Add(x[i]);
            b.Add(y[i]);
        }
        return (a.ToArray(), b.ToArray(), x.Length - a.Count);
    }
}
