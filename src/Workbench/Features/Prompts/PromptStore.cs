using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Library;
using Workbench.Shared.Text;

namespace Workbench.Features.Prompts;

/// <summary>The library's prompts. Everything here belongs to researchers and the owner.</summary>
public sealed class PromptStore(Database database, PersonaStore personas, ChangeFeed feed, TimeProvider time)
{
    public const int PageSize = 100;

    /// <summary>One page of the prompts that match, by category and then in the order they were written.</summary>
    /// <param name="page">From 1.</param>
    public Task<ListPage<PromptRecord>> ListAsync(Actor actor, PromptFilter filter, int page, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(async db =>
        {
            var matching = Matching(db, filter);
            var total = await matching.CountAsync(ct);
            var rows = await Ordered(matching, filter).Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
            return new ListPage<PromptRecord>([.. rows.Select(ToRecord)], total);
        }, ct);
    }

    /// <summary>Every prompt that is not deleted.</summary>
    public Task<IReadOnlyList<PromptRecord>> AllAsync(Actor actor, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync<IReadOnlyList<PromptRecord>>(async db =>
            [.. (await Ordered(Matching(db, new()), new()).ToListAsync(ct)).Select(ToRecord)], ct);
    }

    public Task<int> CountAsync(Actor actor, PromptFilter filter, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(db => Matching(db, filter).CountAsync(ct), ct);
    }

    /// <summary>The categories in use, by name.</summary>
    public Task<IReadOnlyList<PromptCategory>> CategoriesAsync(Actor actor, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync<IReadOnlyList<PromptCategory>>(async db => await db.Set<StoredPrompt>()
            .Where(p => p.DeletedAt == null)
            .GroupBy(p => p.Category)
            .OrderBy(g => g.Key)
            .Select(g => new PromptCategory(g.Key, g.Count()))
            .ToListAsync(ct), ct);
    }

