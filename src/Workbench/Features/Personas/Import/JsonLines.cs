using System.Text.Json;
using Workbench.Methods.Personas;
using Workbench.Shared.Library;

namespace Workbench.Features.Personas.Import;

/// <summary>What the readers of JSON Lines share: one object a line, blank lines skipped, each line judged by itself.</summary>
internal static class JsonLines
{
    public static PersonaFile Read(string text, Func<string, Persona> read)
    {
        var personas = new List<PersonaLine>();
        var problems = new List<LineProblem>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                Add(personas, problems, number, read(line.Trim()));
            }
            catch (FormatException error)
            {
                problems.Add(new(number, error.Message));
            }
        }
        if (personas.Count == 0 && problems.Count == 0)
            problems.Add(new(1, "the file is empty"));
        return new(personas, problems);
    }

    public static void Add(List<PersonaLine> personas, List<LineProblem> problems, int line, Persona persona)
    {
        var wrong = persona.Problems().ToList();
        if (wrong.Count == 0)
            personas.Add(new(line, persona));
        else
            problems.AddRange(wrong.Select(p => new LineProblem(line, p.ToString())));
    }

    /// <summary>Whether a line is a JSON object with these members and without those.</summary>
    public static bool IsObject(string line, string with, string? without = null)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(with, out _)
                && (without is null || !document.RootElement.TryGetProperty(without, out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
