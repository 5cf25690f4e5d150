using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Multiplicity;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>model_pairs</c>: which of two judges says more often what the majority of people says, on the same items (McNemar).</summary>
internal static class ModelPairsReport
{
    private const int MostPairs = 500;

    public static void Add(JsonObject report, VoteCodes votes, ReportOptions options)
    {
        var set = votes.Set;
        var judges = Enumerable.Range(0, set.Count).Where(row => set.Kind[row] == RaterKind.Model && set.Rater[row] >= 0).Select(row => set.Rater[row]).Distinct()
            .OrderBy(rater => set.Raters[rater], StringComparer.Ordinal).Select(rater => (Name: set.Raters[rater], Codes: votes.CodesOf(rater))).ToList();
        if (judges.Count < 2)
            return;
        var majority = MajorityVote.Of(votes.Table(RaterKind.Human), options.Level).Labels;
        var pairs = new List<JsonObject>();
        var tests = new List<double?>();
        for (var a = 0; a < judges.Count && pairs.Count < MostPairs; a++)
        {
            for (var b = a + 1; b < judges.Count && pairs.Count < MostPairs; b++)
            {
                var (first, second) = (judges[a], judges[b]);
                int[] items = [.. Enumerable.Range(0, votes.Items).Where(item => majority[item] >= 0 && first.Codes[item] >= 0 && second.Codes[item] >= 0)];
                var onlyFirst = items.Count(item => first.Codes[item] == majority[item] && second.Codes[item] != majority[item]);
                var onlySecond = items.Count(item => first.Codes[item] != majority[item] && second.Codes[item] == majority[item]);
                tests.Add(items.Length == 0 ? null : McNemar.Test(onlyFirst, onlySecond).Value);
                pairs.Add(new JsonObject { ["a"] = first.Name, ["b"] = second.Name, ["n"] = items.Length, ["only_a_right"] = onlyFirst, ["only_b_right"] = onlySecond });
            }
        }

        var adjusted = MultipleTesting.Adjust(tests, options.Adjust);
        for (var at = 0; at < pairs.Count; at++)
        {
            pairs[at].Put("mcnemar_p", tests[at], "no item with a majority of people that both judged");
            pairs[at].Put("p_adjusted", adjusted[at], "no item with a majority of people that both judged");
        }

        report["model_pairs"] = new JsonArray([.. pairs]);
    }
}
