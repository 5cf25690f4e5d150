using System.Text;
using System.Text.Json;
using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>
/// PandaLM's JSON arrays. The test set gives three people's verdicts (<c>annotator1</c>…: 1, 2, 0 = tie) on the two models of
/// <c>cmp_key</c>; a judge's file gives <c>NAME_result</c> and <c>NAME_reason</c>, where anything but 1, 2, 0 or "tie" is unscored.
/// </summary>
public sealed class PandalmReader : IJudgmentReader
{
    public string Name => "pandalm";

    public string Sentence => "PandaLM's test set (three annotators) and judges' result files; unparseable verdicts are unscored.";

    public bool Recognises(ReadOnlySpan<byte> head) => head.TrimStart("\uFEFF \r\n\t"u8).StartsWith("["u8);

    public void Read(Stream stream, string file, FieldMap map, JudgmentSink sink)
    {
        using var document = Parse(stream, file);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new JudgmentFormatException(file, 1, null, "PandaLM's files are JSON arrays");
        var at = 0;
        foreach (var element in document.RootElement.EnumerateArray())
        {
            at++;
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("idx", out var index))
                throw new JudgmentFormatException(file, at, "idx", $"element {at} of the array has none");
            foreach (var property in element.EnumerateObject())
            {
                if (property.Name.StartsWith("annotator", StringComparison.Ordinal))
                    Add(sink, element, index, property.Name, RaterKind.Human, Verdict(property.Value, file, at, property.Name), null);
                else if (property.Name.EndsWith("_result", StringComparison.Ordinal))
                    AddJudge(sink, element, index, property);
            }
        }
    }

    private static void AddJudge(JudgmentSink sink, JsonElement element, JsonElement index, JsonProperty property)
    {
        var judge = property.Name[..^"_result".Length];
        var choice = JudgmentFields.TryReadChoice(Encoding.UTF8.GetBytes(property.Value.ToString()), out var read) ? read : Choice.None;
        var reason = element.TryGetProperty(judge + "_reason", out var text) ? text.ToString() : null;
        Add(sink, element, index, judge, RaterKind.Model, choice, reason);
    }

    private static Choice Verdict(JsonElement value, string file, int at, string name) =>
        JudgmentFields.TryReadChoice(Encoding.UTF8.GetBytes(value.ToString()), out var choice)
            ? choice
            : throw new JudgmentFormatException(file, at, name, $"'{value}' is no verdict; use 1, 2 or 0 (element {at} of the array)");

    private static void Add(JudgmentSink sink, JsonElement element, JsonElement index, string rater, RaterKind kind, Choice choice, string? reason)
    {
        Text(sink, JudgmentField.Item, index.ToString());
        if (element.TryGetProperty("cmp_key", out var key) && key.ToString().Split('_') is [var left, var right])
        {
            Text(sink, JudgmentField.Left, left);
            Text(sink, JudgmentField.Right, right);
        }

        if (element.TryGetProperty("instruction", out var instruction))
            Text(sink, JudgmentField.Prompt, element.TryGetProperty("input", out var input) ? $"{instruction}\n{input}".TrimEnd() : instruction.ToString());
        Text(sink, JudgmentField.Rater, rater);
        sink.SetKind(kind);
        sink.SetChoice(choice);
        Text(sink, JudgmentField.Rationale, reason);
        sink.EndRow();
    }

    private static void Text(JudgmentSink sink, JudgmentField field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            sink.SetText(field, Encoding.UTF8.GetBytes(text));
    }

    private static JsonDocument Parse(Stream stream, string file)
    {
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException e)
        {
            throw new JudgmentFormatException(file, (e.LineNumber ?? 0) + 1, null, "no valid JSON");
        }
    }
}
