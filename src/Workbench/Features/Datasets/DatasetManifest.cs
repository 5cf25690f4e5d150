using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workbench.Features.Analysis;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>
/// manifest.json: what the files are, to the byte. It names no time of its own, so that the same data give the same
/// manifest; the data's own time is that of the last judgment.
/// </summary>
internal static class DatasetManifest
{
    public const string FileName = "manifest.json";

    public static string Write(StudySource source, ExportOptions options, IReadOnlyList<ManifestFile> files)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("program", "Workbench");
            json.WriteString("version", JudgmentRecords.AppVersion);
            WriteStudy(json, source);
            WriteChoices(json, source, options);
            json.WriteStartArray("statements");
            foreach (var statement in DatasetStatements.Of(source))
                json.WriteStringValue(statement);
            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (var file in files)
                WriteFile(json, file);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteStudy(Utf8JsonWriter json, StudySource source)
    {
        json.WriteStartObject("study");
        json.WriteString("id", source.Study.Id.ToString("D"));
        json.WriteString("name", source.Study.Name);
        json.WriteBoolean("is_sample", source.Study.IsSample);
        json.WriteNumber("seed", source.Study.Design.Seed);
        json.WriteNumber("personas", source.Personas.Count);
        json.WriteNumber("prompts", source.Prompts.Count);
        json.WriteNumber("comparisons", source.Judged.Comparisons.Count);
        json.WriteStartArray("conditions");
        foreach (var condition in source.Conditions.Values.OrderBy(c => c.Position))
            json.WriteStringValue(condition.Name);
        json.WriteEndArray();
        json.WriteStartObject("judgments");
        foreach (var kind in Enum.GetValues<RaterKind>())
            json.WriteNumber(AnalysisFilter.Word(kind), source.Judged.Rows.Count(r => r.Kind == kind));
        json.WriteNumber("unscored", source.Judged.Rows.Count(r => !r.IsScored));
        json.WriteNumber("of_excluded_raters", source.Judged.Excluded);
        json.WriteNumber("undone_or_corrected", source.Judged.Superseded);
        json.WriteEndObject();
        json.WriteNumber("adjudicated", source.Judged.Adjudications.Count);
        json.WriteString("manifest_sha256", source.Study.ManifestHash);
        json.WritePropertyName("manifest");
        if (source.Study.Manifest is { } manifest)
            json.WriteRawValue(manifest);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void WriteChoices(Utf8JsonWriter json, StudySource source, ExportOptions options)
    {
        var scope = AnalysisScope.Choose(source.Judged, options.Judged);
        json.WriteStartObject("preferences_from");
        json.WriteString("raters", AnalysisFilter.Word(scope.Raters));
        json.WriteString("perspective", scope.Perspective.Word());
        json.WriteString("criterion", scope.Criterion);
        json.WriteString("rule", "strict majority of the usable verdicts on a comparison; ties, both bad and split votes make no pair");
        json.WriteString("prompt", AnalysisFilter.Word(options.Prompt));
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, ManifestFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        if (file.Format is not null)
            json.WriteString("format", file.Format);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteString("sha256", file.Sha256);
        if (file.Counts is { } counts)
        {
            json.WriteNumber("rows", counts.Rows);
            json.WriteStartArray("left_out");
            foreach (var (reason, count) in counts.LeftOut)
            {
                json.WriteStartObject();
                json.WriteString("reason", reason);
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
