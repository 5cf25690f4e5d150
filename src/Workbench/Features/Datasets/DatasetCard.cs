using System.Globalization;
using System.Text;
using Workbench.Features.Analysis;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>README.md of an export: a Hugging Face dataset card for people, with the front matter that its viewer reads.</summary>
internal static class DatasetCard
{
    public const string FileName = "README.md";

    public static string Write(StudySource source, ExportOptions options, IReadOnlyList<(IDatasetWriter Writer, ManifestFile File)> files)
    {
        var card = new StringBuilder();
        FrontMatter(card, source, options, files);
        Line(card, $"# {Escaped(source.Study.Name)}");
        Line(card);
        Line(card, $"Exported by Workbench {JudgmentRecords.AppVersion}. {AnalysisWords.Count(source.Personas.Count, "persona", "personas")}, "
            + $"{AnalysisWords.Count(source.Prompts.Count, "prompt", "prompts")}, conditions {string.Join(", ", source.Conditions.Values.OrderBy(c => c.Position).Select(c => Escaped(c.Name)))}; "
            + $"{AnalysisWords.Count(source.Judged.Comparisons.Count, "comparison", "comparisons")}.");
        Line(card);
        foreach (var statement in DatasetStatements.Of(source))
        {
            Line(card, $"> **{statement}**");
            Line(card);
        }

        if (source.Personas.Values.Any(p => !p.IsParticipant))
        {
            Line(card, "With synthetic personas, judgments measure perceived fit to a written description, not the preference of a real user.");
            Line(card);
        }

        Files(card, files);
        Judgments(card, source);
        Preferences(card, source, options, files);
        Fields(card, files);
        Line(card, "The hashes, counts and settings of every file are in manifest.json. Raters carry pseudonyms that hold only within the study.");
        return card.ToString();
    }

    private static void FrontMatter(StringBuilder card, StudySource source, ExportOptions options, IReadOnlyList<(IDatasetWriter Writer, ManifestFile File)> files)
    {
        Line(card, "---");
        Line(card, $"pretty_name: {Quoted(source.Study.Name)}");
        Line(card, "language:\n- und");
        Line(card, "license: other\nlicense_name: not-stated");
        Line(card, "tags:\n- personalization\n- preference\n- workbench" + (source.Study.IsSample ? "\n- sample" : "") + (source.Judged.Rows.Any(r => r.Kind == RaterKind.Simulated) ? "\n- simulated" : ""));
        Line(card, "annotations_creators:\n" + string.Join('\n', Creators(source).Select(c => "- " + c)));
        Line(card, $"size_categories:\n- {SizeCategory(files.Count == 0 ? 0 : files.Max(f => f.File.Counts?.Rows ?? 0))}");
        Line(card, "task_categories:\n- text-generation");
        Line(card, "configs:");
        foreach (var (writer, file) in files)
            Line(card, $"- config_name: {writer.Name}\n  data_files:\n  - split: train\n    path: {file.Name}");
        Line(card, "dataset_info:");
        foreach (var (writer, file) in files)
        {
            Line(card, $"- config_name: {writer.Name}");
            if (writer.SchemaFor(options) is { } schema)
                Line(card, "  features:\n" + string.Join('\n', schema.Select(f => $"  - name: {f.Name}\n    dtype: {f.Type}")));
            Line(card, string.Create(CultureInfo.InvariantCulture, $"  splits:\n  - name: train\n    num_bytes: {file.Bytes}\n    num_examples: {file.Counts?.Rows ?? 0}"));
        }

        Line(card, "---");
        Line(card);
    }

    private static IEnumerable<string> Creators(StudySource source)
    {
        var kinds = source.Judged.Rows.Select(r => r.Kind).Distinct().ToList();
        if (kinds.Count == 0)
            yield return "no-annotation";
        if (kinds.Contains(RaterKind.Human))
            yield return "other";
        if (kinds.Any(k => k != RaterKind.Human))
            yield return "machine-generated";
    }

