using System.Text;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Library;
using Workbench.Shared.Text;

namespace Workbench.Features.Personas;

/// <summary>The library's personas. Everything here belongs to researchers and the owner.</summary>
public sealed class PersonaStore(Database database, ChangeFeed feed, TimeProvider time)
{
    public const int PageSize = 50;

    /// <summary>One page of the personas that match, by name.</summary>
    /// <param name="page">From 1.</param>
    public Task<ListPage<PersonaRecord>> ListAsync(Actor actor, PersonaFilter filter, int page, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(async db =>
        {
            var matching = Matching(db, filter);
            var total = await matching.CountAsync(ct);
            var rows = await Ordered(matching, filter).Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
            return new ListPage<PersonaRecord>([.. rows.Select(ToRecord)], total);
        }, ct);
    }

    /// <summary>Every persona that is not deleted, by name.</summary>
    public Task<IReadOnlyList<PersonaRecord>> AllAsync(Actor actor, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync<IReadOnlyList<PersonaRecord>>(async db =>
            [.. (await Ordered(Matching(db, new()), new()).ToListAsync(ct)).Select(ToRecord)], ct);
    }

    public Task<int> CountAsync(Actor actor, PersonaFilter filter, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(db => Matching(db, filter).CountAsync(ct), ct);
    }

