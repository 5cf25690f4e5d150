using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Commands.Analyze;

/// <summary>All that is said of one criterion and perspective.</summary>
internal static class CriterionReport
{
    public static JsonObject Of(JudgmentSet raw, JudgmentSet guests, string criterion, ReportOptions options, Stream? labels)
    {
        var only = options.Only;
        var resolved = raw.Resolve(options.Orders);
        var report = new JsonObject();
        var warnings = new SortedSet<string>(StringComparer.Ordinal);
        var compared = HasComparison(resolved);
        AddPooled(report, raw, resolved, compared, options, warnings);
        string[] pooled = [.. report.Select(part => part.Key).Where(part => compared || part == "ratings")];
        if (pooled.Length > 0 && HasBothKinds(resolved))
        {
            warnings.Add($"people and models judged: {string.Join(", ", pooled)} {(pooled.Length == 1 ? "pools" : "pool")} them; by_rater_kind tells them apart");
            report["by_rater_kind"] = new JsonObject
            {
                ["human"] = OfKind(raw, resolved, RaterKind.Human, compared, options, warnings),
                ["model"] = OfKind(raw, resolved, RaterKind.Model, compared, options, warnings),
            };
        }

        PersonasReport.Add(report, resolved, options);
        if (only.Wants("agreement") || only.Wants("annotators") || only.Wants("model_raters") || only.Wants("model_pairs") || only.Wants("truth_models"))
            AddVotes(report, raw, guests, resolved, criterion, options, labels);
        if (warnings.Count > 0)
            report["warnings"] = ReportJson.Strings(warnings);
        return report;
    }

    private static void AddVotes(JsonObject report, JudgmentSet raw, JudgmentSet guests, JudgmentSet resolved, string criterion, ReportOptions options, Stream? labels)
    {
        var votes = VoteCodes.Of(resolved);
        if (options.Only.Wants("agreement"))
            report["agreement"] = AgreementReport.Of(votes, options);
        if (options.Only.Wants("annotators"))
            report["annotators"] = AnnotatorsReport.Of(raw, votes, options);
        if (options.Only.Wants("model_raters"))
        {
            var judges = ModelRatersReport.Of(raw, votes, options);
            foreach (var (rater, judge) in Guests(raw, guests, options))
                judges.TryAdd(rater, judge);
            report["model_raters"] = judges;
        }

        if (options.Only.Wants("model_pairs"))
            ModelPairsReport.Add(report, votes, options);

        if (options.Only.Wants("truth_models"))
            report["truth_models"] = TruthReport.Of(votes, options, criterion, labels);
    }

    /// <summary>Models that judged in a perspective that no person took, against the people of this one.</summary>
    private static List<KeyValuePair<string, JsonNode?>> Guests(JudgmentSet raw, JudgmentSet guests, ReportOptions options)
    {
        if (guests.Count == 0)
            return [];
        var both = JudgmentSet.Concat(raw.OfKind(RaterKind.Human), guests);
        var judges = ModelRatersReport.Of(both, VoteCodes.Of(both.Resolve(options.Orders)), options);
        string[] views = [.. guests.Perspective.ToArray().Distinct().Select(view => JudgmentFields.NameOf(view) ?? "not recorded").Order(StringComparer.Ordinal)];
        var found = judges.ToList();
        judges.Clear();
        foreach (var (_, judge) in found)
            judge!["perspective_of_model"] = string.Join(", ", views);
        return found;
    }

    private static JsonObject OfKind(JudgmentSet raw, JudgmentSet resolved, RaterKind kind, bool compared, ReportOptions options, ISet<string> warnings)
    {
        var report = new JsonObject();
        AddPooled(report, raw.OfKind(kind), resolved.OfKind(kind), compared, options, warnings);
        return report;
    }

    /// <summary>The parts that take all raters together.</summary>
    private static void AddPooled(JsonObject report, JudgmentSet raw, JudgmentSet resolved, bool compared, ReportOptions options, ISet<string> warnings)
    {
        var only = options.Only;
        if (only.Wants("systems"))
            report["systems"] = SystemsReport.Of(raw, resolved, options, warnings);
        if (only.Wants("pairs"))
            report["pairs"] = PairsReport.Of(resolved, options);
        if (only.Wants("position"))
            report["position"] = Position(raw);
        if (only.Wants("covariates"))
            report["covariates"] = CovariatesReport.Of(raw, compared, options);
        if (only.Wants("ratings") && RatingsReport.Of(resolved, options) is { } ratings)
            report["ratings"] = ratings;
    }

    /// <summary>Which side people and models took, on the rows as displayed.</summary>
    private static JsonObject Position(JudgmentSet raw)
    {
        var (left, right) = (0, 0);
        foreach (var choice in raw.Choice)
        {
            left += choice == Choice.Left ? 1 : 0;
            right += choice == Choice.Right ? 1 : 0;
        }

        var report = new JsonObject();
        report.Put("left_share_of_decisive", left + right == 0 ? null : (double)left / (left + right), "no decisive choice");
        report["n"] = left + right;
        report.Put("binomial_p", left + right == 0 ? null : SignTest.TwoSided(left, right).Value, "no decisive choice");
        return report;
    }

    private static bool HasComparison(JudgmentSet set) => Enumerable.Range(0, set.Count).Any(set.IsComparison);

    private static bool HasBothKinds(JudgmentSet set) => set.Kind.Contains(RaterKind.Human) && set.Kind.Contains(RaterKind.Model);
}
