using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Tests;

/// <summary>
/// Wilcoxon's signed-rank test that differences (strengths, Likert differences) are symmetric around 0. Zeros are
/// dropped, equal sizes share their mean rank. Exact up to 50 differences without equal sizes, else normal with the tie
/// correction and no continuity correction. Differences are independent.
/// </summary>
/// <remarks>Wilcoxon (1945) Biometrics Bull. 1; the choices are those of scipy.stats.wilcoxon.</remarks>
public static class WilcoxonSignedRank
{
    /// <summary>Two-sided p-value; 1 where every difference is 0; undefined without differences.</summary>
    /// <param name="differences">The differences.</param>
    public static Estimate Test(IReadOnlyList<double> differences)
    {
        const string name = "Wilcoxon signed-rank, two-sided";
        if (differences.Count == 0)
            return Estimate.Undefined(name, "no data");
        double[] sorted = [.. differences.Where(d => d != 0).OrderBy(Math.Abs)];
        var n = sorted.Length;
        if (n == 0)
            return new Estimate { Value = 1, Unit = "p-value", Method = name, N = 0, Excluded = differences.Count, Warnings = ["every difference is 0: p is 1"] };
        var (positive, ties) = RankSum(sorted);
        var total = n * (n + 1) / 2.0;
        var exact = n <= 50 && ties == 0 && n == differences.Count;
        return new Estimate
        {
            Value = exact ? Exact((int)Math.Min(positive, total - positive), n) : Approximate(positive, n, ties),
            Unit = "p-value",
            Method = name + (exact ? ", exact" : ", normal approximation"),
            N = n,
            Excluded = differences.Count - n,
            Settings = new Dictionary<string, string> { ["rank_sum_positive"] = Numbers.Text(positive) },
        };
    }

    /// <summary>Sum of the ranks of the positive differences and Σ(t³ − t) over groups of equal size.</summary>
    private static (double Positive, double Ties) RankSum(double[] sorted)
    {
        double positive = 0, ties = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[start]))
                end++;
            var rank = (start + 1 + end) / 2.0;
            double size = end - start;
            ties += (size * size * size) - size;
            for (; start < end; start++)
                positive += sorted[start] > 0 ? rank : 0;
        }

        return (positive, ties);
    }

    /// <summary>2·P(T ≤ t), counting the subsets of 1 … n by their sum.</summary>
    private static double Exact(int statistic, int n)
    {
        var ways = new double[(n * (n + 1) / 2) + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var sum = ways.Length - 1; sum >= rank; sum--)
                ways[sum] += ways[sum - rank];
        }

        var below = 0.0;
        for (var sum = 0; sum <= statistic; sum++)
            below += ways[sum];
        return Math.Min(1, 2 * below / Math.Pow(2, n));
    }

    private static double Approximate(double positive, int n, double ties)
    {
        var mean = n * (n + 1) / 4.0;
        var variance = (n * (n + 1.0) * ((2 * n) + 1) / 24) - (ties / 48);
        return variance <= 0 ? 1 : Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(positive - mean) / Math.Sqrt(variance)));
    }
}