    /// <summary>The persona, deleted or not; null where there is none.</summary>
    public Task<PersonaRecord?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(async db => await db.Set<StoredPersona>().SingleOrDefaultAsync(p => p.Id == id, ct) is { } row ? ToRecord(row) : null, ct);
    }

    /// <summary>Those of the ids that exist and are not deleted, in the order asked for.</summary>
    public Task<IReadOnlyList<PersonaRecord>> GetAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync<IReadOnlyList<PersonaRecord>>(async db =>
        {
            var rows = await db.Set<StoredPersona>().Where(p => p.DeletedAt == null && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            return [.. ids.Distinct().Where(rows.ContainsKey).Select(id => ToRecord(rows[id]))];
        }, ct);
    }

    /// <summary>Keeps a new persona.</summary>
    public Task<SaveOutcome<PersonaRecord>> AddAsync(Actor actor, Persona persona, CancellationToken ct) =>
        SaveAsync(actor, null, 0, persona, ct);

    /// <summary>Keeps an edited persona, with the next version where something changed.</summary>
    /// <param name="id">The persona.</param>
    /// <param name="version">The version that the editor started from.</param>
    public Task<SaveOutcome<PersonaRecord>> SaveAsync(Actor actor, Guid id, int version, Persona persona, CancellationToken ct) =>
        SaveAsync(actor, (Guid?)id, version, persona, ct);

    /// <summary>Takes the persona out of the library; studies keep their copies, and <see cref="RestoreAsync"/> brings it back.</summary>
    public Task<bool> DeleteAsync(Actor actor, Guid id, CancellationToken ct) => SetDeletedAsync(actor, id, true, ct);

    public Task<bool> RestoreAsync(Actor actor, Guid id, CancellationToken ct) => SetDeletedAsync(actor, id, false, ct);

    /// <summary>Adds all of them, or none where one has a problem.</summary>
    /// <param name="source">The file's name.</param>
    /// <exception cref="ArgumentException">One has a problem; callers check first and show where.</exception>
    public async Task<IReadOnlyList<Guid>> ImportAsync(Actor actor, IReadOnlyList<Persona> personas, string source, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var rows = personas.Select(p => NewRow(Checked(p), source, null)).ToList();
        await database.WriteAsync(db =>
        {
            db.AddRange(rows);
            return Task.CompletedTask;
        }, ct);
        feed.Announce(ChangeFeed.Library);
        return [.. rows.Select(r => r.Id)];
    }

    /// <summary>Adds the sample personas that were never here: those that a user changed or deleted stay as they are.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> SeedAsync(Actor actor, IReadOnlyDictionary<string, Persona> bySampleId, CancellationToken ct)
    {
        Access.RequireOwner(actor);
        var added = await database.WriteAsync(async db =>
        {
            var present = await db.Set<StoredPersona>().Where(p => p.SampleId != null).Select(p => p.SampleId!).ToHashSetAsync(ct);
            var rows = bySampleId.Where(p => !present.Contains(p.Key)).Select(p => NewRow(Checked(p.Value), null, p.Key)).ToList();
            db.AddRange(rows);
            return rows.Count;
        }, ct);
        if (added > 0)
            feed.Announce(ChangeFeed.Library);
        return added;
    }

    /// <summary>Writes the personas that match as JSON Lines, each as <see cref="PersonaJson"/> has it.</summary>
    public Task<int> ExportAsync(Actor actor, PersonaFilter filter, Stream target, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(async db =>
        {
            var count = 0;
            await foreach (var json in Ordered(Matching(db, filter), filter).Select(p => p.Json).AsAsyncEnumerable().WithCancellation(ct))
            {
                await target.WriteAsync(Encoding.UTF8.GetBytes(json + "\n"), ct);
                count++;
            }
            return count;
        }, ct);
    }

    private async Task<SaveOutcome<PersonaRecord>> SaveAsync(Actor actor, Guid? id, int version, Persona persona, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var wanted = persona.Normalized();
        if (wanted.Problems().ToList() is { Count: > 0 } problems)
            return new SaveOutcome<PersonaRecord>.Refused([.. problems.Select(p => new FieldProblem(p.Field, p.Entry, p.Message))]);
        SaveOutcome<PersonaRecord> outcome;
        try
        {
            outcome = await database.WriteAsync(async db =>
            {
                if (id is null)
                {
                    var row = NewRow(wanted, null, null);
                    db.Add(row);
                    return new SaveOutcome<PersonaRecord>.Saved(ToRecord(row));
                }
                return await UpdateAsync(db, id.Value, version, wanted, ct);
            }, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // On PostgreSQL another instance may save between our reading and our writing.
            var newer = id is null ? null : await FindAsync(actor, id.Value, ct);
            outcome = newer is null ? new SaveOutcome<PersonaRecord>.Gone() : new SaveOutcome<PersonaRecord>.Overtaken(newer);
        }
        if (outcome is SaveOutcome<PersonaRecord>.Saved)
            feed.Announce(ChangeFeed.Library);
        return outcome;
    }

    private async Task<SaveOutcome<PersonaRecord>> UpdateAsync(WorkbenchDb db, Guid id, int version, Persona wanted, CancellationToken ct)
    {
        var row = await db.Set<StoredPersona>().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (row is null or { DeletedAt: not null })
            return new SaveOutcome<PersonaRecord>.Gone();
        var json = PersonaJson.Write(wanted);
        if (row.Json == json)
            return new SaveOutcome<PersonaRecord>.Saved(ToRecord(row));
        if (row.Version != version)
            return new SaveOutcome<PersonaRecord>.Overtaken(ToRecord(row));
        row.Json = json;
        row.Name = wanted.Name;
        row.SortName = SearchText.Fold(wanted.Name);
        row.SearchText = SearchTextOf(wanted);
        row.DocumentCount = DocumentCountOf(wanted);
        row.Version++;
        row.UpdatedAt = time.GetUtcNow().UtcDateTime;
        return new SaveOutcome<PersonaRecord>.Saved(ToRecord(row));
    }

    private async Task<bool> SetDeletedAsync(Actor actor, Guid id, bool deleted, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        DateTime? at = deleted ? time.GetUtcNow().UtcDateTime : null;
        var changed = await database.WriteAsync(db => db.Set<StoredPersona>()
            .Where(p => p.Id == id && p.DeletedAt == null == deleted)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.DeletedAt, at), ct), ct);
        if (changed > 0)
            feed.Announce(ChangeFeed.Library);
        return changed > 0;
    }

    private static IQueryable<StoredPersona> Matching(WorkbenchDb db, PersonaFilter filter)
    {
        var personas = db.Set<StoredPersona>().Where(p => p.DeletedAt != null == filter.Deleted);
        if (filter.WithDocuments)
            personas = personas.Where(p => p.DocumentCount > 0);
        if (filter.Origin != Origin.Any)
            personas = personas.Where(p => p.SampleId != null == (filter.Origin == Origin.Sample));
        foreach (var word in SearchText.Fold(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            personas = personas.Where(p => p.SearchText.Contains(word));
        return personas;
    }

    private static IQueryable<StoredPersona> Ordered(IQueryable<StoredPersona> personas, PersonaFilter filter) => filter.Deleted
        ? personas.OrderByDescending(p => p.DeletedAt).ThenBy(p => p.Id)
        : personas.OrderBy(p => p.SortName).ThenBy(p => p.Id);

    private static Persona Checked(Persona persona)
    {
        var normalized = persona.Normalized();
        return normalized.Problems().FirstOrDefault() is { } problem
            ? throw new ArgumentException($"{normalized.Name}: {problem}", nameof(persona))
            : normalized;
    }

    private StoredPersona NewRow(Persona persona, string? source, string? sampleId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Name = persona.Name,
            SortName = SearchText.Fold(persona.Name),
            SearchText = SearchTextOf(persona),
            DocumentCount = DocumentCountOf(persona),
            Json = PersonaJson.Write(persona),
            Version = 1,
            Source = source,
            SampleId = sampleId,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static string SearchTextOf(Persona persona) =>
        SearchText.Fold(string.Join(' ', persona.Items.SelectMany(i => new[] { i.Title, i.Text, i.Rejected }).Prepend(persona.Name)));

    private static int DocumentCountOf(Persona persona) => persona.Items.Count(i => PersonaSchema.Get(i.Field).Kind == PersonaFieldKind.Documents);

    private static PersonaRecord ToRecord(StoredPersona row) => new()
    {
        Id = row.Id,
        Version = row.Version,
        Persona = PersonaJson.Read(row.Json),
        Source = row.Source,
        SampleId = row.SampleId,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        DeletedAt = row.DeletedAt,
    };
}
