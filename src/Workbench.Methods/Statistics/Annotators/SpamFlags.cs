using System.Globalization;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// Behavioural flags: too fast, straight-lining, one-sided, failing gold items.
/// </summary>
/// <remarks>
/// Left and right are codes 0 and 1. A rater who leans to neither side has a run of r or more among n choices with
/// probability at most <c>2 (n − r + 1) / 2^r</c> (union bound). Speed compares mean log seconds over raters (needs five of them). No flag is raised
/// from fewer than ten judgments. References: Kirk et al. (2024), PRISM, arXiv 2404.16019; Pei et al. (2022), Potato, EMNLP demos.
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
        var known = speeds.Where(s => !double.IsNaN(s)).ToArray();
        var centre = known.Length == 0 ? double.NaN : known.Average();
        var spread = known.Length < 5 ? double.NaN : Quantile.StandardDeviation(known);

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
                if (speeds[index] < centre - options.SlowestDeviations * spread)
                    flags.Add("much faster than the other raters");
                if (2.0 * (n - run + 1) * Math.Pow(0.5, run) <= options.RunProbability)
                    flags.Add($"a run of {run} equal positions");
                if (side <= options.SideProbability)
                    flags.Add(left > right ? "prefers the left side" : "prefers the right side");
                if (counts.Count == 1)
                    flags.Add("always the same position");
            }
            if (rater.GoldAnswered >= options.GoldMinimum && (double)rater.GoldRight / rater.GoldAnswered < options.GoldAccuracy)
                flags.Add($"{rater.GoldRight} of {rater.GoldAnswered} gold items right");
            return new SpamFlagResult(index, n, seconds.Length == 0 ? double.NaN : Quantile.OfSorted(seconds, 0.5), run, entropy, side, flags);
        })];
    }

    private static int LongestRun(IReadOnlyList<int> choices)
    {
        int longest = 0, current = 0;
        for (var i = 0; i < choices.Count; i++)
        {
            current = i > 0 && choices[i] == choices[i - 1] ? current + 1 : 1;
            longest = Math.Max(longest, current);
        }
        return longest;
    }
}
