using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>Writes judgments as a delimited table, quoting where RFC 4180 asks for it, no cell a spreadsheet would run.</summary>
internal static class JudgmentTableWriter
{
    public static void Write(TextWriter writer, char delimiter, IReadOnlyCollection<Judgment> judgments)
    {
        JudgmentField[] fields = [.. JudgmentFields.All.Where(field =>
            !JudgmentFields.IsAboutTexts(field) && (field is JudgmentField.Item or JudgmentField.Choice || judgments.Any(judgment => TextOf(judgment, field) is not null)))];
        string[] extras = [.. judgments.SelectMany(judgment => judgment.Extra.Keys).Distinct()];
        var special = SearchValues.Create(['"', '\r', '\n', delimiter]);
        WriteRow(writer, delimiter, special, fields.Select(JudgmentFields.NameOf).Concat(extras));
        foreach (var judgment in judgments)
        {
            WriteRow(writer, delimiter, special, fields.Select(field => TextOf(judgment, field))
                .Concat(extras.Select(name => judgment.Extra.TryGetValue(name, out var value) ? TextOf(value) : null)));
        }
    }

    private static void WriteRow(TextWriter writer, char delimiter, SearchValues<char> special, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var text in cells)
        {
            if (!first)
                writer.Write(delimiter);
            first = false;
            var cell = SpreadsheetText.Protect(text);
            if (cell.AsSpan().ContainsAny(special))
                writer.Write($"\"{cell!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            else
                writer.Write(cell);
        }

        writer.Write('\n');
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string? TextOf(Judgment judgment, JudgmentField field) => field switch
    {
        JudgmentField.Item => judgment.Item,
        JudgmentField.Left => judgment.Left,
        JudgmentField.Right => judgment.Right,
        JudgmentField.Choice => JudgmentFields.NameOf(judgment.Choice),
        JudgmentField.Strength => judgment.Strength?.ToString(CultureInfo.InvariantCulture),
        JudgmentField.Value => judgment.Value?.ToString(),
        JudgmentField.Criterion => judgment.Criterion,
        JudgmentField.Rater => judgment.Rater,
        JudgmentField.RaterKind => judgment.Rater is null && judgment.RaterKind == RaterKind.Human ? null : JudgmentFields.NameOf(judgment.RaterKind),
        JudgmentField.Persona => judgment.Persona,
        JudgmentField.Prompt => judgment.Prompt,
        JudgmentField.Perspective => JudgmentFields.NameOf(judgment.Perspective),
        JudgmentField.Certainty => judgment.Certainty?.ToString("R", CultureInfo.InvariantCulture),
        JudgmentField.Order => judgment.Order,
        JudgmentField.Rationale => judgment.Rationale,
        JudgmentField.Seconds => judgment.Seconds?.ToString("R", CultureInfo.InvariantCulture),
        JudgmentField.CreatedAt => JudgmentJson.TimeText(judgment.CreatedAt),
        _ => null,
    };
}
