using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Shared.Feed;

namespace Workbench.Features.Generation;

/// <summary>Keeps every endpoint of the running studies busy, as far as its limits allow, until nothing is left to generate.</summary>
public sealed class GenerationWorker(
    Database database, DatabaseOptions options, WorkQueue<Output> queue, OutputGeneration generation, ModelConnections connections,
    WorkSignal signal, ChangeFeed feed, TimeProvider time, ILogger<GenerationWorker> logger) : BackgroundService
{
    /// <summary>Most rows of one claim: an endpoint that answers at once must not hold the database for long.</summary>
    private const int MaxClaim = 16;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    // The host waits five seconds for its services; calls under way get most of that to finish.
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(3.5);

    private readonly ConcurrentDictionary<Guid, int> _underWay = new();
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();
    private readonly CancellationTokenSource _abandon = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GuardAsync(() => ReclaimAsync(stoppingToken), stoppingToken);
        var renewing = RenewAsync(stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await GuardAsync(() => PassAsync(stoppingToken), stoppingToken);
                await signal.WaitAsync(LookAgain, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops: what is under way may still finish, below.
        }
        _abandon.CancelAfter(LastCalls);
        await FinishAsync();
        await renewing;
    }

    /// <summary>Claims what there is room for, and closes studies with nothing left. Returns how many rows it began.</summary>
    internal async Task<int> PassAsync(CancellationToken ct)
    {
        var begun = 0;
        foreach (var (endpointId, room) in await RoomAsync(ct))
        {
            var rows = await queue.ClaimAsync(db => Candidates(db).Where(o => o.EndpointId == endpointId).OrderBy(o => o.Position).ThenBy(o => o.Id), room, ct);
            foreach (var row in rows)
                Begin(row, endpointId);
            begun += rows.Count;
        }
        await CloseAsync(ct);
        return begun;
    }

    /// <summary>Completes when everything begun is finished.</summary>
    internal Task FinishAsync() => Task.WhenAll(_tasks.Keys);

    public override void Dispose()
    {
        _abandon.Dispose();
        base.Dispose();
    }

    private async Task<List<(Guid? Endpoint, int Room)>> RoomAsync(CancellationToken ct)
    {
        var (endpoints, homeless) = await database.ReadAsync(async db =>
        {
            var ready = queue.Ready(Candidates(db));
            return (await db.Set<ModelEndpoint>().Where(e => ready.Any(o => o.EndpointId == e.Id)).Select(e => new { e.Id, e.Kind, e.MaxConcurrency }).ToListAsync(ct),
                await ready.AnyAsync(o => o.EndpointId == null, ct));
        }, ct);
        var rooms = endpoints
            .Where(e => !connections.IsPaused(e.Id))
            .Select(e => ((Guid?)e.Id, Room: Math.Min(MaxClaim, (e.Kind == EndpointKind.Recorded ? MaxClaim : e.MaxConcurrency) - _underWay.GetValueOrDefault(e.Id))))
            .Where(e => e.Room > 0).ToList();
        if (homeless)
            rooms.Add((null, MaxClaim));
        return rooms;
    }

    private static IQueryable<Output> Candidates(WorkbenchDb db) =>
        db.Set<Output>().Where(o => db.Set<Study>().Any(s => s.Id == o.StudyId && s.State == StudyState.Running && s.DeletedAt == null));

    private void Begin(Output row, Guid? endpointId)
    {
        var key = endpointId ?? Guid.Empty;
        _underWay.AddOrUpdate(key, 1, (_, n) => n + 1);
        var task = Task.Run(async () =>
        {
            try
            {
                await generation.RunAsync(row, _abandon.Token);
            }
            catch (Exception error)
            {
                // The row keeps its lease until that runs out, and is then taken again.
                logger.LogError(error, "The result of output {Output} could not be written", row.Id);
            }
            finally
            {
                _underWay.AddOrUpdate(key, 0, (_, n) => n - 1);
                signal.Pulse();
            }
        }, CancellationToken.None);
        _tasks[task] = 0;
        _ = task.ContinueWith(done => _tasks.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task CloseAsync(CancellationToken ct)
    {
        var finished = await database.ReadAsync(db => Finished(db).Select(s => s.Id).ToListAsync(ct), ct);
        if (finished.Count == 0)
            return;
        await database.WriteAsync(async db =>
        {
            // On PostgreSQL an update that had to wait sees the outputs as they were before; once held, nothing is planned unseen.
            foreach (var id in finished.Order())
                await StudyAccess.HoldAsync(db, id, ct);
            return await Finished(db).Where(s => finished.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, StudyState.Generated), ct);
        }, ct);
        finished.ForEach(id => feed.Announce(ChangeFeed.Study(id)));
        feed.Announce(ChangeFeed.Library);
    }

    private static IQueryable<Study> Finished(WorkbenchDb db) => db.Set<Study>().Where(s => s.State == StudyState.Running
        && !db.Set<Output>().Any(o => o.StudyId == s.Id && (o.State == WorkState.Planned || o.State == WorkState.Claimed)));

    private async Task ReclaimAsync(CancellationToken ct)
    {
        var taken = options.Provider == DatabaseProvider.Sqlite ? await queue.ReclaimDeadAsync(ct) : 0;
        if (taken + await queue.ReclaimExpiredAsync(ct) is > 0 and var count)
            logger.LogInformation("{Count} outputs were under way when the program ended last time; they are taken again", count);
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(WorkQueue<Output>.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
                await GuardAsync(async () =>
                {
                    await queue.RenewAsync(ct);
                    if (await queue.ReclaimExpiredAsync(ct) > 0)
                        signal.Pulse();
                }, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program stops; its leases run out or are released.
        }
    }

    // A database that is away for a moment must not end the background work for good.
    private async Task GuardAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            logger.LogError(error, "Generation had to skip a turn");
        }
    }
}