    /// <summary>The prompt, deleted or not; null where there is none.</summary>
    public Task<PromptRecord?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(async db => await db.Set<StoredPrompt>().SingleOrDefaultAsync(p => p.Id == id, ct) is { } row ? ToRecord(row) : null, ct);
    }

    /// <summary>Those of the ids that exist and are not deleted, in the order asked for.</summary>
    public Task<IReadOnlyList<PromptRecord>> GetAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync<IReadOnlyList<PromptRecord>>(async db =>
        {
            var rows = await db.Set<StoredPrompt>().Where(p => p.DeletedAt == null && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            return [.. ids.Distinct().Where(rows.ContainsKey).Select(id => ToRecord(rows[id]))];
        }, ct);
    }

    /// <summary>Keeps a new prompt.</summary>
    public Task<SaveOutcome<PromptRecord>> AddAsync(Actor actor, PromptDraft draft, CancellationToken ct) =>
        SaveAsync(actor, null, 0, draft, ct);

    /// <summary>Keeps an edited prompt, with the next version where something changed.</summary>
    /// <param name="id">The prompt.</param>
    /// <param name="version">The version that the editor started from.</param>
    public Task<SaveOutcome<PromptRecord>> SaveAsync(Actor actor, Guid id, int version, PromptDraft draft, CancellationToken ct) =>
        SaveAsync(actor, (Guid?)id, version, draft, ct);

    /// <summary>Takes the prompt out of the library; studies keep their copies, and <see cref="RestoreAsync"/> brings it back.</summary>
    public Task<bool> DeleteAsync(Actor actor, Guid id, CancellationToken ct) => SetDeletedAsync(actor, id, true, ct);

    public Task<bool> RestoreAsync(Actor actor, Guid id, CancellationToken ct) => SetDeletedAsync(actor, id, false, ct);

    /// <summary>Adds all of them, or none where one has a problem.</summary>
    /// <param name="source">Where they come from, e.g. a file's name; null when written here.</param>
    /// <exception cref="ArgumentException">One has a problem; callers check first and show where.</exception>
    public async Task<IReadOnlyList<Guid>> ImportAsync(Actor actor, IReadOnlyList<PromptDraft> drafts, string? source, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var rows = drafts.Select((d, position) => NewRow(Checked(d), source, null, position)).ToList();
        await database.WriteAsync(db =>
        {
            db.AddRange(rows);
            return Task.CompletedTask;
        }, ct);
        feed.Announce(ChangeFeed.Library);
        return [.. rows.Select(r => r.Id)];
    }

    /// <summary>Adds the sample prompts that were never here: those that a user changed or deleted stay as they are.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> SeedAsync(Actor actor, IReadOnlyDictionary<string, PromptDraft> bySampleId, CancellationToken ct)
    {
        Access.RequireOwner(actor);
        var added = await database.WriteAsync(async db =>
        {
            var present = await db.Set<StoredPrompt>().Where(p => p.SampleId != null).Select(p => p.SampleId!).ToHashSetAsync(ct);
            var rows = bySampleId.Where(p => !present.Contains(p.Key)).Select((p, position) => NewRow(Checked(p.Value), null, p.Key, position)).ToList();
            db.AddRange(rows);
            return rows.Count;
        }, ct);
        if (added > 0)
            feed.Announce(ChangeFeed.Library);
        return added;
    }

    private async Task<SaveOutcome<PromptRecord>> SaveAsync(Actor actor, Guid? id, int version, PromptDraft draft, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var wanted = draft.Normalized();
        var problems = wanted.Problems().ToList();
        if (wanted.PersonaId is { } persona && await personas.FindAsync(actor, persona, ct) is null)
            problems.Add(new("persona", null, "That persona is not there any more."));
        if (problems.Count > 0)
            return new SaveOutcome<PromptRecord>.Refused(problems);
        SaveOutcome<PromptRecord> outcome;
        try
        {
            outcome = await database.WriteAsync(async db =>
            {
                if (id is not null)
                    return await UpdateAsync(db, id.Value, version, wanted, ct);
                var row = NewRow(wanted, null, null, 0);
                db.Add(row);
                return new SaveOutcome<PromptRecord>.Saved(ToRecord(row));
            }, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // On PostgreSQL another instance may save between our reading and our writing.
            var newer = id is null ? null : await FindAsync(actor, id.Value, ct);
            outcome = newer is null ? new SaveOutcome<PromptRecord>.Gone() : new SaveOutcome<PromptRecord>.Overtaken(newer);
        }
        if (outcome is SaveOutcome<PromptRecord>.Saved)
            feed.Announce(ChangeFeed.Library);
        return outcome;
    }

    private async Task<SaveOutcome<PromptRecord>> UpdateAsync(WorkbenchDb db, Guid id, int version, PromptDraft wanted, CancellationToken ct)
    {
        var row = await db.Set<StoredPrompt>().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (row is null or { DeletedAt: not null })
            return new SaveOutcome<PromptRecord>.Gone();
        var present = new PromptDraft { Text = row.Text, Category = row.Category, Reference = row.Reference, Note = row.Note, PersonaId = row.PersonaId };
        if (present == wanted)
            return new SaveOutcome<PromptRecord>.Saved(ToRecord(row));
        if (row.Version != version)
            return new SaveOutcome<PromptRecord>.Overtaken(ToRecord(row));
        row.Text = wanted.Text;
        row.Category = wanted.Category;
        row.Reference = wanted.Reference;
        row.Note = wanted.Note;
        row.PersonaId = wanted.PersonaId;
        row.SearchText = SearchTextOf(wanted);
        row.Version++;
        row.UpdatedAt = time.GetUtcNow().UtcDateTime;
        return new SaveOutcome<PromptRecord>.Saved(ToRecord(row));
    }

    private async Task<bool> SetDeletedAsync(Actor actor, Guid id, bool deleted, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        DateTime? at = deleted ? time.GetUtcNow().UtcDateTime : null;
        var changed = await database.WriteAsync(db => db.Set<StoredPrompt>()
            .Where(p => p.Id == id && p.DeletedAt == null == deleted)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.DeletedAt, at), ct), ct);
        if (changed > 0)
            feed.Announce(ChangeFeed.Library);
        return changed > 0;
    }

    private static IQueryable<StoredPrompt> Matching(WorkbenchDb db, PromptFilter filter)
    {
        var prompts = db.Set<StoredPrompt>().Where(p => p.DeletedAt != null == filter.Deleted);
        if (!string.IsNullOrEmpty(filter.Category))
            prompts = prompts.Where(p => p.Category == filter.Category);
        if (filter.Origin != Origin.Any)
            prompts = prompts.Where(p => p.SampleId != null == (filter.Origin == Origin.Sample));
        foreach (var word in SearchText.Fold(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            prompts = prompts.Where(p => p.SearchText.Contains(word));
        return prompts;
    }

    private static IQueryable<StoredPrompt> Ordered(IQueryable<StoredPrompt> prompts, PromptFilter filter) => filter.Deleted
        ? prompts.OrderByDescending(p => p.DeletedAt).ThenBy(p => p.Id)
        : prompts.OrderBy(p => p.Category).ThenBy(p => p.CreatedAt).ThenBy(p => p.Position).ThenBy(p => p.Id);

    private static PromptDraft Checked(PromptDraft draft)
    {
        var normalized = draft.Normalized();
        return normalized.Problems().FirstOrDefault() is { } problem
            ? throw new ArgumentException($"{problem.Field}: {problem.Message}", nameof(draft))
            : normalized;
    }

    private StoredPrompt NewRow(PromptDraft draft, string? source, string? sampleId, int position)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Text = draft.Text,
            Category = draft.Category,
            Reference = draft.Reference,
            Note = draft.Note,
            PersonaId = draft.PersonaId,
            SearchText = SearchTextOf(draft),
            Version = 1,
            Position = position,
            Source = source,
            SampleId = sampleId,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static string SearchTextOf(PromptDraft draft) => SearchText.Fold($"{draft.Text} {draft.Category} {draft.Note}");

    private static PromptRecord ToRecord(StoredPrompt row) => new()
    {
        Id = row.Id,
        Version = row.Version,
        Text = row.Text,
        Category = row.Category,
        Reference = row.Reference,
        Note = row.Note,
        PersonaId = row.PersonaId,
        Source = row.Source,
        SampleId = row.SampleId,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        DeletedAt = row.DeletedAt,
    };
}
