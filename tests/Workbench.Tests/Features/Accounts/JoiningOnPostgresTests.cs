using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Accounts;

/// <summary>On PostgreSQL only the link's row keeps people apart who join in the same moment.</summary>
public sealed class JoiningOnPostgresTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JoinAsync_ManyAtOnce_NeverLetsInMoreThanThereArePlaces()
    {
        await using var server = await PostgresServer.StartAsync(Cancel);
        await using var workbench = await TestWorkbench.StartAsync(
            Cancel, settings: [new("Workbench:Database:Provider", "postgres"), new("ConnectionStrings:Workbench", await server.CreateDatabaseAsync(Cancel))]);
        await DataSetup.MigrateAsync(workbench.Services, Cancel);
        var study = new Study { Id = Guid.NewGuid(), Name = "x", State = StudyState.Generated, Design = new() { Seed = 1 }, CreatedAt = DateTime.UnixEpoch };
        await workbench.Database.WriteAsync(db => Task.FromResult(db.Add(study)), Cancel);
        var token = await workbench.Get<PeopleStore>().InviteAsync(Actor.Program, study.Id, "friends", 3, Cancel);

        var joined = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => workbench.Get<Joining>().JoinAsync(token, $"p{i}", Cancel), Cancel)));

        Assert.Equal(3, joined.Count(j => j is not null));
    }
}
