using System.Text.Json;
using Workbench.Shared.Library;

namespace Workbench.Features.Prompts;

/// <summary>
/// Reads many prompts from text: one a line, or JSON Lines with <c>text</c> (or <c>prompt</c>), <c>category</c>,
/// <c>reference</c>, <c>note</c> and <c>persona</c>, the name of the one who asks.
/// </summary>
public static class PromptLines
{
    /// <param name="text">The lines.</param>
    /// <param name="category">The category of those that name none.</param>
    /// <param name="personas">Ids by name, for prompts that belong to one persona.</param>
    public static PromptFile Read(string text, string category, ILookup<string, Guid> personas)
    {
        var prompts = new List<PromptLine>();
        var problems = new List<LineProblem>();
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var isJson = lines.FirstOrDefault(l => !string.IsNullOrWhiteSpace(l))?.TrimStart().StartsWith('{') == true;
        foreach (var (index, line) in lines.Index())
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                var draft = (isJson ? ReadJson(line, category, personas) : new PromptDraft { Text = line, Category = category }).Normalized();
                var wrong = draft.Problems().ToList();
                if (wrong.Count == 0)
                    prompts.Add(new(index + 1, draft));
                problems.AddRange(wrong.Select(p => new LineProblem(index + 1, $"{p.Field}: {p.Message}")));
            }
            catch (FormatException error)
            {
                problems.Add(new(index + 1, error.Message));
            }
        }
        return new(prompts, problems);
    }

    private static PromptDraft ReadJson(string line, string category, ILookup<string, Guid> personas)
    {
        JsonElement json;
        try
        {
            json = JsonElement.Parse(line);
        }
        catch (JsonException error)
        {
            throw new FormatException($"not valid JSON at byte {error.BytePositionInLine + 1}", error);
        }
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException("a prompt is a JSON object");
        return new()
        {
            Text = Text(json, "text") ?? Text(json, "prompt") ?? throw new FormatException("text: a prompt needs a text"),
            Category = Text(json, "category") ?? category,
            Reference = Text(json, "reference"),
            Note = Text(json, "note"),
            PersonaId = Text(json, "persona") is { Length: > 0 } name ? Persona(name, personas) : null,
        };
    }

    private static Guid Persona(string name, ILookup<string, Guid> personas) => personas[name].ToList() switch
    {
        [var id] => id,
        [] => throw new FormatException($"persona: nobody in the library is called '{name}'"),
        var several => throw new FormatException($"persona: {several.Count} in the library are called '{name}'"),
    };

    private static string? Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new FormatException($"{name}: expected text");
}
