using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Workbench.Data;

/// <summary>
/// The two ways of reaching the database. A read has a short-lived context that tracks nothing. A write has one
/// immediate transaction, and on SQLite passes one process-wide gate: writers queue here, where the order is fair,
/// and not inside SQLite, where they would time out (measured in the stack notes: twice the throughput, no lock errors).
/// </summary>
public sealed class Database(IDbContextFactory<WorkbenchDb> contexts, DatabaseOptions options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<T> ReadAsync<T>(Func<WorkbenchDb, Task<T>> read, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db);
    }

    /// <summary>
    /// Several reads of one moment, while writers go on. On SQLite a deferred transaction, which takes no write lock
    /// (EF would begin an immediate one).
    /// </summary>
    public Task<T> ReadSnapshotAsync<T>(Func<WorkbenchDb, Task<T>> read, CancellationToken ct) => ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var transaction = db.Database.GetDbConnection() is SqliteConnection sqlite
            ? await db.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), ct)
            : await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await read(db);
    }, ct);

    /// <summary>Runs the work in one transaction and commits it; nothing is kept where it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<WorkbenchDb, Task<T>> write, CancellationToken ct)
    {
        if (options.Provider == DatabaseProvider.Sqlite)
            await _gate.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Unspecified, ct);
            var result = await write(db);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return result;
        }
        finally
        {
            if (options.Provider == DatabaseProvider.Sqlite)
                _gate.Release();
        }
    }

    public Task WriteAsync(Func<WorkbenchDb, Task> write, CancellationToken ct) =>
        WriteAsync(async db =>
        {
            await write(db);
            return true;
        }, ct);

    public void Dispose() => _gate.Dispose();
}
