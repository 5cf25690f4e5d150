using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Jobs;
using Workbench.Tests.Features.Generation;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Jobs;

public sealed class WorkQueueTests : IAsyncLifetime
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private TestWorkbench _workbench = null!;
    private WorkQueue<Output> _queue = null!;

    public async ValueTask InitializeAsync()
    {
        _workbench = await TestWorkbench.StartAsync(_cancel, _time);
        _queue = Queue("one");
        await _workbench.RunStepAsync<PrepareEndpoints>(_cancel);
        await LaunchedStudy.AddAsync(_workbench.Database, RecordedEndpoint.Id, ModelRequest.RecordedAddress, 10, 5, _cancel);
    }

    public ValueTask DisposeAsync() => _workbench.DisposeAsync();

    [Fact]
    public async Task ClaimAsync_TwoProcessesAtOnce_NeverTakeTheSameRow()
    {
        // Another process has its own write gate: only the database keeps them apart.
        await using var other = await TestWorkbench.StartAsync(_cancel, _time, folder: _workbench.Folder);
        var taken = new ConcurrentBag<Guid>();
        var queues = new[] { Queue("one"), Queue("two"), Queue("three", other.Database), Queue("four", other.Database) };

        await Task.WhenAll(queues.Select(queue => Task.Run(async () =>
        {
            while (await queue.ClaimAsync(Ordered, 3, _cancel) is { Count: > 0 } rows)
                rows.ForEach(row => taken.Add(row.Id));
        }, _cancel)));

        Assert.Equal(100, taken.Count);
        Assert.Equal(100, taken.Distinct().Count());
    }

    [Fact]
    public async Task ClaimAsync_TakesInOrderAndCountsTheAttempt()
    {
        var rows = await _queue.ClaimAsync(Ordered, 16, _cancel);

        Assert.Equal(Enumerable.Range(0, 16), rows.Select(r => r.Position).Order());
        Assert.All(rows, row => Assert.Equal((WorkState.Claimed, 1, Now.AddSeconds(60)), (row.State, row.Attempts, row.LeaseUntil)));
    }

    [Fact]
    public async Task ReclaimExpiredAsync_SilentClaimer_LosesItsRowsAndCannotWriteAnyMore()
    {
        var row = Assert.Single(await _queue.ClaimAsync(Ordered, 1, _cancel));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await Queue("two").ReclaimExpiredAsync(_cancel));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, await Queue("two").ReclaimExpiredAsync(_cancel));
        var again = Assert.Single(await Queue("two").ClaimAsync(Ordered, 1, _cancel));

        Assert.Equal((row.Id, 2), (again.Id, again.Attempts));
        Assert.False(await _queue.FinishAsync(row, r => r.State = WorkState.Done, _cancel));
        Assert.Equal(WorkState.Claimed, (await GetAsync(row.Id)).State);
    }

    [Fact]
    public async Task RenewAsync_KeepsTheLease()
    {
        var row = Assert.Single(await _queue.ClaimAsync(Ordered, 1, _cancel));
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(0, await Queue("two").RenewAsync(_cancel));
        Assert.Equal(1, await _queue.RenewAsync(_cancel));
        _time.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(0, await Queue("two").ReclaimExpiredAsync(_cancel));
        Assert.True(await _queue.FinishAsync(row, r => r.State = WorkState.Done, _cancel));
        Assert.Null((await GetAsync(row.Id)).LeaseOwner);
    }

    [Fact]
    public async Task ReclaimDeadAsync_OnlyTakesFromProcessesOfThisMachineThatAreGone()
    {
        var here = Environment.MachineName;
        await new WorkQueue<Output>(_workbench.Database, new Instance(here, Environment.ProcessId, "earlier"), _time).ClaimAsync(Ordered, 1, _cancel);
        await new WorkQueue<Output>(_workbench.Database, new Instance(here, int.MaxValue, "gone"), _time).ClaimAsync(Ordered, 2, _cancel);
        await new WorkQueue<Output>(_workbench.Database, new Instance(here, 1, "init"), _time).ClaimAsync(Ordered, 4, _cancel);
        await new WorkQueue<Output>(_workbench.Database, new Instance("elsewhere", int.MaxValue, "x"), _time).ClaimAsync(Ordered, 8, _cancel);
        await _queue.ClaimAsync(Ordered, 16, _cancel);

        // process 1 always runs; what is elsewhere cannot be known
        Assert.Equal(1 + 2, await _queue.ReclaimDeadAsync(_cancel));
    }

    [Fact]
    public async Task ReleaseAsync_LooksAsIfItHadNotBegun()
    {
        var row = Assert.Single(await _queue.ClaimAsync(Ordered, 1, _cancel));

        Assert.True(await _queue.ReleaseAsync(row, _cancel));

        var released = await GetAsync(row.Id);
        Assert.Equal((WorkState.Planned, 0, null, null), (released.State, released.Attempts, released.LeaseOwner, released.LeaseUntil));
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private WorkQueue<Output> Queue(string run, Database? database = null) =>
        new(database ?? _workbench.Database, new Instance(Environment.MachineName, Environment.ProcessId, run), _time);

    private static IQueryable<Output> Ordered(WorkbenchDb db) => db.Set<Output>().OrderBy(o => o.Position);

    private Task<Output> GetAsync(Guid id) => _workbench.Database.ReadAsync(db => db.Set<Output>().SingleAsync(o => o.Id == id, _cancel), _cancel);
}