    private static string SizeCategory(int rows) => rows switch
    {
        < 1_000 => "n<1K",
        < 10_000 => "1K<n<10K",
        < 100_000 => "10K<n<100K",
        < 1_000_000 => "100K<n<1M",
        _ => "1M<n<10M",
    };

    private static void Files(StringBuilder card, IReadOnlyList<(IDatasetWriter Writer, ManifestFile File)> files)
    {
        Line(card, "## Files");
        Line(card);
        Line(card, "| file | rows | what for | left out |");
        Line(card, "|---|---|---|---|");
        foreach (var (writer, file) in files)
        {
            var leftOut = file.Counts?.LeftOut is { Count: > 0 } reasons ? string.Join("; ", reasons.Select(r => $"{AnalysisWords.Count(r.Count)} {r.Reason}")) : "nothing";
            Line(card, $"| {file.Name} | {AnalysisWords.Count(file.Counts?.Rows ?? 0)} | {writer.Sentence} | {leftOut} |");
        }

        Line(card);
    }

    private static void Judgments(StringBuilder card, StudySource source)
    {
        Line(card, "## Judgments");
        Line(card);
        foreach (var kind in Enum.GetValues<RaterKind>())
        {
            var rows = source.Judged.Rows.Where(r => r.Kind == kind).ToList();
            if (rows.Count > 0)
                Line(card, $"- {AnalysisWords.Count(rows.Count)} by {AnalysisWords.Count(rows.Select(r => r.Rater).Distinct().Count())} {AnalysisWords.Label(kind)}, {AnalysisWords.Count(rows.Count(r => !r.IsScored))} of them unscored");
        }

        if (source.Judged.Rows.Count == 0)
            Line(card, "- none yet");
        if (source.Judged.Adjudications.Count > 0)
            Line(card, $"- {AnalysisWords.Count(source.Judged.Adjudications.Count, "disputed question was", "disputed questions were")} adjudicated by researchers: adjudications.jsonl has their verdicts, which replace no judgment");
        Line(card, "- unscored (skipped, or no usable verdict) is `choice` null: never a tie and never a zero");
        Line(card, "- people, model judges and simulated raters are different sources, and perspectives different questions: do not pool them");
        Line(card);
    }

    private static void Preferences(StringBuilder card, StudySource source, ExportOptions options, IReadOnlyList<(IDatasetWriter Writer, ManifestFile File)> files)
    {
        if (files.All(f => f.Writer is not TrlPreferenceWriter))
            return;
        var scope = AnalysisScope.Choose(source.Judged, options.Judged);
        Line(card, "## Preference pairs");
        Line(card);
        Line(card, $"One pair for each comparison on which more than half of the usable verdicts of {AnalysisWords.Label(scope.Raters)} agree (criterion {scope.Criterion}, judging {AnalysisWords.Label(scope.Perspective)}).");
        Line(card, options.Prompt == PromptForm.Plain
            ? "`prompt` is the user's words alone, as text. One prompt may come with several personas whose preferences differ: a model trained on this file learns what pleases on average. For a model that is to follow a persona, export with the personalized prompt."
            : "`prompt` is the exact list of messages of the personalized condition, persona included; `chosen` and `rejected` are one assistant message each. A model trained on this file learns to answer the described person.");
        Line(card);
    }

    private static void Fields(StringBuilder card, IReadOnlyList<(IDatasetWriter Writer, ManifestFile File)> files)
    {
        Line(card, "## Fields");
        Line(card);
        foreach (var group in files.GroupBy(f => f.Writer.Fields))
        {
            Line(card, $"### {string.Join(", ", group.Select(f => f.File.Name))}");
            Line(card);
            foreach (var field in group.Key)
                Line(card, $"- `{field.Name}`: {field.Meaning}");
            Line(card);
        }
    }

    private static void Line(StringBuilder card, string text = "") => card.Append(text).Append('\n');

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";

    private static string Escaped(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
