using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Annotators;
using Workbench.Methods.Statistics.Planning;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>annotators</c>: what every person did, how alike their votes are, and who deserves a look. Nobody is left out by it.</summary>
internal static class AnnotatorsReport
{
    private const double AnomalyLevel = 0.1;

    public static JsonObject Of(JudgmentSet raw, VoteCodes votes, ReportOptions options)
    {
        int[] rows = [.. InTime(raw, [.. Enumerable.Range(0, raw.Count).Where(row => raw.Kind[row] == RaterKind.Human && raw.Rater[row] >= 0)])];
        var repeats = RepeatedRatings.Of(raw, row => raw.Kind[row] == RaterKind.Human);
        var report = new JsonObject { ["n"] = rows.Select(row => raw.Rater[row]).Distinct().Count() };
        AddSpread(report, raw, votes.IsComparison, options);
        report["self_consistency"] = ReportJson.Full(IntraRaterConsistency.Compute(repeats, options.Level));
        report["anomaly_test"] = new JsonObject
        {
            ["alpha"] = AnomalyLevel,
            ["looks"] = AnomalyTest.Looks,
            ["maximum_votes"] = AnomalyTest.MaximumVotes,
            ["seed"] = options.Seed,
            ["order"] = HasTimes(raw, rows) ? "created_at" : "order of the file",
        };
        report["raters"] = Raters(raw, votes, rows, repeats, options);
        return report;
    }

    private static JsonObject Raters(JudgmentSet raw, VoteCodes votes, int[] rows, IReadOnlyList<RepeatedRating> repeats, ReportOptions options)
    {
        var byRater = rows.GroupBy(row => raw.Rater[row]).OrderBy(group => raw.Raters[group.Key], StringComparer.Ordinal).ToList();
        var rest = AgreementWithRest.ByRater(votes.Table(RaterKind.Human), options.Level);
        var own = IntraRaterConsistency.ByRater(repeats, options.Level);
        var flags = SpamFlags.Compute([.. byRater.Select(group => Behaviour(raw, votes.IsComparison, group))]);
        var anomalies = votes.IsComparison ? Anomalies(raw, rows, options) : [];
        var raters = new JsonObject();
        for (var at = 0; at < byRater.Count; at++)
        {
            var (rater, behaviour) = (byRater[at].Key, flags[at]);
            var line = new JsonObject { ["n"] = byRater[at].Count(), ["unscored"] = byRater[at].Count(row => !raw.IsScored(row)) };
            AddSide(line, raw, byRater[at], behaviour, votes.IsComparison);
            var consistency = own.GetValueOrDefault(rater) ?? Estimate.Undefined("intra-rater consistency", "no item was judged twice");
            line.Put("self_consistency", consistency);
            line["self_consistency_n"] = consistency.N;
            var agreement = rest.GetValueOrDefault(rater) ?? Estimate.Undefined("agreement with the other raters", "no usable verdict");
            line.Put("agreement_with_rest", agreement);
            line.PutInterval("agreement_with_rest_ci", agreement);
            line["agreement_with_rest_n"] = agreement.N;
            line.Put("median_seconds", behaviour.MedianSeconds, "no times");
            line["flags"] = ReportJson.Strings(behaviour.Flags);
            if (votes.IsComparison)
            {
                var anomaly = anomalies.GetValueOrDefault(rater) ?? new AnomalyResult(rater, 0, false, null);
                line["anomaly"] = new JsonObject { ["votes"] = anomaly.Votes, ["flagged"] = anomaly.Flagged };
                line["anomaly"]!.AsObject().Put("p", anomaly.PValue, "no usable vote");
            }
            else
            {
                line.PutNothing("anomaly", "the test is for choices between two texts");
            }

            raters[raw.Raters[rater]] = line;
        }

        return raters;
    }

    private static void AddSide(JsonObject line, JudgmentSet raw, IEnumerable<int> rows, SpamFlagResult behaviour, bool isComparison)
    {
        if (!isComparison)
        {
            line.PutNothing("left_share", "ratings have no sides");
            return;
        }

        var left = rows.Count(row => raw.Choice[row] == Choice.Left);
        var decisive = left + rows.Count(row => raw.Choice[row] == Choice.Right);
        line.Put("left_share", decisive == 0 ? null : (double)left / decisive, "no decisive choice");
        line["left_share_n"] = decisive;
        line.Put("left_share_p", decisive == 0 ? null : behaviour.SidePValue, "no decisive choice");
        line["longest_run"] = behaviour.LongestRun;
    }

