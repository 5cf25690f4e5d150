using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;
using Workbench.Methods.Personas;
using Workbench.Shared.Library;

namespace Workbench.Features.Personas.Import;

/// <summary>
/// A table with a header: <c>name</c> and keys of the schema. A cell of a list field holds one entry a line
/// (statements), one whole text (texts and interactions), or a JSON array as the canonical format has it.
/// </summary>
public sealed class PersonasCsvReader : IPersonaReader
{
    public string Name => "personas-csv";

    public string Label => "Table (CSV, TSV)";

    public string Sentence => "A header row with name and fields of the schema, then one persona a row.";

    public bool Recognizes(string fileName, string firstLine) =>
        !firstLine.StartsWith('{') && Cells(firstLine).Any(c => c.Equals("name", StringComparison.OrdinalIgnoreCase));

    public PersonaFile Read(string text)
    {
        var personas = new List<PersonaLine>();
        var problems = new List<LineProblem>();
        text = text.TrimStart('\uFEFF');
        string? bad = null;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text.Split('\n')[0]).ToString(),
            BadDataFound = found => bad = found.Field,
        };
        using var csv = new CsvParser(new StringReader(text), configuration);
        if (!csv.Read())
            return new([], [new(1, "the file is empty")]);
        string[] header = [.. csv.Record!.Select(h => h.Trim())];
        if (HeaderProblem(header) is { } problem)
            return new([], [new(1, problem)]);
        while (true)
        {
            var line = csv.RawRow + 1;
            bad = null;
            try
            {
                if (!csv.Read())
                    break;
                var row = csv.Record!;
                if (bad is not null)
                    throw new FormatException($"a quotation mark stands in the middle of '{Shortened(bad)}'; a cell that holds one is quoted as a whole, and the mark doubled");
                JsonLines.Add(personas, problems, line, ReadRow(header, row));
            }
            catch (FormatException error)
            {
                problems.Add(new(line, error.Message));
            }
        }
        if (personas.Count == 0 && problems.Count == 0)
            problems.Add(new(1, "there is no row under the header"));
        return new(personas, problems);
    }

    private static string? HeaderProblem(string[] header)
    {
        if (!header.Contains("name", StringComparer.OrdinalIgnoreCase))
            return "there is no column 'name'";
        var keys = header.Where(h => h.Length > 0).Select(h => PersonaSchema.Find(h)?.Key ?? h.ToLowerInvariant());
        return keys.GroupBy(k => k).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"two columns are '{twice.Key}'" : null;
    }

    private static Persona ReadRow(string[] header, string[] row)
    {
        if (row.Length > header.Length)
            throw new FormatException($"{row.Length} cells under {header.Length} columns");
        var json = new JsonObject();
        foreach (var (column, cell) in header.Zip(row).Where(c => c.First.Length > 0 && !string.IsNullOrWhiteSpace(c.Second)))
        {
            var isName = column.Equals("name", StringComparison.OrdinalIgnoreCase);
            json[isName ? "name" : column] = isName ? cell : Value(column, PersonaSchema.Find(column), cell.Trim());
        }
        return PersonaJson.Read(json.ToJsonString());
    }

    private static JsonNode Value(string column, PersonaField? field, string cell)
    {
        if (field is null or { IsSingle: true })
            return JsonValue.Create(cell);
        if (cell.StartsWith('['))
        {
            try
            {
                return JsonNode.Parse(cell)!;
            }
            catch (JsonException)
            {
                throw new FormatException($"{column}: begins with '[' but is not a JSON list");
            }
        }
        return field.Kind switch
        {
            PersonaFieldKind.Statements => new JsonArray([.. cell.Split('\n').Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => JsonValue.Create(l.Trim()))]),
            PersonaFieldKind.Pairs => throw new FormatException($"{column}: write a JSON list of {{\"prompt\", \"chosen\", \"rejected\"}}"),
            _ => JsonValue.Create(cell),
        };
    }

    private static IEnumerable<string> Cells(string line) => line.Split(DelimiterOf(line)).Select(c => c.Trim().Trim('"'));

    private static char DelimiterOf(string line) => new[] { ',', ';', '\t' }.MaxBy(d => line.Count(c => c == d));

    private static string Shortened(string text) => text.Length > 30 ? text[..30] + "…" : text;
}
