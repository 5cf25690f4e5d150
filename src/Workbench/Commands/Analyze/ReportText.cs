using System.Globalization;
using System.Text.Json.Nodes;

namespace Workbench.Commands.Analyze;

/// <summary>The report for reading: the same numbers, rounded, as tables of plain text.</summary>
internal static class ReportText
{
    private const int MostNames = 12;

    public static void Write(TextWriter output, JsonObject report)
    {
        var counts = report["counts"]!;
        output.WriteLine(FormattableString.Invariant(
            $"{counts["judgments"]} judgments ({counts["scored"]} scored, {counts["unscored"]} unscored, {counts["duplicates_dropped"]} duplicates dropped) on {counts["items"]} items by {counts["raters_human"]} people and {counts["raters_model"]} models"));
        foreach (var (name, node) in report["criteria"]!.AsObject())
        {
            var criterion = node!.AsObject();
            output.WriteLine();
            output.WriteLine($"== {name}{(criterion["perspective"] is { } perspective ? $" · {perspective}" : "")}");
            ByKind(output, criterion);
            Section(output, "agreement", criterion["agreement"] as JsonObject);
            ReportTables.Personas(output, criterion);
            ReportTables.ColdStart(output, criterion);
            ReportTables.Annotators(output, criterion);
            Section(output, "truth_models", criterion["truth_models"] as JsonObject);
            foreach (var (rater, judge) in criterion["model_raters"]?.AsObject() ?? [])
                Section(output, $"model rater {rater}", judge as JsonObject);
            foreach (var warning in criterion["warnings"]?.AsArray() ?? [])
                output.WriteLine($"! {warning}");
        }

        ReportTables.Multiplicity(output, report);
    }

    /// <summary>Where people and models judged, their results stand apart; what pools them is in the JSON only.</summary>
    private static void ByKind(TextWriter output, JsonObject criterion)
    {
        if (criterion["by_rater_kind"] is not JsonObject kinds)
        {
            Results(output, criterion);
            return;
        }

        foreach (var (key, title) in new[] { ("human", "people"), ("model", "models") })
        {
            output.WriteLine();
            output.WriteLine($"-- {title}");
            Results(output, kinds[key]!.AsObject());
        }

        output.WriteLine();
        output.WriteLine("-- people and models");
    }

    private static void Results(TextWriter output, JsonObject part)
    {
        Systems(output, part);
        Pairs(output, part);
        Section(output, "position", part["position"] as JsonObject);
        Section(output, "ratings", part["ratings"] as JsonObject);
        ReportTables.Covariates(output, part);
    }

    private static void Systems(TextWriter output, JsonObject criterion)
    {
        if (criterion["systems"] is not JsonObject { Count: > 0 } systems)
            return;
        var rows = systems
            .OrderByDescending(entry => Number(entry.Value?["bradley_terry"]?["log_strength"]) ?? Number(entry.Value?["win_rate"]) ?? double.NegativeInfinity)
            .Select(entry => new[]
            {
                entry.Key, Text(entry.Value?["wins"]), Text(entry.Value?["losses"]), Text(entry.Value?["ties"]), Text(entry.Value?["win_rate"]), Range(entry.Value?["ci"]),
                Text(entry.Value?["bradley_terry"]?["log_strength"]), Range(entry.Value?["bradley_terry"]?["ci"]), Text(entry.Value?["elo"]?["rating"]),
            });
        Table(output, ["system", "wins", "losses", "ties", "win rate", "95 %", "BT", "BT interval", "Elo"], rows);
        if (systems.Select(entry => (string?)entry.Value?["ci_method"]).FirstOrDefault(method => method is not null) is { } how)
            output.WriteLine($"interval of the win rate: {how}");
    }

    private static void Pairs(TextWriter output, JsonObject criterion)
    {
        if (criterion["pairs"] is not JsonArray { Count: > 0 } pairs)
            return;
        output.WriteLine();
        const int most = 40;
        Table(output, ["a", "b", "a wins", "b wins", "ties", "sign test p", "win rate of a", "by item"], pairs.Take(most).Select(pair => new[]
        {
            Text(pair!["a"]), Text(pair["b"]), Text(pair["a_wins"]), Text(pair["b_wins"]), Text(pair["ties"]), Text(pair["sign_test_p"]), Text(pair["win_rate_a"]), Range(pair["ci_cluster_item"]),
        }));
        if (pairs.Count > most)
            output.WriteLine(FormattableString.Invariant($"… and {pairs.Count - most} more pairs; all of them with --json"));
    }

    internal static void Section(TextWriter output, string title, JsonObject? section)
    {
        if (section is null)
            return;
        output.WriteLine();
        output.WriteLine(title);
        Lines(output, section, "  ");
    }

    /// <summary>The one reason why every value of an object is undefined, or null.</summary>
    private static string? OnlyReason(JsonObject section)
    {
        var undefined = section.Where(entry => !entry.Key.EndsWith("_reason", StringComparison.Ordinal)).ToList();
        string?[] reasons = [.. undefined.Select(entry => entry.Value is null ? (string?)section[entry.Key + "_reason"] : null).Distinct()];
        return reasons is [{ } one] ? one : null;
    }

    private static void Lines(TextWriter output, JsonObject section, string indent)
    {
        foreach (var (key, value) in section)
        {
            switch (value)
            {
                case JsonObject { Count: > 0 } nothing when OnlyReason(nothing) is { } why:
                    output.WriteLine($"{indent}{key}: none ({why})");
                    break;
                // A number a rater: hundreds of lines that nobody reads here.
                case JsonObject { Count: > MostNames } many when many.All(entry => entry.Value is JsonValue):
                    output.WriteLine(FormattableString.Invariant($"{indent}{key}: {many.Count} entries, see --json"));
                    break;
                case JsonObject inner:
                    output.WriteLine($"{indent}{key}");
                    Lines(output, inner, indent + "  ");
                    break;
                case JsonArray { Count: 2 } range when range[0] is JsonValue:
                    output.WriteLine($"{indent}{key} {Range(range)}");
                    break;
                case JsonArray list:
                    output.WriteLine(FormattableString.Invariant($"{indent}{key}: {list.Count} entries, see --json"));
                    break;
                case null:
                    output.WriteLine($"{indent}{key}: none ({(string?)section[key + "_reason"] ?? "undefined"})");
                    break;
                default:
                    if (!key.EndsWith("_reason", StringComparison.Ordinal))
                        output.WriteLine($"{indent}{key} {Text(value)}");
                    break;
            }
        }
    }

    internal static void Table(TextWriter output, string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [header, .. rows];
        int[] widths = [.. header.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (var row in all)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    internal static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    internal static string Range(JsonNode? node) => node is JsonArray { Count: 2 } range ? $"[{Text(range[0])}, {Text(range[1])}]" : "–";

    internal static string Text(JsonNode? node) => node switch
    {
        null => "–",
        JsonValue value when value.TryGetValue<int>(out var whole) => whole.ToString(CultureInfo.InvariantCulture),
        JsonValue value when value.TryGetValue<double>(out var number) => number.ToString(Math.Abs(number) >= 100 ? "F1" : "0.####", CultureInfo.InvariantCulture),
        _ => node.ToString(),
    };
}
