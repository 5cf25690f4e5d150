using System.Text.Json.Nodes;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;
using Workbench.Methods.Statistics.Multiplicity;

namespace Workbench.Commands.Analyze;

/// <summary>The parts <c>gap</c> and <c>rogan_gladen</c> of a model rater: how far its mean lies from the people's, and its share with its errors taken out.</summary>
internal static class JudgeGapReport
{
    /// <summary>Least comparisons of a persona for a gap of its own.</summary>
    private const int LeastSlice = 10;

    /// <summary>Judge minus people on the comparisons that both judged, overall and by persona: many slices, so their p-values are adjusted too.</summary>
    public static JsonObject Gap(JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, ReportOptions options)
    {
        JudgedComparison[] common = [.. judged.Where(c => !double.IsNaN(c.People))];
        var (clusters, unit) = JudgedComparisons.Clusters(common);
        var report = ReportJson.Full(JudgeHumanGap.Compute([.. common.Select(c => c.Judge)], [.. common.Select(c => c.People)], clusters, unit, options.Level));
        report.Insert(0, "of", comparisons.Of);
        report.Put("judge_mean", Mean(common.Select(c => c.Judge)), "no comparison that both judged");
        report.Put("people_mean", Mean(common.Select(c => c.People)), "no comparison that both judged");
        var slices = common.Where(c => c.Persona >= 0).GroupBy(c => c.Persona).Where(g => g.Count() >= LeastSlice).ToList();
        if (slices.Count == 0)
        {
            report.PutNothing("by_persona", $"no persona has {LeastSlice} comparisons that both judged");
            return report;
        }

        var personas = new JsonObject();
        var gaps = slices.OrderBy(g => comparisons.Set.Personas[g.Key], StringComparer.Ordinal)
            .Select(slice => (Name: comparisons.Set.Personas[slice.Key], Gap: JudgeHumanGap.Compute([.. slice.Select(c => c.Judge)], [.. slice.Select(c => c.People)], [], "item", options.Level))).ToList();
        double?[] tests = [.. gaps.Select(slice => P(slice.Gap))];
        var adjusted = MultipleTesting.Adjust(tests, options.Adjust);
        for (var at = 0; at < gaps.Count; at++)
        {
            var line = ReportJson.Full(gaps[at].Gap);
            line.Put("p", tests[at], "no variation to test with");
            line.Put("p_adjusted", adjusted[at], "no variation to test with");
            personas[gaps[at].Name] = line;
        }

        report["adjusted_by"] = MethodNames.NameOf(MethodNames.Adjustments, options.Adjust);
        report["by_persona"] = personas;
        return report;
    }

    /// <summary>
    /// The target's share of the judge's decisive verdicts, corrected by how often the judge agrees with a decisive mean of people where both judged.
    /// </summary>
    public static JsonObject RoganGladenOf(JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, ReportOptions options)
    {
        if (!comparisons.IsComparison)
        {
            var none = new JsonObject();
            none.PutNothing("value", "ratings have no yes and no");
            return none;
        }

        JudgedComparison[] decisive = [.. judged.Where(c => c.Judge != 0.5)];
        JudgedComparison[] known = [.. decisive.Where(c => !double.IsNaN(c.People) && c.People != 0.5)];
        var positives = known.Count(c => c.People > 0.5);
        var estimate = RoganGladen.Compute(
            decisive.Count(c => c.Judge > 0.5), decisive.Length,
            known.Count(c => c.People > 0.5 && c.Judge > 0.5), positives,
            known.Count(c => c.People < 0.5 && c.Judge < 0.5), known.Length - positives, options.Level);
        var report = ReportJson.Full(estimate);
        report.Insert(0, "of", comparisons.Of);
        report["ties_left_out"] = judged.Count - decisive.Length;
        report["calibration_n"] = known.Length;
        report.Put("apparent", decisive.Length == 0 ? null : (double)decisive.Count(c => c.Judge > 0.5) / decisive.Length, "no decisive verdict");
        report.Put("sensitivity", positives == 0 ? null : (double)known.Count(c => c.People > 0.5 && c.Judge > 0.5) / positives, "people never preferred it");
        report.Put("specificity", known.Length == positives ? null : (double)known.Count(c => c.People < 0.5 && c.Judge < 0.5) / (known.Length - positives), "people always preferred it");
        return report;
    }

    /// <summary>Two-sided t test of no gap, with the degrees of freedom of the interval.</summary>
    private static double? P(Estimate gap) => gap is { Value: { } value, StandardError: > 0 and var error, N: > 1 } ? 2 * StudentT.CDF(0, 1, gap.N - 1, -Math.Abs(value / error)) : null;

    private static double? Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average() is var mean && double.IsNaN(mean) ? null : mean;
}
