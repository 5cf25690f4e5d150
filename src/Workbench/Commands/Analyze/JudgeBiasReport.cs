using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Commands.Analyze;

/// <summary>The parts <c>tie_rate</c>, <c>length_bias</c>, <c>mention_bias</c> and <c>self_preference</c> of a model rater, each beside what people do.</summary>
internal static class JudgeBiasReport
{
    /// <summary>How often the judge calls a tie (or both bad) as shown, against the people on the same items; its orders are averaged, so that disagreeing ones are no tie.</summary>
    public static JsonObject TieRate(JudgmentSet raw, VoteCodes votes, int rater, ReportOptions options)
    {
        var report = new JsonObject();
        if (!votes.IsComparison)
        {
            report.PutNothing("judge", "ratings have no ties");
            report.PutNothing("people", "ratings have no ties");
            return report;
        }

        var ties = DisplayOrders.TieShares(raw, rater);
        var people = new (int Ties, int N)[votes.Items];
        for (var row = 0; row < votes.Set.Count; row++)
        {
            if (votes.Set.Kind[row] != RaterKind.Human || votes[row] < 0)
                continue;
            ref var item = ref people[votes.Set.Unit[row]];
            item = (item.Ties + (IsTie(votes[row]) ? 1 : 0), item.N + 1);
        }

        int[] scored = [.. ties.Keys.Order()];
        int[] common = [.. scored.Where(item => people[item].N > 0)];
        double[] judge = [.. common.Select(item => ties[item])];
        double[] human = [.. common.Select(item => (double)people[item].Ties / people[item].N)];
        report["n"] = scored.Length;
        report.Put("judge", scored.Length == 0 ? null : scored.Average(item => ties[item]), "no usable verdict");
        report["common_n"] = common.Length;
        report.Put("judge_on_common", common.Length == 0 ? null : judge.Average(), "no item that people judged too");
        report.Put("people", common.Length == 0 ? null : human.Average(), "no item that people judged too");
        report["difference"] = ReportJson.Full(JudgeHumanGap.Compute(judge, human, [], "item", options.Level));
        return report;
    }

    /// <summary>The share that the longer text wins, by the judge and by people on the same comparisons.</summary>
    public static JsonObject Length(JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, ReportOptions options)
    {
        if (comparisons.IsComparison && comparisons.Set.HasLengths)
            return Preference("length", comparisons, judged, c => comparisons.Difference(c, comparisons.Set.LeftLength, comparisons.Set.RightLength), options);
        return Nothing(comparisons.IsComparison ? "no lengths: give left_length and right_length, or left_text and right_text" : "ratings do not compare two texts");
    }

    /// <summary>
    /// The share that the text wins that mentions more of the persona; for ratings, how much higher a text is rated that mentions anything.
    /// </summary>
    public static JsonObject Mention(JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, ReportOptions options)
    {
        var set = comparisons.Set;
        if (!set.HasMentions)
            return Nothing("no texts to find mentions in: give persona_text with left_text and right_text");
        if (comparisons.IsComparison)
            return Preference("attribute mentions", comparisons, judged, c => comparisons.Difference(c, set.LeftMentions, set.RightMentions), options);
        JudgedComparison[] known = [.. judged.Where(c => !double.IsNaN(set.LeftMentions[c.Row]))];
        JudgedComparison[] common = [.. known.Where(c => !double.IsNaN(c.People))];
        var report = new JsonObject { ["of"] = "rating of a text that mentions an attribute, minus one that does not" };
        foreach (var (key, rows, score) in new (string, JudgedComparison[], Func<JudgedComparison, double>)[]
        {
            ("judge", known, c => c.Judge), ("people", common, c => c.People), ("gap", common, c => c.Judge - c.People),
        })
        {
            var (clusters, unit) = JudgedComparisons.Clusters(rows);
            report[key] = ReportJson.Full(MentionEffect.Compute([.. rows.Select(c => set.LeftMentions[c.Row] > 0)], [.. rows.Select(score)], clusters, unit, options.Level));
        }

        return report;
    }

    /// <summary>Where one side is the judge's own: its name, or a system of its family.</summary>
    public static void AddSelfPreference(JsonObject judge, JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, string rater, ReportOptions options)
    {
        const string key = "self_preference";
        var set = comparisons.Set;
        HashSet<string> own = [rater, .. options.JudgeFamilies.GetValueOrDefault(rater, [])];
        bool IsOwn(int system) => system >= 0 && own.Contains(set.Systems[system]);
        JudgedComparison[] rows = [.. judged.Where(c => comparisons.IsComparison && IsOwn(set.Left[c.Row]) != IsOwn(set.Right[c.Row]))];
        if (rows.Length == 0)
        {
            judge.PutNothing(key, $"no comparison of a text by {string.Join(" or ", own)} with another's; name the judge's own systems with --judge-families {rater}=SYSTEM");
            return;
        }

        // The score is the target's or the first side's; turned to the judge's own.
        double Own(JudgedComparison c, double score) => (comparisons.Target is { } target ? IsOwn(target) : IsOwn(set.Left[c.Row])) ? score : 1 - score;
        double[] machine = [.. rows.Select(c => Own(c, c.Judge))];
        double[] people = [.. rows.Select(c => Own(c, c.People))];
        var (clusters, unit) = JudgedComparisons.Clusters(rows);
        judge[key] = new JsonObject
        {
            ["own"] = ReportJson.Strings(own.Where(name => set.FindSystem(name) >= 0).Order(StringComparer.Ordinal)),
            ["n"] = rows.Length,
            ["win_rate_by_judge"] = machine.Average(),
            ["gap"] = ReportJson.Full(SelfPreference.Gap(machine, people, clusters, unit, options.Level)),
            ["equal_opportunity"] = ReportJson.Full(SelfPreference.EqualOpportunity(machine, people, options.Level)),
        };
    }

    private static JsonObject Preference(
        string feature, JudgedComparisons comparisons, IReadOnlyList<JudgedComparison> judged, Func<JudgedComparison, double> difference, ReportOptions options)
    {
        JudgedComparison[] known = [.. judged.Where(c => !double.IsNaN(difference(c)))];
        JudgedComparison[] common = [.. known.Where(c => !double.IsNaN(c.People))];
        var (all, unit) = JudgedComparisons.Clusters(known);
        var (shared, sharedUnit) = JudgedComparisons.Clusters(common);
        double[] differences = [.. common.Select(difference)], people = [.. common.Select(c => c.People)];
        var judge = FeaturePreference.Compute(feature, [.. known.Select(difference)], [.. known.Select(c => c.Judge)], all, unit, options.Level);
        return new JsonObject
        {
            ["of"] = $"share won by the text with more {feature}",
            ["judge"] = Full(judge),
            ["people"] = Full(FeaturePreference.Compute(feature, differences, people, shared, sharedUnit, options.Level)),
            ["gap"] = Full(FeaturePreference.Gap(feature, differences, [.. common.Select(c => c.Judge)], people, shared, sharedUnit, options.Level)),
        };
    }

    private static JsonObject Full(Estimate estimate)
    {
        var report = ReportJson.Full(estimate);
        report["equal"] = estimate.Excluded;
        return report;
    }

    private static JsonObject Nothing(string reason)
    {
        var report = new JsonObject();
        foreach (var key in new[] { "judge", "people", "gap" })
            report.PutNothing(key, reason);
        return report;
    }

    private static bool IsTie(int code) => code is VoteCodes.Tie or VoteCodes.BothBad;
}
