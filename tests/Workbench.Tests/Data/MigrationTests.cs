using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Data;

/// <summary>The migrations of both providers lead from nothing to exactly the model.</summary>
public sealed class MigrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_EmptySqliteFile_HasEveryTableAndColumnOfTheModel()
    {
        using var folder = new TemporaryFolder();
        await using var db = new SqliteWorkbenchDb(
            new DbContextOptionsBuilder<SqliteWorkbenchDb>().UseSqlite($"Data Source={folder.Combine("new.db")};Pooling=False").Options);

        await AssertMigratesAsync(db);
    }

    [Fact]
    public async Task Migrate_EmptyPostgresDatabase_HasEveryTableAndColumnOfTheModel()
    {
        await using var server = await PostgresServer.StartAsync(Cancel);
        await using var db = new PostgresWorkbenchDb(
            new DbContextOptionsBuilder<PostgresWorkbenchDb>().UseNpgsql($"{await server.CreateDatabaseAsync(Cancel)};Pooling=false").Options);

        await AssertMigratesAsync(db);
    }

    private static async Task AssertMigratesAsync(WorkbenchDb db)
    {
        Assert.False(db.Database.HasPendingModelChanges(), "The entities changed after the last migration.");
        await db.Database.MigrateAsync(Cancel);

        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        foreach (var table in db.Model.GetRelationalModel().Tables)
        {
            // Both databases refuse a name that is not there (SQLite too, for a quoted name with its table before it).
            var columns = string.Join(", ", table.Columns.Select(column => $"\"{table.Name}\".\"{column.Name}\""));
            command.CommandText = $"SELECT {columns} FROM \"{table.Name}\" LIMIT 1";
            await command.ExecuteScalarAsync(Cancel);
        }
    }
}
