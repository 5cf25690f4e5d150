using System.Text.Json.Nodes;
using static Workbench.Commands.Analyze.ReportText;

namespace Workbench.Commands.Analyze;

/// <summary>The parts of the report that are tables to read.</summary>
internal static class ReportTables
{
    private const int MostRows = 25;

    public static void Covariates(TextWriter output, JsonObject criterion)
    {
        if (criterion["covariates"] is not JsonObject covariates)
            return;
        var effects = covariates.Where(entry => entry.Value is JsonObject).ToList();
        Title(output, "covariates: log odds of winning per standard deviation (of the left side for side), in one model");
        if (effects.Count > 0)
            Table(output, ["covariate", "effect", "95 %", "odds ratio", "n"], effects.Select(entry => new[] { entry.Key, Text(entry.Value!["value"]), Range(entry.Value["ci"]), Text(entry.Value["odds_ratio"]), Text(entry.Value["n"]) }));
        foreach (var reason in covariates.Where(entry => entry.Value is null).GroupBy(entry => (string?)covariates[entry.Key + "_reason"]))
            output.WriteLine($"{string.Join(", ", reason.Select(entry => entry.Key))}: none ({reason.Key})");
    }

    public static void Personas(TextWriter output, JsonObject criterion)
    {
        foreach (var node in criterion["personas"] as JsonArray ?? [])
        {
            var pair = node!.AsObject();
            Title(output, $"personas: {pair["condition"]} against {pair["against"]}");
            if (pair["by_persona"] is not JsonObject personas)
            {
                output.WriteLine($"none ({pair["theta_reason"]})");
                continue;
            }

            output.WriteLine(FormattableString.Invariant(
                $"{pair["personas"]} personas; spread tau {Text(pair["tau"])} (p {Text(pair["tau_p"])}); prefer {pair["against"]}: {Text(pair["share_against"])} pooled, {Text(pair["share_against_observed"])} {Range(pair["share_against_observed_ci"])} as counted, {Or(pair, "share_against_corrected")} corrected"));
            Table(output, ["persona", "n", "win rate", "pooled", "log odds", "95 %"], personas.OrderByDescending(entry => Number(entry.Value!["pooled_win_rate"])).Take(MostRows).Select(entry => new[]
            {
                entry.Key, Text(entry.Value!["n"]), Text(entry.Value["win_rate"]), Text(entry.Value["pooled_win_rate"]), Text(entry.Value["log_odds"]), Range(entry.Value["ci"]),
            }));
            More(output, personas.Count, "personas");
        }

        Missing(output, criterion, "personas");
    }

    public static void ColdStart(TextWriter output, JsonObject criterion)
    {
        foreach (var node in criterion["cold_start"] as JsonArray ?? [])
        {
            var pair = node!.AsObject();
            Title(output, $"cold start: {pair["condition"]} against {pair["against"]}, by how much is known of the persona");
            Table(output, ["items", "personas", "n", "win rate", "95 %"], pair["points"]!.AsArray().Select(point => new[]
            {
                $"{Text(point!["from"])}–{Text(point["to"])}", Text(point["personas"]), Text(point["n"]), Text(point["win_rate"]), Range(point["ci"]),
            }));
            output.WriteLine($"a doubling of the data changes the win rate by {Or(pair, "trend")} {Range(pair["trend_ci"])}");
        }

        Missing(output, criterion, "cold_start");
    }

    public static void Annotators(TextWriter output, JsonObject criterion)
    {
        if (criterion["annotators"] is not JsonObject annotators)
            return;
        var raters = annotators["raters"]!.AsObject();
        Title(output, $"annotators: {raters.Count} people");
        output.WriteLine(FormattableString.Invariant(
            $"votes on one item alike: ICC {Or(annotators["icc"]!.AsObject(), "value")} {Range(annotators["icc"]!["ci"])}; {Text(annotators["votes_per_item"])} votes an item, design effect {Or(annotators, "design_effect")}; with themselves: {Or(annotators["self_consistency"]!.AsObject(), "value")}"));
        var settings = annotators["anomaly_test"]!;
        output.WriteLine(FormattableString.Invariant($"anomaly test: level {Text(settings["alpha"])}, {settings["looks"]} looks at the first {settings["maximum_votes"]} votes, seed {settings["seed"]}, in order of {settings["order"]}"));
        if (raters.Count == 0)
            return;
        // Who deserves a look comes first.
        var rows = raters.OrderByDescending(entry => entry.Value!["flags"]!.AsArray().Count > 0 || IsAnomalous(entry.Value)).ThenByDescending(entry => (int)entry.Value!["n"]!);
        Table(output, ["rater", "n", "left share", "p", "with rest", "with self", "anomaly p", "flags"], rows.Take(MostRows).Select(entry => new[]
        {
            entry.Key, Text(entry.Value!["n"]), Text(entry.Value["left_share"]), Text(entry.Value["left_share_p"]), Text(entry.Value["agreement_with_rest"]), Text(entry.Value["self_consistency"]),
            Text(entry.Value["anomaly"]?["p"]) + (IsAnomalous(entry.Value) ? "!" : ""), string.Join("; ", entry.Value["flags"]!.AsArray().Select(flag => (string?)flag)),
        }));
        More(output, raters.Count, "people");
    }

    public static void Multiplicity(TextWriter output, JsonObject report)
    {
        if (report["multiplicity"] is not JsonObject { } multiplicity || multiplicity["criteria"] is not JsonObject criteria)
            return;
        Title(output, $"multiplicity: {multiplicity["comparison"]!["a"]} against {multiplicity["comparison"]!["b"]}, sign test of each criterion, adjusted by {multiplicity["method"]}");
        Table(output, ["criterion", "wins", "losses", "p", "adjusted p"], criteria.Select(entry => new[]
        {
            entry.Key, Text(entry.Value!["a_wins"]), Text(entry.Value["b_wins"]), Text(entry.Value["p"]), Text(entry.Value["p_adjusted"]),
        }));
    }

    private static bool IsAnomalous(JsonNode? rater) => rater?["anomaly"] is JsonObject anomaly && (bool)anomaly["flagged"]!;

    private static string Or(JsonObject section, string key) => section[key] is { } value ? Text(value) : $"none ({section[key + "_reason"]})";

    private static void Title(TextWriter output, string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    private static void More(TextWriter output, int count, string what)
    {
        if (count > MostRows)
            output.WriteLine(FormattableString.Invariant($"… and {count - MostRows} more {what}; all of them with --json"));
    }

    private static void Missing(TextWriter output, JsonObject criterion, string key)
    {
        if (!criterion.ContainsKey(key) || criterion[key] is not null)
            return;
        output.WriteLine();
        output.WriteLine($"{key}: none ({criterion[key + "_reason"]})");
    }
}
