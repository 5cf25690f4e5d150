using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>On PostgreSQL no write gate keeps a saved profile and the end of a generation apart, only the study's row does.</summary>
public sealed class ProfileOnPostgresTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StudyState.Running, StudyState.Generated, StudyState.Running)]
    [InlineData(StudyState.Generated, StudyState.Paused, StudyState.Paused)]
    public async Task SaveAsync_WhileTheStudyChanges_GoesByWhatItIsThen(StudyState before, StudyState meanwhile, StudyState expected)
    {
        await using var server = await PostgresServer.StartAsync(Cancel);
        await using var workbench = await TestWorkbench.StartAsync(
            Cancel, settings: [new("Workbench:Database:Provider", "postgres"), new("ConnectionStrings:Workbench", await server.CreateDatabaseAsync(Cancel))]);
        await DataSetup.MigrateAsync(workbench.Services, Cancel);
        var endpoint = new ModelEndpoint { Id = Guid.NewGuid(), Name = "Test", Kind = EndpointKind.OpenAiCompatible, Address = "http://127.0.0.1:9/", Model = "test-model", CreatedAt = DateTime.UnixEpoch };
        await workbench.Database.WriteAsync(db => Task.FromResult(db.Add(endpoint)), Cancel);
        var study = await OwnViewStudy.LaunchAsync(workbench, endpoint.Id, prompts: 1);
        var anna = await study.AnnotatorAsync("anna");
        await workbench.Database.WriteAsync(async db => (await db.Set<Study>().SingleAsync(Cancel)).State = before, Cancel);

        // Somebody holds the study's row until it is changed; the profile is saved behind them.
        Task? saving = null;
        await workbench.Database.WriteAsync(async db =>
        {
            await db.Set<Study>().ExecuteUpdateAsync(s => s.SetProperty(x => x.State, meanwhile), Cancel);
            saving = Task.Run(() => study.Profiles.SaveAsync(anna, study.Id, OwnViewStudy.Profile("bees"), Cancel), Cancel);
            await WaitsAsync(workbench);
        }, Cancel);
        await saving!;

        Assert.Equal(expected, await study.StateAsync());
        Assert.All(await study.RowsAsync<Output>(), o => Assert.Equal(Workbench.Jobs.WorkState.Planned, o.State));
    }

    // Until the server says that a statement waits for a lock.
    private static async Task WaitsAsync(TestWorkbench workbench)
    {
        while (await workbench.Database.ReadAsync(db => db.Database.SqlQuery<int>($"SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE wait_event_type = 'Lock'").SingleAsync(Cancel), Cancel) == 0)
            await Task.Yield();
    }
}
