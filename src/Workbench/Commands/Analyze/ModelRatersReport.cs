using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Judges;
using Workbench.Methods.Statistics.Proportions;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>model_raters</c>: every model judge against the people, and against itself in the other order.</summary>
internal static class ModelRatersReport
{
    /// <param name="raw">The judgments as displayed.</param>
    /// <param name="votes">One verdict a rater and comparison, as codes.</param>
    /// <param name="options">Settings.</param>
    public static JsonObject Of(JudgmentSet raw, VoteCodes votes, ReportOptions options)
    {
        var report = new JsonObject();
        var people = votes.Table(RaterKind.Human);
        var comparisons = JudgedComparisons.From(raw, votes.IsComparison);
        var majority = MajorityVote.Of(people, options.Level).Labels;
        foreach (var rater in Enumerable.Range(0, raw.Count).Where(row => raw.Kind[row] == RaterKind.Model && raw.Rater[row] >= 0).Select(row => raw.Rater[row]).Distinct())
            report[raw.Raters[rater]] = Judge(raw, votes, people, majority, comparisons, rater, options);
        return report;
    }

    private static JsonObject Judge(JudgmentSet raw, VoteCodes votes, RatingTable people, IReadOnlyList<int> majority, JudgedComparisons comparisons, int rater, ReportOptions options)
    {
        var only = options.Only;
        int[] rows = [.. Enumerable.Range(0, raw.Count).Where(row => raw.Rater[row] == rater)];
        var judge = new JsonObject
        {
            ["n"] = rows.Length,
            ["unscored"] = rows.Count(row => !raw.IsScored(row)),
        };
        if (votes.IsComparison && only.Wants("order_consistency"))
            AddOrders(judge, raw, rows, rater, options);
        var verdicts = votes.CodesOf(rater);
        if (only.Wants("versus_majority"))
            judge["versus_majority"] = VersusMajority(verdicts, majority, votes.Categories, options);
        if (only.Wants("versus_votes"))
            judge["versus_votes"] = VersusVotes(votes, rater, options);
        if (only.Wants("alt_test"))
            judge["alt_test"] = AltTest(votes, people, verdicts, options);
        if (only.Wants("calibration") || only.Wants("risk_coverage"))
        {
            var certainties = CalibrationReport.Certainties(votes, verdicts, majority, rater);
            if (only.Wants("calibration"))
                judge["calibration"] = CalibrationReport.Of(certainties, options);
            if (only.Wants("risk_coverage"))
                judge["risk_coverage"] = CalibrationReport.Curve(certainties, options);
        }

        var judged = comparisons.By(rater);
        if (only.Wants("ppi"))
            judge["ppi"] = PpiReport.Of(comparisons, judged, options);
        if (only.Wants("rogan_gladen"))
            judge["rogan_gladen"] = JudgeGapReport.RoganGladenOf(comparisons, judged, options);
        if (only.Wants("gap"))
            judge["gap"] = JudgeGapReport.Gap(comparisons, judged, options);
        if (only.Wants("tie_rate"))
            judge["tie_rate"] = JudgeBiasReport.TieRate(raw, votes, rater, options);
        if (only.Wants("length_bias"))
            judge["length_bias"] = JudgeBiasReport.Length(comparisons, judged, options);
        if (only.Wants("mention_bias"))
            judge["mention_bias"] = JudgeBiasReport.Mention(comparisons, judged, options);
        if (only.Wants("self_preference"))
            JudgeBiasReport.AddSelfPreference(judge, comparisons, judged, raw.Raters[rater], options);
        return judge;
    }

    private static void AddOrders(JsonObject judge, JudgmentSet raw, int[] rows, int rater, ReportOptions options)
    {
        var pairs = DisplayOrders.PairsOf(raw, rater).Select(pair => new OrderPair(Shown(pair.Original), Shown(pair.Swapped))).ToList();
        var orders = OrderConsistency.Compute(pairs, options.Level);
        judge.PutWithInterval("order_consistency", orders.Consistency);
        judge["order_pairs"] = orders.Consistency.N;
        var left = rows.Count(row => raw.Choice[row] == Choice.Left);
        var decisive = left + rows.Count(row => raw.Choice[row] == Choice.Right);
        judge.PutWithInterval("first_position_share", OrderConsistency.FirstShare(left, decisive, options.Level));
    }

