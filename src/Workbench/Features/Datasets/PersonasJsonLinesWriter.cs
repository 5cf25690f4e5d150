using Workbench.Methods.Personas;

namespace Workbench.Features.Datasets;

/// <summary>The personas as the study froze them.</summary>
public sealed class PersonasJsonLinesWriter : IDatasetWriter
{
    public string Name => "personas-jsonl";

    public string Sentence => "The personas as the study froze them, one JSON object a line; they can be imported again.";

    public string FileName => "personas.jsonl";

    public string MediaType => "application/jsonl";

    public string RowName => "personas";

    public IReadOnlyList<DatasetField> Fields { get; } =
    [
        new("name", "string", "name of the persona"),
        .. PersonaSchema.Fields.Select(field => new DatasetField(field.Key, field.IsSingle ? "string" : null, field.Label)),
    ];

    public Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct)
    {
        using var lines = new JsonLines(stream);
        foreach (var persona in source.Personas.Values.Where(p => !source.IsWithheld(p.Id)).OrderBy(p => p.Position))
            lines.WriteLine(PersonaJson.Write(persona.Persona));
        var withheld = source.Personas.Keys.Count(source.IsWithheld);
        return Task.FromResult(new DatasetCounts(lines.Rows, withheld == 0 ? [] : [new LeftOut("described by participants themselves, and not exported by the study's design", withheld)]));
    }
}
