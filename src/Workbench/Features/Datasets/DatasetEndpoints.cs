using System.Text;
using Workbench.Features.Analysis;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Datasets;

/// <summary>
/// <c>/api/studies/{id}/export/{format}</c>: one file; with <c>.zip</c> behind the format, the file with its card and
/// manifest; <c>all</c>, every format in one zip. A download is written to a temporary file first, so that it has a
/// length and is whole or not there.
/// </summary>
internal static class DatasetEndpoints
{
    public const string All = "all";
    private const string Zip = ".zip";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/studies/{id:guid}/export/{format}", GetAsync);

    private static async Task<IResult> GetAsync(
        Guid id, string format, HttpContext context, DatasetStore store,
        string? prompt, string? raters, string? perspective, string? criterion, CancellationToken ct)
    {
        var isArchive = format == All || format.EndsWith(Zip, StringComparison.Ordinal);
        var name = format.EndsWith(Zip, StringComparison.Ordinal) ? format[..^Zip.Length] : format;
        var writers = name == All ? DatasetFormats.Writers : DatasetFormats.FindWriter(name) is { } one ? [one] : [];
        if (writers.Count == 0)
            return Results.Problem($"There is no format '{name}'. Formats: {string.Join(", ", DatasetFormats.Writers.Select(w => w.Name))}, {All}.", statusCode: StatusCodes.Status404NotFound);
        if (prompt is not (null or "plain" or "personalized"))
            return Results.Problem("prompt is 'plain' or 'personalized'.", statusCode: StatusCodes.Status400BadRequest);
        var options = new ExportOptions
        {
            Judged = AnalysisFilter.Parse(criterion, raters, perspective, null, null, null),
            Prompt = prompt == "personalized" ? PromptForm.Personalized : PromptForm.Plain,
        };
        var actor = context.User.ToActor();
        try
        {
            return isArchive
                ? await ArchiveAsync(store, actor, id, name, writers, options, ct)
                : await FileAsync(store, actor, id, writers[0], options, ct);
        }
        catch (AccessDeniedException denied)
        {
            return Results.Problem(denied.Message, statusCode: StatusCodes.Status403Forbidden);
        }
        catch (MissingException missing)
        {
            return Results.Problem(missing.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }

    private static async Task<IResult> FileAsync(DatasetStore store, Actor actor, Guid id, IDatasetWriter writer, ExportOptions options, CancellationToken ct)
    {
        var stream = Temporary();
        try
        {
            var file = await store.WriteFileAsync(actor, id, writer, options, stream, ct);
            stream.Position = 0;
            return Results.Stream(stream, writer.MediaType + "; charset=utf-8", $"{SafeName(file.StudyName)}-{writer.FileName}");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<IResult> ArchiveAsync(
        DatasetStore store, Actor actor, Guid id, string name, IReadOnlyList<IDatasetWriter> writers, ExportOptions options, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("workbench-export-").FullName;
        var stream = Temporary();
        try
        {
            var study = await store.WriteFolderAsync(actor, id, writers, options, folder, ct);
            await DatasetArchive.WriteAsync(folder, stream, ct);
            stream.Position = 0;
            return Results.Stream(stream, "application/zip", $"{SafeName(study)}-{name}.zip");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), $"workbench-export-{Guid.NewGuid():N}"),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });

    /// <summary>A file name that no file system and no header minds: ASCII letters, digits and hyphens.</summary>
    internal static string SafeName(string name)
    {
        var safe = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                safe.Append(char.ToLowerInvariant(c));
            else if (safe.Length > 0 && safe[^1] != '-')
                safe.Append('-');
        }

        var text = safe.ToString(0, Math.Min(60, safe.Length)).Trim('-');
        return text.Length == 0 ? "study" : text;
    }
}
