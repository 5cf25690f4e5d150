using System.CommandLine;
using System.Text;
using Workbench.Features.Analysis;
using Workbench.Features.Datasets;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Commands;

/// <summary><c>export STUDY --format NAME --out PATH</c>: one dataset format as a file, or <c>all</c> as a folder with card and manifest.</summary>
public sealed class ExportVerb : IWorkbenchVerb
{
    private const string All = "all";

    private readonly Argument<string> _study = new("STUDY") { Description = "Name or id of the study." };
    private readonly Option<string> _format = new("--format") { Required = true, Description = "Name of the format, or all." };
    private readonly Option<string> _out = new("--out") { Required = true, Description = "The file, or - for standard output; for all, the folder." };
    private readonly Option<string> _prompt = new("--prompt") { DefaultValueFactory = _ => "plain", Description = "In preference pairs: plain (the user's words) or personalized (the exact messages, persona included)." };
    private readonly Option<string?> _raters = new("--raters") { Description = "In preference pairs, whose: human, model or simulated; people where there are any." };
    private readonly Option<string?> _perspective = new("--perspective") { Description = "In preference pairs: self, role_play, third_party or impersonal." };
    private readonly Option<string?> _criterion = new("--criterion") { Description = "In preference pairs: overall, where not given." };
    private readonly Option<string?> _data = new("--data") { Description = "Folder of the database; Workbench__Data where not given." };

    public Command Build(TextWriter output, TextWriter error)
    {
        var command = new Command("export", "One dataset format of a study, or all of them with card and manifest.") { _study, _format, _out, _prompt, _raters, _perspective, _criterion, _data };
        command.SetAction(async (parsed, ct) =>
        {
            var options = OptionsOf(parsed);
            var name = parsed.GetValue(_format)!;
            IReadOnlyList<IDatasetWriter> writers = name == All ? DatasetFormats.Writers : DatasetFormats.FindWriter(name) is { } one
                ? [one]
                : throw new CommandFailedException($"--format: '{name}' is not written; there are {string.Join(", ", DatasetFormats.Writers.Select(w => w.Name))}, {All}");
            await using var services = await CommandDatabase.OpenAsync(parsed.GetValue(_data), ct);
            var store = services.GetRequiredService<DatasetStore>();
            try
            {
                var study = await store.FindAsync(Actor.Program, parsed.GetValue(_study)!, ct);
                if (name == All)
                    await WriteFolderAsync(store, study, writers, options, parsed.GetValue(_out)!, error, ct);
                else
                    await WriteFileAsync(store, study, writers[0], options, parsed.GetValue(_out)!, output, error, ct);
            }
            catch (MissingException missing)
            {
                throw new CommandFailedException(missing.Message);
            }

            return 0;
        });
        return command;
    }

    private ExportOptions OptionsOf(ParseResult parsed)
    {
        var filter = AnalysisFilter.Parse(parsed.GetValue(_criterion), parsed.GetValue(_raters), parsed.GetValue(_perspective), null, null, null);
        if (parsed.GetValue(_raters) is { } raters && filter.Raters is null)
            throw new CommandFailedException($"--raters: '{raters}' is no kind of rater; there are human, model, simulated");
        if (parsed.GetValue(_perspective) is { } perspective && filter.Perspective is null)
            throw new CommandFailedException($"--perspective: '{perspective}' is none; there are self, role_play, third_party, impersonal");
        return new ExportOptions
        {
            Judged = filter,
            Prompt = parsed.GetValue(_prompt) switch
            {
                "plain" => PromptForm.Plain,
                "personalized" => PromptForm.Personalized,
                var other => throw new CommandFailedException($"--prompt: '{other}' is neither plain nor personalized"),
            },
        };
    }

    private static async Task WriteFolderAsync(
        DatasetStore store, Guid study, IReadOnlyList<IDatasetWriter> writers, ExportOptions options, string path, TextWriter error, CancellationToken ct)
    {
        if (path == "-" || File.Exists(path))
            throw new CommandFailedException($"--out: all formats need a folder, and {(path == "-" ? "standard output" : path)} is none");
        Directory.CreateDirectory(path);
        await store.WriteFolderAsync(Actor.Program, study, writers, options, path, ct);
        await error.WriteLineAsync($"{writers.Count} formats with card and manifest in {path}".AsMemory(), ct);
    }

    /// <summary>The file appears when it is whole; until then it has a name of its own beside its place.</summary>
    private static async Task WriteFileAsync(
        DatasetStore store, Guid study, IDatasetWriter writer, ExportOptions options, string path, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var toOutput = path == "-";
        var partial = toOutput ? Path.Combine(Path.GetTempPath(), $"workbench-export-{Guid.NewGuid():N}") : path + ".partial";
        try
        {
            DatasetFile file;
            await using (var stream = File.Create(partial))
                file = await store.WriteFileAsync(Actor.Program, study, writer, options, stream, ct);
            if (toOutput)
                await CopyAsync(partial, output, ct);
            else
                File.Move(partial, path, overwrite: true);
            var leftOut = file.Counts.LeftOut.Count == 0 ? "" : $"; left out: {string.Join(", ", file.Counts.LeftOut.Select(l => $"{AnalysisWords.Count(l.Count)} {l.Reason}"))}";
            await error.WriteLineAsync($"{AnalysisWords.Count(file.Counts.Rows)} {writer.RowName}{leftOut}".AsMemory(), ct);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task CopyAsync(string path, TextWriter output, CancellationToken ct)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer, ct) is > 0 and var read)
            await output.WriteAsync(buffer.AsMemory(0, read), ct);
    }
}
