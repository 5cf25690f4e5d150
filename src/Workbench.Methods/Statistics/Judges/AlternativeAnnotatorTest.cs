using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Multiplicity;

namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// The alternative-annotator test: may a model judge stand in for a person? Each annotator in turn is compared with the
/// judge in how well they match the remaining annotators.
/// </summary>
/// <remarks>
/// For annotator j and item i, <c>S</c> is the mean exact match with the others (categories) or minus the root mean squared
/// difference (numbers). <c>W_f = 1{S_f ≥ S_h}</c>, <c>W_h = 1{S_h ≥ S_f}</c>, <c>d = W_h − W_f</c>; a one-sided one-sample t-test of H1: mean d &lt; ε
/// (Wilcoxon's signed-rank, normal approximation with ties, below 30 items), Benjamini–Yekutieli over annotators. A constant
/// d has p = 0 below ε, else 1. ω = share rejected, ρ = mean_j mean W_f. Assumes items independent within an annotator.
/// Undefined where no annotator has enough shared items.
/// Reference: Calderon, Reichart, Dror (2025), The Alternative Annotator Test, ACL 2025, arXiv 2501.10970.
/// </remarks>
public static class AlternativeAnnotatorTest
{
    /// <summary>For categories: similarity is exact match.</summary>
    /// <param name="people">Ratings by people.</param>
    /// <param name="judge">The judge's category code of each item, negative where unscored.</param>
    /// <param name="options">Settings; defaults where null.</param>
    public static AlternativeAnnotatorResult Compute(RatingTable people, ReadOnlySpan<int> judge, AlternativeAnnotatorOptions? options = null)
    {
        var codes = new double[judge.Length];
        for (var i = 0; i < judge.Length; i++)
            codes[i] = judge[i] < 0 ? double.NaN : judge[i];
        var identity = Enumerable.Range(0, people.CategoryCount).Select(c => (double)c).ToArray();
        return Run(people, identity, codes, options ?? new AlternativeAnnotatorOptions(), ExactMatch, "exact match");
    }

    /// <summary>For numbers: similarity is minus the root mean squared difference.</summary>
    /// <param name="people">Ratings by people; the table's category values are the numbers.</param>
    /// <param name="judge">The judge's number for each item, NaN where unscored.</param>
    /// <param name="options">Settings; defaults where null.</param>
    public static AlternativeAnnotatorResult ComputeNumeric(RatingTable people, ReadOnlySpan<double> judge, AlternativeAnnotatorOptions? options = null) =>
        Run(people, people.Values.ToArray(), judge.ToArray(), options ?? new AlternativeAnnotatorOptions(), NegativeRmse, "negative RMSE");

