using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Jobs;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Models;

/// <summary>The servers of models that this Workbench knows. Keys go in and never come out.</summary>
public sealed class EndpointStore(Database database, EndpointKeys keys, EndpointProbe probe, LocalServers local, ChangeFeed feed, TimeProvider time)
{
    /// <summary>The built-in recorded model last, the others by name.</summary>
    public Task<IReadOnlyList<EndpointView>> ListAsync(Actor actor, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync<IReadOnlyList<EndpointView>>(async db =>
        {
            var rows = await db.Set<ModelEndpoint>().Where(e => e.DeletedAt == null).OrderBy(e => e.Name).ToListAsync(ct);
            return [.. rows.OrderBy(r => r.Kind).Select(EndpointView.Of)];
        }, ct);
    }

    /// <exception cref="MissingException">No such endpoint.</exception>
    public Task<EndpointView> GetAsync(Actor actor, Guid id, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync(async db => EndpointView.Of(await FindAsync(db, id, ct)), ct);
    }

    /// <summary>Adds an endpoint, or changes one. A key is kept only while the server stays the same.</summary>
    /// <exception cref="ArgumentException">Something in the draft must be mended (<see cref="EndpointDraft.Problems"/>).</exception>
    /// <exception cref="InvalidOperationException">It cannot be changed like that now; the message says why.</exception>
    /// <exception cref="MissingException">No such endpoint.</exception>
    public async Task<Guid> SaveAsync(Actor actor, Guid? id, EndpointDraft draft, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        if (draft.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(" ", problems.Select(p => $"{p.Key}: {p.Value}")), nameof(draft));
        // Before the transaction: the first key makes the key ring, which writes to the database by itself.
        var newKey = Key(draft) is { } key ? keys.Protect(key) : null;
        var saved = await database.WriteAsync(async db =>
        {
            var row = id is { } known ? Changeable(await FindAsync(db, known, ct)) : new ModelEndpoint { Id = Guid.NewGuid(), Name = "", Kind = EndpointKind.OpenAiCompatible, CreatedAt = Now };
            if (await db.Set<ModelEndpoint>().AnyAsync(e => e.Id != row.Id && e.DeletedAt == null && e.Name == draft.Name.Trim(), ct))
                throw new InvalidOperationException($"There is an endpoint named {draft.Name.Trim()} already.");
            var before = row.Address;
            draft.ApplyTo(row);
            if (id is null)
                db.Add(row);
            else if (row.Address != before && await db.Set<Output>().AnyAsync(o => o.EndpointId == row.Id && (o.State == WorkState.Planned || o.State == WorkState.Claimed), ct))
                throw new InvalidOperationException("Outputs of a study wait for this address. Let them finish or cancel them first, or add the new address as another endpoint.");
            row.ProtectedKey = newKey ?? (draft.ForgetsKey || !EndpointAddress.SharesKey(before, row.Address) ? null : row.ProtectedKey);
            return row.Id;
        }, ct);
        feed.Announce(ChangeFeed.Models);
        return saved;
    }

    /// <summary>Hides the endpoint; <see cref="RestoreAsync"/> brings it back with its key.</summary>
    public Task DeleteAsync(Actor actor, Guid id, CancellationToken ct) => ChangeAsync(actor, async db => Changeable(await FindAsync(db, id, ct)).DeletedAt = Now, ct);

    public Task RestoreAsync(Actor actor, Guid id, CancellationToken ct) => ChangeAsync(actor, async db =>
        (await db.Set<ModelEndpoint>().SingleAsync(e => e.Id == id, ct)).DeletedAt = null, ct);

    /// <summary>Tries a draft as it stands, saved or not, and says in words what works and what does not.</summary>
    public async Task<EndpointCheck> TestAsync(Actor actor, Guid? id, EndpointDraft draft, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        if (draft.Problems() is { Count: > 0 } problems)
            return EndpointCheck.Failed(problems.First().Value);
        var row = id is { } known ? await database.ReadAsync(db => FindAsync(db, known, ct), ct) : null;
        try
        {
            // A stored key goes to its own server only: else whoever may test could read it.
            var stored = row is not null && !draft.ForgetsKey && EndpointAddress.SharesKey(row.Address, draft.Address) ? keys.Reveal(row.ProtectedKey) : null;
            return await probe.CheckAsync(draft, Key(draft) ?? stored, ct);
        }
        catch (ModelException fault)
        {
            return EndpointCheck.Failed(fault.Message);
        }
    }

    /// <summary>Model servers that run on this machine and are not in the list yet.</summary>
    public async Task<IReadOnlyList<LocalServer>> DiscoverAsync(Actor actor, CancellationToken ct)
    {
        var known = (await ListAsync(actor, ct)).Select(e => e.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. (await local.FindAsync(ct)).Where(server => !known.Contains(server.Address))];
    }

    private async Task ChangeAsync(Actor actor, Func<WorkbenchDb, Task> change, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        await database.WriteAsync(change, ct);
        feed.Announce(ChangeFeed.Models);
    }

    private static async Task<ModelEndpoint> FindAsync(WorkbenchDb db, Guid id, CancellationToken ct) =>
        await db.Set<ModelEndpoint>().SingleOrDefaultAsync(e => e.Id == id && e.DeletedAt == null, ct)
        ?? throw new MissingException("There is no such endpoint, or it was deleted.");

    private static ModelEndpoint Changeable(ModelEndpoint row) =>
        row.Kind == EndpointKind.Recorded ? throw new InvalidOperationException("The recorded sample is part of the program.")
        : row.ConfigurationKey is not null ? throw new InvalidOperationException($"{row.Name} comes from the program's settings and is changed there.")
        : row;

    private static string? Key(EndpointDraft draft) => string.IsNullOrWhiteSpace(draft.Key) ? null : draft.Key.Trim();

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
