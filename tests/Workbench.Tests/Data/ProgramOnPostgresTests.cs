using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Testing.Programs;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Data;

/// <summary>The real program with the one setting that puts it on PostgreSQL; skips where no server is installed.</summary>
public sealed class ProgramOnPostgresTests
{
    [Fact]
    public async Task Start_TwoInstancesAfterEachOtherOnOneDatabase_AreReadyAndBringTheSampleOnce()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await PostgresServer.StartAsync(ct);
        var connection = await server.CreateDatabaseAsync(ct);
        var options = new ProgramOptions
        {
            Environment = new Dictionary<string, string> { ["Workbench__Database__Provider"] = "postgres", ["ConnectionStrings__Workbench"] = connection },
        };

        await using var first = await ProgramProcess.StartAsync(options, ct);
        await using var second = await ProgramProcess.StartAsync(options, ct);

        using var http = new HttpClient();
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(first.Address, "health/ready"), ct));
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(second.Address, "health/ready"), ct));
        await using var db = new PostgresWorkbenchDb(new DbContextOptionsBuilder<PostgresWorkbenchDb>().UseNpgsql(connection).Options);
        Assert.Equal(1, await db.Set<Study>().CountAsync(ct));
    }
}