    private static AlternativeAnnotatorResult Run(
        RatingTable people, double[] values, double[] judge, AlternativeAnnotatorOptions options, Func<double, double[], int, double> score, string similarity)
    {
        if (judge.Length != people.ItemCount)
            throw new ArgumentException("The judge needs one entry for each item.", nameof(judge));
        var annotatorWins = new List<int>[people.RaterCount];
        var judgeWins = new int[people.RaterCount];
        var annotatorAtLeast = new int[people.RaterCount];
        for (var rater = 0; rater < people.RaterCount; rater++)
            annotatorWins[rater] = [];

        for (var item = 0; item < people.ItemCount; item++)
        {
            var codes = people.CategoriesOf(item);
            var raters = people.RatersOf(item);
            if (codes.Length < Math.Max(2, options.MinimumHumans) || double.IsNaN(judge[item]))
                continue;
            var numbers = new double[codes.Length];
            for (var i = 0; i < codes.Length; i++)
                numbers[i] = values[codes[i]];
            for (var i = 0; i < codes.Length; i++)
            {
                var machine = score(judge[item], numbers, i);
                var person = score(numbers[i], numbers, i);
                var wf = machine >= person ? 1 : 0;
                var wh = person >= machine ? 1 : 0;
                annotatorWins[raters[i]].Add(wh - wf);
                judgeWins[raters[i]] += wf;
                annotatorAtLeast[raters[i]] += wh;
            }
        }

        var tested = Enumerable.Range(0, people.RaterCount)
            .Where(r => annotatorWins[r].Count > 0 && annotatorWins[r].Count >= options.MinimumItems).ToArray();
        var skipped = Enumerable.Range(0, people.RaterCount).Except(tested).ToArray();
        var settings = new Dictionary<string, string>
        {
            ["epsilon"] = Numbers.Text(options.Epsilon),
            ["false_discovery_rate"] = Numbers.Text(options.FalseDiscoveryRate),
            ["minimum_items"] = Numbers.Text(options.MinimumItems),
            ["similarity"] = similarity,
        };
        const string Omega = "alternative-annotator winning rate", Rho = "alternative-annotator advantage probability";
        if (tested.Length == 0)
        {
            var reason = $"no annotator shares {Math.Max(1, options.MinimumItems)} items with the judge and another annotator";
            return new AlternativeAnnotatorResult
            {
                WinningRate = Estimate.Undefined(Omega, reason) with { Settings = settings },
                AdvantageProbability = Estimate.Undefined(Rho, reason) with { Settings = settings },
                Annotators = [],
                Skipped = skipped,
            };
        }

        var raw = tested.Select(r => PValue(annotatorWins[r], options.Epsilon)).ToArray();
        var adjusted = MultipleTesting.Adjust([.. raw.Select(p => (double?)p)], MultiplicityMethod.BenjaminiYekutieli);
        var lines = tested.Select((rater, i) =>
        {
            var n = annotatorWins[rater].Count;
            return new AnnotatorComparison(rater, n, (double)judgeWins[rater] / n, (double)annotatorAtLeast[rater] / n,
                raw[i], adjusted[i]!.Value, adjusted[i] <= options.FalseDiscoveryRate);
        }).ToArray();
        var warnings = new List<string> { "the share of tests that one decision counts: no interval" };
        if (tested.Length < 3)
            warnings.Add($"only {tested.Length} annotators: the test's authors ask for three");
        if (lines.Any(l => l.Items < 30))
            warnings.Add("annotators with fewer than 30 items were tested by Wilcoxon's test");
        var items = lines.Sum(l => l.Items);
        return new AlternativeAnnotatorResult
        {
            WinningRate = new Estimate
            {
                Value = (double)lines.Count(l => l.JudgeWins) / lines.Length,
                Method = Omega,
                N = items,
                Clusters = lines.Length,
                ClusterUnit = "rater",
                Settings = settings,
                Warnings = warnings,
            },
            AdvantageProbability = ClusteredMean.Compute(Rho, [.. lines.Select(l => l.JudgeAdvantage)], [], "rater", 0.95, "no annotator", 0, 1, "proportion") with
            {
                N = items,
                Clusters = lines.Length,
                ClusterUnit = "rater",
                Settings = settings,
            },
            Annotators = lines,
            Skipped = skipped,
        };
    }

    private static double ExactMatch(double own, double[] all, int except)
    {
        var same = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i != except && all[i] == own)
                same++;
        }
        return (double)same / (all.Length - 1);
    }

    private static double NegativeRmse(double own, double[] all, int except)
    {
        var sum = 0.0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i != except)
                sum += (all[i] - own) * (all[i] - own);
        }
        return -Math.Sqrt(sum / (all.Length - 1));
    }

    private static double PValue(List<int> differences, double epsilon)
    {
        var n = differences.Count;
        var mean = differences.Average();
        if (differences.TrueForAll(d => d == differences[0]))
            return mean < epsilon ? 0 : 1;
        if (n < 30)
            return WilcoxonBelow(differences, epsilon);
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (n - 1);
        return StudentT.CDF(0, 1, n - 1, (mean - epsilon) / Math.Sqrt(variance / n));
    }

    /// <summary>Signed-rank test of H1: median below ε; the differences take at most three values, so ties are corrected for.</summary>
    private static double WilcoxonBelow(List<int> differences, double epsilon)
    {
        var shifted = differences.Select(d => d - epsilon).Where(d => d != 0).ToArray();
        double rankBelow = 0, positive = 0, ties = 0;
        foreach (var group in shifted.GroupBy(Math.Abs).OrderBy(g => g.Key))
        {
            double size = group.Count();
            positive += group.Count(d => d > 0) * (rankBelow + (size + 1) / 2);
            ties += size * size * size - size;
            rankBelow += size;
        }
        var n = (double)shifted.Length;
        var variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
        return variance <= 0 ? 1 : Normal.CDF(0, 1, (positive - n * (n + 1) / 4) / Math.Sqrt(variance));
    }
}