    private static JsonObject VersusMajority(int[] verdicts, IReadOnlyList<int> majority, int categories, ReportOptions options)
    {
        int[] items = [.. Enumerable.Range(0, verdicts.Length).Where(item => verdicts[item] >= 0 && majority[item] >= 0)];
        int[] truth = [.. items.Select(item => majority[item])];
        int[] said = [.. items.Select(item => verdicts[item])];
        var same = items.Count(item => verdicts[item] == majority[item]);
        const string none = "no item has both a majority of people and a verdict of the model";
        var report = new JsonObject { ["n"] = items.Length };
        report.PutWithInterval("agreement", items.Length == 0 ? Estimate.Undefined("agreement", none) : Proportion.Of(same, items.Length, level: options.Level));
        if (items.Length == 0 || categories < 2)
            report.PutWithInterval("kappa", Estimate.Undefined("Cohen's kappa", items.Length == 0 ? none : "one category only"));
        else
            report.PutWithInterval("kappa", CohenKappa.Compute(truth, said, categories, level: options.Level));
        report.Put("macro_f1", items.Length == 0 ? null : MacroF1(truth, said), none);
        return report;
    }

    /// <summary>Mean F1 over the classes that occur among the majorities or the verdicts; a class that is never right has 0.</summary>
    private static double MacroF1(int[] truth, int[] said) => truth.Concat(said).Distinct().Average(label =>
    {
        var hits = truth.Zip(said).Count(pair => pair.First == label && pair.Second == label);
        return 2.0 * hits / (truth.Count(code => code == label) + said.Count(code => code == label));
    });

    private static JsonObject VersusVotes(VoteCodes votes, int rater, ReportOptions options)
    {
        bool IsJudge(int row) => votes.Set.Rater[row] == rater;
        bool IsPerson(int row) => votes.Set.Kind[row] == RaterKind.Human;
        var report = new JsonObject();
        report.PutWithInterval("with_ties", VoteAgreement.Between(votes.TableOf(IsJudge), votes.TableOf(IsPerson), VoteSetup.WithTies, votes.IsComparison ? VoteCodes.Tie : -1, options.Level));
        if (votes.IsComparison)
        {
            report.PutWithInterval("without_ties", VoteAgreement.Between(votes.MergedTies(IsJudge), votes.MergedTies(IsPerson), VoteSetup.WithoutTies, VoteCodes.Tie, options.Level));
            report.PutWithInterval("people_with_ties", VoteAgreement.Within(votes.TableOf(IsPerson), VoteSetup.WithTies, VoteCodes.Tie, options.Level));
            report.PutWithInterval("people_without_ties", VoteAgreement.Within(votes.MergedTies(IsPerson), VoteSetup.WithoutTies, VoteCodes.Tie, options.Level));
        }
        else
        {
            report.Put("without_ties", null, "ratings have no ties");
        }

        return report;
    }

    private static JsonObject AltTest(VoteCodes votes, RatingTable people, int[] verdicts, ReportOptions options)
    {
        var settings = new AlternativeAnnotatorOptions { Epsilon = options.Epsilon };
        var result = votes.Values is { } values
            ? AlternativeAnnotatorTest.ComputeNumeric(people, [.. verdicts.Select(code => code < 0 ? double.NaN : values[code])], settings)
            : AlternativeAnnotatorTest.Compute(people, verdicts, settings);
        var report = new JsonObject { ["epsilon"] = options.Epsilon };
        report.PutWithInterval("winning_rate", result.WinningRate);
        report.PutWithInterval("advantage_probability", result.AdvantageProbability);
        report["per_annotator"] = new JsonArray([.. result.Annotators.Select(line => new JsonObject
        {
            ["rater"] = votes.Set.Raters[line.Rater],
            ["n"] = line.Items,
            ["judge_advantage"] = line.JudgeAdvantage,
            ["annotator_advantage"] = line.AnnotatorAdvantage,
            ["p"] = line.PValue,
            ["p_adjusted"] = line.AdjustedPValue,
            ["judge_wins"] = line.JudgeWins,
        })]);
        return report;
    }

    private static ShownVerdict Shown(Choice choice) => choice switch
    {
        Choice.Left => ShownVerdict.First,
        Choice.Right => ShownVerdict.Second,
        Choice.Tie or Choice.BothBad => ShownVerdict.Tie,
        _ => ShownVerdict.Unusable,
    };
}
