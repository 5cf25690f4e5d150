using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// Behavioural flags: too fast, straight-lining, one-sided, failing gold items.
/// </summary>
/// <remarks>
/// Left and right are codes 0 and 1; only they are positions, so a tie, both bad or a rating ends a run. A rater who leans to neither side has a
/// run of r or more among n choices with probability at most <c>2 (n − r + 1) / 2^r</c> (union bound). Speed compares a rater's mean log seconds
/// x with those of the m others (at least four), mean <c>x̄</c> and standard deviation s: too fast where <c>(x̄ − x) / (s √(1 + 1/m))</c> lies beyond
/// the quantile of t with m − 1 degrees that leaves the tail that a normal variable has below −<see cref="SpamFlagOptions.SlowestDeviations"/>.
/// Among all raters nobody could lie further off than <c>(n − 1)/√n</c>, that is three standard deviations below eleven raters. No flag is
/// raised from fewer than ten judgments. References: Kirk et al. (2024), PRISM, arXiv 2404.16019; Pei et al. (2022), Potato, EMNLP demos.
/// </remarks>
public static class SpamFlags
{
    /// <summary>Looks at all raters together.</summary>
    /// <param name="raters">What each rater did.</param>
    /// <param name="options">Thresholds; defaults where null.</param>
    public static IReadOnlyList<SpamFlagResult> Compute(IReadOnlyList<RaterBehaviour> raters, SpamFlagOptions? options = null)
    {
        const int Least = 10;
        options ??= new SpamFlagOptions();
        var speeds = raters.Select(r => r.Seconds.Where(s => s > 0).Select(s => Math.Log(s)).DefaultIfEmpty(double.NaN).Average()).ToArray();

        return [.. raters.Select((rater, index) =>
        {
            var n = rater.Choices.Count;
            var flags = new List<string>();
            var seconds = rater.Seconds.Where(s => !double.IsNaN(s)).Order().ToArray();
            var run = LongestRun(rater.Choices);
            var counts = rater.Choices.GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
            var left = counts.GetValueOrDefault(0);
            var right = counts.GetValueOrDefault(1);
            var side = ExactBinomial.FairTwoSided(left, left + right);
            var entropy = counts.Values.Sum(c => -(double)c / n * Math.Log2((double)c / n));
            if (n >= Least)
            {
                var fast = seconds.Length == 0 ? 0 : (double)seconds.Count(s => s < options.FastSeconds) / seconds.Length;
                if (fast > options.FastShare)
                    flags.Add(string.Create(CultureInfo.InvariantCulture, $"{fast:P0} of the judgments took less than {options.FastSeconds} s"));
                if (IsFasterThanOthers(speeds, index, options.SlowestDeviations))
                    flags.Add("much faster than the other raters");
                if (2.0 * (n - run + 1) * Math.Pow(0.5, run) <= options.RunProbability)
                    flags.Add($"a run of {run} equal positions");
                if (side <= options.SideProbability)
                    flags.Add(left > right ? "prefers the left side" : "prefers the right side");
                if (left == n || right == n)
                    flags.Add("always the same position");
            }
            if (rater.GoldAnswered >= options.GoldMinimum && (double)rater.GoldRight / rater.GoldAnswered < options.GoldAccuracy)
                flags.Add($"{rater.GoldRight} of {rater.GoldAnswered} gold items right");
            return new SpamFlagResult(index, n, seconds.Length == 0 ? double.NaN : Quantile.OfSorted(seconds, 0.5), run, entropy, side, flags);
        })];
    }

    private static bool IsFasterThanOthers(double[] speeds, int rater, double deviations)
    {
        const int LeastOthers = 4;
        double[] others = [.. speeds.Where((speed, i) => i != rater && !double.IsNaN(speed))];
        if (others.Length < LeastOthers || double.IsNaN(speeds[rater]))
            return false;
        var m = others.Length;
        var quantile = -StudentT.InvCDF(0, 1, m - 1, Normal.CDF(0, 1, -deviations));
        // Equal times differ by rounding once their logarithms are averaged.
        const double Rounding = 1e-9;
        return others.Average() - speeds[rater] > (quantile * Quantile.StandardDeviation(others) * Math.Sqrt(1 + (1.0 / m))) + Rounding;
    }

    /// <summary>Longest run of the left or of the right side.</summary>
    private static int LongestRun(IReadOnlyList<int> choices)
    {
        int longest = 0, current = 0;
        for (var i = 0; i < choices.Count; i++)
        {
            current = choices[i] is not (0 or 1) ? 0 : i > 0 && choices[i] == choices[i - 1] ? current + 1 : 1;
            longest = Math.Max(longest, current);
        }
        return longest;
    }
}
