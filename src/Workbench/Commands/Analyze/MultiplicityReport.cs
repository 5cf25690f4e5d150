using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Multiplicity;
using Workbench.Methods.Statistics.Tests;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Analyze;

/// <summary>
/// The part <c>multiplicity</c>: the sign test of the primary comparison in every criterion, adjusted (Holm unless asked otherwise), as several criteria are several chances to find something. The primary
/// comparison is the pair of systems with the most judgments; the people's where people judged, else the models'.
/// </summary>
internal static class MultiplicityReport
{
    /// <param name="criteria">One verdict a rater and comparison, by the report's key of the criterion.</param>
    /// <param name="options">Settings.</param>
    public static JsonObject Of(IReadOnlyList<(string Key, JudgmentSet Resolved)> criteria, ReportOptions options)
    {
        var kind = criteria.Any(c => c.Resolved.Kind.Contains(RaterKind.Human)) ? RaterKind.Human : RaterKind.Model;
        var sets = criteria.Select(c => (c.Key, Set: c.Resolved.OfKind(kind))).Select(c => (c.Key, c.Set, Pairs: PairRates.RowsByPair(c.Set))).ToList();
        var primary = sets.SelectMany(c => c.Pairs.Select(p => (A: c.Set.Systems[p.A], B: c.Set.Systems[p.B], p.Rows.Length)))
            .GroupBy(p => (p.A, p.B)).OrderByDescending(g => g.Sum(p => p.Length)).ThenBy(g => g.Key.A, StringComparer.Ordinal).ThenBy(g => g.Key.B, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
        var report = new JsonObject { ["method"] = MethodNames.NameOf(MethodNames.Adjustments, options.Adjust), ["of"] = "sign test", ["raters_are"] = kind == RaterKind.Human ? "people" : "models" };
        if (primary is not { } pair)
        {
            report.PutNothing("comparison", "no comparison of two systems");
            return report;
        }

        report["comparison"] = new JsonObject { ["a"] = pair.A, ["b"] = pair.B };
        var tests = sets.ConvertAll(c => Test(c.Set, c.Pairs.FirstOrDefault(p => c.Set.Systems[p.A] == pair.A && c.Set.Systems[p.B] == pair.B)));
        var adjusted = MultipleTesting.Adjust([.. tests.Select(t => t.P)], options.Adjust);
        var lines = new JsonObject();
        for (var at = 0; at < sets.Count; at++)
        {
            var line = new JsonObject { ["a_wins"] = tests[at].Wins, ["b_wins"] = tests[at].Losses };
            line.Put("p", tests[at].P, "no judgment of this comparison");
            line.Put("p_adjusted", adjusted[at], "no judgment of this comparison");
            lines[sets[at].Key] = line;
        }

        report["criteria"] = lines;
        return report;
    }

    private static (int Wins, int Losses, double? P) Test(JudgmentSet set, (int A, int B, int[] Rows) pair)
    {
        if (pair.Rows is null)
            return (0, 0, null);
        var (wins, losses) = (0, 0);
        var scores = set.LeftScores();
        foreach (var row in pair.Rows)
        {
            var score = set.Left[row] == pair.A ? scores[row] : 1 - scores[row];
            wins += score > 0.5 ? 1 : 0;
            losses += score < 0.5 ? 1 : 0;
        }

        return (wins, losses, SignTest.TwoSided(wins, losses).Value);
    }
}
