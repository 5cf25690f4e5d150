using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Commands.Analyze;

/// <summary>
/// The part <c>ppi</c>: people's mean score with the help of a judge. With two systems the score is that of the one whose name
/// sorts first; with more it is that of the item's first side; ratings by number are taken as they are. The judge's orders are averaged.
/// </summary>
internal static class PpiReport
{
    public static JsonObject Of(JudgmentSet raw, VoteCodes votes, int rater, ReportOptions options)
    {
        var resolved = raw.Resolve(OrderRule.Average);
        var target = Target(resolved);
        var people = new Dictionary<int, (double Sum, int N, int Cluster)>();
        var judge = new Dictionary<int, (double Score, int Cluster)>();
        var scores = votes.IsComparison ? resolved.LeftScores() : resolved.Value;
        for (var row = 0; row < resolved.Count; row++)
        {
            var score = scores[row];
            if (double.IsNaN(score))
                continue;
            if (target is { } system && resolved.Left[row] != system)
                score = 1 - score;
            var (unit, cluster) = (resolved.Unit[row], resolved.Persona[row]);
            if (resolved.Kind[row] == RaterKind.Human)
            {
                var (sum, n, first) = people.GetValueOrDefault(unit, (0, 0, cluster));
                people[unit] = (sum + score, n + 1, first);
            }
            else if (resolved.Rater[row] == rater)
            {
                judge.TryAdd(unit, (score, cluster));
            }
        }

        var labelled = judge.Where(entry => people.ContainsKey(entry.Key)).OrderBy(entry => entry.Key).ToArray();
        var unlabelled = judge.Where(entry => !people.ContainsKey(entry.Key)).OrderBy(entry => entry.Key).ToArray();
        var clustered = labelled.Concat(unlabelled).All(entry => entry.Value.Cluster >= 0);
        var result = PredictionPoweredMean.Compute(
            [.. labelled.Select(entry => people[entry.Key].Sum / people[entry.Key].N)],
            [.. labelled.Select(entry => entry.Value.Score)],
            [.. unlabelled.Select(entry => entry.Value.Score)],
            clustered ? [.. labelled.Select(entry => entry.Value.Cluster)] : [],
            clustered ? [.. unlabelled.Select(entry => entry.Value.Cluster)] : [],
            "persona",
            options.Level);
        var report = new JsonObject
        {
            ["of"] = target is { } id ? resolved.Systems[id] : votes.IsComparison ? "the first side of each item" : "the rating",
            ["labelled_n"] = result.LabelledN,
            ["unlabelled_n"] = result.UnlabelledN,
        };
        report.Put("classical", result.Classical);
        report.Put("ppi", result.Ppi);
        report.Put("ppi_plus_plus", result.PpiPlusPlus);
        report.Put("lambda", result.Lambda, result.PpiPlusPlus.UndefinedReason ?? "no variance to weigh");
        report.PutInterval("ci", result.PpiPlusPlus);
        report.Put("effective_n", result.EffectiveN, result.PpiPlusPlus.UndefinedReason ?? "the variance is 0");
        return report;
    }

    /// <summary>With exactly two systems, the one whose name sorts first; else null.</summary>
    private static int? Target(JudgmentSet set)
    {
        var ids = new HashSet<int>();
        for (var row = 0; row < set.Count; row++)
        {
            if (set.Left[row] >= 0 && set.Right[row] >= 0)
            {
                ids.Add(set.Left[row]);
                ids.Add(set.Right[row]);
            }
        }

        return ids.Count == 2 ? ids.MinBy(id => set.Systems[id], StringComparer.Ordinal) : null;
    }
}
