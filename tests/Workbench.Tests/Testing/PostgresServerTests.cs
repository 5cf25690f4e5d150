using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Testing;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task CreateDatabase_Twice_GivesTwoDatabasesOfOneServer()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await PostgresServer.StartAsync(cancel);

        var first = await server.CreateDatabaseAsync(cancel);
        var second = await server.CreateDatabaseAsync(cancel);

        Assert.NotEqual(first, second);
    }
}
