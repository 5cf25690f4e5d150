using System.Runtime.CompilerServices;
using System.Text.Json;
using Workbench.Features.Datasets;
using Workbench.Methods.Metrics.Texts;

namespace Workbench.Commands.Score;

/// <summary>Reads texts to score from canonical JSON Lines, one row at a time; bad input names file, line and field.</summary>
internal static class TextRowReader
{
    /// <summary>System of a row that names none.</summary>
    internal const string DefaultSystem = "system";

    internal static async IAsyncEnumerable<TextRow> ReadAsync(
        string file, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = file == "-" ? "standard input" : file;
        using var reader = new StreamReader(Open(file));
        var line = 0L;
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
                yield return Parse(text, name, line);
        }
    }

    private static TextRow Parse(string text, string file, long line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new CommandFailedException($"{file}, line {line}: no valid JSON ({e.Message.Split('.')[0]})");
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new CommandFailedException($"{file}, line {line}: a text is a JSON object");
            return new TextRow
            {
                Id = Field("id"),
                User = Field("user"),
                Prompt = Field("prompt"),
                System = Field("system") ?? DefaultSystem,
                Hypothesis = Field("hypothesis") ?? throw new CommandFailedException($"{file}, line {line}, field 'hypothesis': it is missing"),
                Reference = Field("reference"),
                Document = Field("document"),
            };
        }

        string Text(string field, JsonElement value)
        {
            try
            {
                return value.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw new CommandFailedException($"{file}, line {line}, field '{field}': it is no valid Unicode text (half of a character, cut off inside an emoji, say)");
            }
        }

        string? Field(string field)
        {
            if (!document.RootElement.TryGetProperty(field, out var value))
                return null;
            return value.ValueKind switch
            {
                JsonValueKind.String => Text(field, value),
                JsonValueKind.Null => null,
                // Ids are often numbers; texts are not.
                JsonValueKind.Number when field is "id" or "user" or "prompt" or "system" => value.GetRawText(),
                _ => throw new CommandFailedException($"{file}, line {line}, field '{field}': a string is wanted, not {value.ValueKind.ToString().ToLowerInvariant()}"),
            };
        }
    }

    private static PeekStream Open(string file)
    {
        try
        {
            return DatasetInput.Open(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file}: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}");
        }
    }
}
