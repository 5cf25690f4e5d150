using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Jobs;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Features.Generation;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Jobs;

/// <summary>Several instances share one PostgreSQL: no write gate keeps them apart, only the conditional update does.</summary>
public sealed class WorkQueueOnPostgresTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClaimAsync_FourInstancesAtOnce_NeverTakeTheSameRow()
    {
        await using var server = await PostgresServer.StartAsync(_cancel);
        KeyValuePair<string, string?>[] settings =
            [new("Workbench:Database:Provider", "postgres"), new("ConnectionStrings:Workbench", await server.CreateDatabaseAsync(_cancel))];
        await using var one = await TestWorkbench.StartAsync(_cancel, settings: settings);
        await using var two = await TestWorkbench.StartAsync(_cancel, settings: settings);
        await DataSetup.MigrateAsync(one.Services, _cancel);
        await one.RunStepAsync<PrepareEndpoints>(_cancel);
        await LaunchedStudy.AddAsync(one.Database, RecordedEndpoint.Id, ModelRequest.RecordedAddress, 10, 10, _cancel);
        var begun = new ConcurrentBag<Guid>();
        var finished = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var queue = new WorkQueue<Output>((n % 2 == 0 ? one : two).Database, new Instance("machine", n + 1, "run"), TimeProvider.System);
            // An instance that lost a race gets nothing and looks again, as the worker does.
            while (await LeftAsync(one))
                foreach (var row in await queue.ClaimAsync(db => db.Set<Output>().OrderBy(o => o.Position), 7, _cancel))
                {
                    begun.Add(row.Id);
                    if (await queue.FinishAsync(row, r => r.State = WorkState.Done, _cancel))
                        Interlocked.Increment(ref finished);
                }
        }, _cancel)));

        Assert.Equal(200, begun.Count);
        Assert.Equal(200, begun.Distinct().Count());
        Assert.Equal(200, finished);
    }

    private Task<bool> LeftAsync(TestWorkbench workbench) =>
        workbench.Database.ReadAsync(db => db.Set<Output>().AnyAsync(o => o.State == WorkState.Planned, _cancel), _cancel);
}