    /// <summary>How alike two votes on one item are, and what that costs: the score is that of the system whose name sorts first, else of the item's first side.</summary>
    private static void AddSpread(JsonObject report, JudgmentSet raw, bool isComparison, ReportOptions options)
    {
        var resolved = raw.OfKind(RaterKind.Human).Resolve(options.Orders);
        var target = JudgedComparisons.OnlyPair(resolved)?.A;
        var scores = (isComparison ? resolved.LeftScores() : resolved.Value).ToArray();
        for (var row = 0; row < scores.Length; row++)
        {
            if (target is { } system && resolved.Left[row] != system)
                scores[row] = 1 - scores[row];
        }

        int[] scored = [.. Enumerable.Range(0, scores.Length).Where(row => !double.IsNaN(scores[row]))];
        var items = scored.Select(row => resolved.Unit[row]).Distinct().Count();
        var icc = Icc(row => resolved.Unit[row], "item");
        var votesPerItem = items == 0 ? (double?)null : (double)scored.Length / items;
        report["icc"] = ReportJson.Full(icc);
        if (target is not null && resolved.HasPersonas)
            report["icc_persona"] = ReportJson.Full(Icc(row => resolved.Persona[row], "persona"));
        report.Put("votes_per_item", votesPerItem, "no usable verdict");
        report.Put(
            "design_effect", icc.Value is { } value && votesPerItem is { } mean ? DesignEffect.Compute(mean, value) : null, icc.UndefinedReason ?? "no usable verdict");

        // Rows without a persona are no cluster: nothing says that they are alike.
        Estimate Icc(Func<int, int> cluster, string unit)
        {
            int[] known = [.. scored.Where(row => cluster(row) >= 0)];
            return IntraclassCorrelation.OneWay([.. known.Select(row => scores[row])], [.. known.Select(cluster)], unit, options.Level) with { Excluded = scored.Length - known.Length };
        }
    }

    private static RaterBehaviour Behaviour(JudgmentSet raw, bool isComparison, IEnumerable<int> rows) => new(
        isComparison ? [.. rows.Where(row => raw.Choice[row] != Choice.None).Select(row => raw.Choice[row] switch { Choice.Left => 0, Choice.Right => 1, Choice.Tie => 2, _ => 3 })] : [],
        [.. rows.Select(row => raw.Seconds[row])]);

    private static Dictionary<int, AnomalyResult> Anomalies(JudgmentSet raw, int[] rows, ReportOptions options)
    {
        // In the order of the pair's names, so that the sides of a row do not matter; without names the item stands for the pair.
        var pairs = new Dictionary<(int, int), int>();
        int Pair(int row)
        {
            var (l, r) = (raw.Left[row], raw.Right[row]);
            var key = l >= 0 && r >= 0 ? (Math.Min(l, r), Math.Max(l, r)) : (-1, raw.Item[row]);
            return pairs.TryGetValue(key, out var pair) ? pair : pairs[key] = pairs.Count;
        }

        double Vote(int row) =>
            JudgmentSet.ScoreOf(raw.Left[row] >= 0 && raw.Right[row] >= 0 && raw.Left[row] > raw.Right[row] ? JudgmentSet.Mirror(raw.Choice[row]) : raw.Choice[row]);
        int[] known = [.. rows.Where(row => raw.Choice[row] != Choice.None)];
        return AnomalyTest.Screen([.. known.Select(row => raw.Rater[row])], [.. known.Select(Pair)], [.. known.Select(Vote)], options.Seed, AnomalyLevel)
            .Where(result => result.Votes > 0).ToDictionary(result => result.Rater);
    }

    private static bool HasTimes(JudgmentSet raw, int[] rows) => rows.Length > 0 && rows.All(row => raw.CreatedAt[row] != 0);

    private static IEnumerable<int> InTime(JudgmentSet raw, int[] rows) => HasTimes(raw, rows) ? rows.OrderBy(row => raw.CreatedAt[row]) : rows;
}
