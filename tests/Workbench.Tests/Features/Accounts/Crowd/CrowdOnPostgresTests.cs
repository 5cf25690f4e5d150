using Workbench.Data;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Accounts.Crowd;

/// <summary>Several instances share one PostgreSQL: no write gate keeps them apart, only the door's row does.</summary>
public sealed class CrowdOnPostgresTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arrive_AtTwoInstancesAtOnce_NeverLetsInMoreThanThereArePlacesNorAnybodyTwice()
    {
        await using var server = await PostgresServer.StartAsync(_cancel);
        KeyValuePair<string, string?>[] settings =
            [new("Workbench:Database:Provider", "postgres"), new("ConnectionStrings:Workbench", await server.CreateDatabaseAsync(_cancel))];
        await using var one = await TestWorkbench.StartAsync(_cancel, settings: settings);
        await using var two = await TestWorkbench.StartAsync(_cancel, settings: settings);
        await DataSetup.MigrateAsync(one.Services, _cancel);
        var study = new Study { Id = Guid.NewGuid(), Name = "x", State = StudyState.Generated, Design = new() { Seed = 1 }, CreatedAt = DateTime.UnixEpoch };
        await one.Database.WriteAsync(db => Task.FromResult(db.Add(study)), _cancel);
        var token = (await one.Get<CrowdStore>().OpenAsync(Actor.Program, study.Id, "x", CrowdSteps.Settings, 5, _cancel)).Token!;

        var arrivals = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() =>
            (i % 2 == 0 ? one : two).Get<CrowdArrivals>().ArriveAsync(token, CrowdSteps.Query($"PROLIFIC_PID=p{i / 2}"), _cancel), _cancel)));

        Assert.Equal(5, arrivals.Where(a => a.Actor is not null).Select(a => a.Actor).Distinct().Count());
        Assert.Equal(10, arrivals.Count(a => a.State == CrowdArrivalState.Welcome));
        Assert.Equal(5, (await one.Get<CrowdStore>().ListAsync(Actor.Program, study.Id, _cancel)).Single().Held);
    }
}
