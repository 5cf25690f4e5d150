using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;

namespace Workbench.Jobs;

/// <summary>
/// A table whose rows are their own queue. A row is claimed under a lease by one conditional update, which also holds
/// when several instances share one PostgreSQL; its result is written only while the lease is still the claimer's.
/// </summary>
public sealed class WorkQueue<TRow>(Database database, Instance instance, TimeProvider time) where TRow : class, IWorkRow
{
    /// <summary>How long a silent claimer keeps its rows.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    /// <summary>How often a claimer says that it is alive: two renewals may be lost.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);

    private int _claims;

    /// <summary>Rows that may be begun now.</summary>
    public IQueryable<TRow> Ready(IQueryable<TRow> rows)
    {
        var now = Now;
        return rows.Where(r => r.State == WorkState.Planned && (r.NotBefore == null || r.NotBefore <= now));
    }

    /// <summary>Takes at most <paramref name="limit"/> ready rows of <paramref name="candidates"/>, in their order.</summary>
    public Task<List<TRow>> ClaimAsync(Func<WorkbenchDb, IQueryable<TRow>> candidates, int limit, CancellationToken ct)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"{instance.Id}/{Interlocked.Increment(ref _claims)}");
        var until = Now + LeaseTime;
        return database.WriteAsync(async db =>
        {
            var chosen = await Ready(candidates(db)).Take(limit).Select(r => r.Id).ToListAsync(ct);
            if (chosen.Count == 0)
                return [];
            // The claim itself: another instance may have chosen the same rows, and only one finds them still ready.
            // "None of the others" means planned; asked for by name, SQLite would walk all planned rows instead of these.
            var taken = await db.Set<TRow>().Where(r => chosen.Contains(r.Id)
                && r.State != WorkState.Claimed && r.State != WorkState.Done && r.State != WorkState.Failed && r.State != WorkState.Cancelled).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.State, WorkState.Claimed)
                .SetProperty(r => r.LeaseOwner, owner)
                .SetProperty(r => r.LeaseUntil, until)
                .SetProperty(r => r.Attempts, r => r.Attempts + 1), ct);
            return taken == 0 ? [] : await db.Set<TRow>().AsNoTracking().Where(r => chosen.Contains(r.Id) && r.LeaseOwner == owner).ToListAsync(ct);
        }, ct);
    }

    /// <summary>Writes the outcome of a claimed row in one transaction; false, and nothing written, where the lease was lost.</summary>
    public async Task<bool> FinishAsync(TRow claimed, Action<TRow> apply, CancellationToken ct)
    {
        try
        {
            return await database.WriteAsync(async db =>
            {
                var row = await db.Set<TRow>().SingleOrDefaultAsync(r => r.Id == claimed.Id && r.State == WorkState.Claimed && r.LeaseOwner == claimed.LeaseOwner, ct);
                if (row is null)
                    return false;
                apply(row);
                (row.LeaseOwner, row.LeaseUntil) = (null, null);
                return true;
            }, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>Gives a row back as if it had not been begun.</summary>
    public Task<bool> ReleaseAsync(TRow claimed, CancellationToken ct) =>
        FinishAsync(claimed, row => (row.State, row.Attempts) = (WorkState.Planned, row.Attempts - 1), ct);

    /// <summary>Extends the leases of everything this instance works on.</summary>
    public Task<int> RenewAsync(CancellationToken ct)
    {
        var mine = instance.Id + "/";
        var until = Now + LeaseTime;
        return database.WriteAsync(db => db.Set<TRow>().Where(r => r.State == WorkState.Claimed && r.LeaseOwner!.StartsWith(mine))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), ct), ct);
    }

    /// <summary>Puts rows back whose lease ran out.</summary>
    public Task<int> ReclaimExpiredAsync(CancellationToken ct)
    {
        var now = Now;
        return ReclaimAsync(r => r.Where(row => row.LeaseUntil < now), ct);
    }

    /// <summary>
    /// Puts rows back whose claimer was a process of this machine that is gone: a restart does not wait for its
    /// predecessor's leases. For a database that no other machine shares.
    /// </summary>
    public async Task<int> ReclaimDeadAsync(CancellationToken ct)
    {
        var owners = await database.ReadAsync(db => db.Set<TRow>().Where(r => r.State == WorkState.Claimed && r.LeaseOwner != null)
            .Select(r => r.LeaseOwner!).Distinct().ToListAsync(ct), ct);
        var dead = owners.Where(IsDead).ToList();
        return dead.Count == 0 ? 0 : await ReclaimAsync(r => r.Where(row => dead.Contains(row.LeaseOwner!)), ct);
    }

    private Task<int> ReclaimAsync(Func<IQueryable<TRow>, IQueryable<TRow>> which, CancellationToken ct) =>
        database.WriteAsync(db => which(db.Set<TRow>().Where(r => r.State == WorkState.Claimed)).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.State, WorkState.Planned)
            .SetProperty(r => r.LeaseOwner, (string?)null)
            .SetProperty(r => r.LeaseUntil, (DateTime?)null), ct), ct);

    private bool IsDead(string owner) =>
        Instance.Parse(owner) is { } other && other.Machine == instance.Machine
        && !owner.StartsWith(instance.Id + "/", StringComparison.Ordinal)
        && (other.ProcessId == instance.ProcessId || !IsRunning(other.ProcessId));

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
