using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Datasets;

/// <summary>What leaves the program: one format as a file, or several with their card and manifest in a folder.</summary>
public sealed class DatasetStore(Database database)
{
    private readonly ConcurrentDictionary<Guid, (string Version, IReadOnlyList<DatasetPreview> Previews)> _previews = new();

    /// <summary>Writes one file.</summary>
    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    /// <exception cref="MissingException">No such study.</exception>
    public Task<DatasetFile> WriteFileAsync(Actor actor, Guid studyId, IDatasetWriter writer, ExportOptions options, Stream stream, CancellationToken ct) =>
        ReadAsync(actor, studyId, async source => new DatasetFile(source.Study.Name, writer, await writer.WriteAsync(source, options, stream, ct)), ct);

    /// <summary>Writes the files, a card that says what they are, and a manifest with their hashes and counts.</summary>
    /// <param name="folder">Exists; files of the same names are replaced.</param>
    /// <returns>The study's name.</returns>
    public Task<string> WriteFolderAsync(Actor actor, Guid studyId, IReadOnlyList<IDatasetWriter> writers, ExportOptions options, string folder, CancellationToken ct) =>
        ReadAsync(actor, studyId, async source =>
        {
            var files = new List<ManifestFile>();
            foreach (var writer in writers)
            {
                DatasetCounts counts;
                await using (var stream = File.Create(Path.Combine(folder, writer.FileName)))
                    counts = await writer.WriteAsync(source, options, stream, ct);
                files.Add(await ManifestFile.OfAsync(Path.Combine(folder, writer.FileName), writer.Name, counts, ct));
            }

            var card = Path.Combine(folder, DatasetCard.FileName);
            await File.WriteAllTextAsync(card, DatasetCard.Write(source, options, [.. writers.Zip(files)]), ct);
            files.Add(await ManifestFile.OfAsync(card, null, null, ct));
            await File.WriteAllTextAsync(Path.Combine(folder, DatasetManifest.FileName), DatasetManifest.Write(source, options, files), ct);
            return source.Study.Name;
        }, ct);

    /// <summary>How many rows each format would have now, and what it would leave out; counted by writing it to nowhere.</summary>
    public async Task<IReadOnlyList<DatasetPreview>> PreviewAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        var version = await database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            var raters = await db.Set<Rater>().CountAsync(r => r.StudyId == studyId, ct);
            var outputs = await db.Set<Output>().Where(o => o.StudyId == studyId).GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync(ct);
            // A profile that is erased stands among the decisions, and changes what preference pairs can be made of.
            var decisions = await db.Set<StudyDecision>().CountAsync(d => d.StudyId == studyId, ct);
            return FormattableString.Invariant($"{await JudgedStudyReader.VersionAsync(db, studyId, ct)}.{raters}.{decisions}.{string.Join('-', outputs.Select(o => FormattableString.Invariant($"{o.Key:D}:{o.Count}")))}");
        }, ct);
        if (_previews.TryGetValue(studyId, out var known) && known.Version == version)
            return known.Previews;
        var previews = await ReadAsync(actor, studyId, async source =>
        {
            var counted = new List<DatasetPreview>();
            foreach (var writer in DatasetFormats.Writers)
                counted.Add(new(writer, await writer.WriteAsync(source, ExportOptions.Default, Stream.Null, ct), DatasetStatements.Of(source, writer)));
            return counted;
        }, ct);
        _previews[studyId] = (version, previews);
        return previews;
    }

    /// <summary>The study of an id, or of a name that only one study has.</summary>
    /// <exception cref="MissingException">None, or several; the message says which.</exception>
    public Task<Guid> FindAsync(Actor actor, string idOrName, CancellationToken ct) => database.ReadAsync(async db =>
    {
        var studies = await StudyAccess.Visible(db, actor).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        var found = studies.Where(s => Guid.TryParse(idOrName, out var id) ? s.Id == id : s.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            1 => found[0].Id,
            0 => throw new MissingException($"There is no study '{idOrName}'. Studies: {(studies.Count == 0 ? "none" : string.Join(", ", studies.Select(s => s.Name)))}."),
            _ => throw new MissingException($"{found.Count} studies are named '{idOrName}'; give the id of one: {string.Join(", ", found.Select(s => s.Id))}."),
        };
    }, ct);

    private Task<T> ReadAsync<T>(Actor actor, Guid studyId, Func<StudySource, Task<T>> read, CancellationToken ct) =>
        database.ReadSnapshotAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            return await read(await StudySource.OpenAsync(db, study, ct));
        }, ct);
}

public sealed record DatasetFile(string StudyName, IDatasetWriter Writer, DatasetCounts Counts);

/// <param name="Statements">What has to be known of the content: simulated judgments, recorded outputs.</param>
public sealed record DatasetPreview(IDatasetWriter Writer, DatasetCounts Counts, IReadOnlyList<string> Statements);
