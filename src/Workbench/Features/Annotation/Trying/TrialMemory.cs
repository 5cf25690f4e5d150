using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Workbench.Data;
using Workbench.Shared;

namespace Workbench.Features.Annotation.Trying;

/// <summary>A database that exists only in memory and only for one trial, with the program's own stores over it.</summary>
internal static class TrialMemory
{
    public static async Task<Trial> OpenAsync(IReadOnlyList<object> rows, IConfiguration configuration, ContentRoot root, TimeProvider time, CancellationToken ct)
    {
        // Rows of other features that the copy leaves out may be pointed at: the memory enforces no foreign keys.
        var options = new DatabaseOptions
        {
            Provider = DatabaseProvider.Sqlite,
            ConnectionString = $"Data Source=trial-{Guid.NewGuid():N};Mode=Memory;Cache=Shared;Foreign Keys=False",
            DataFolder = root.Path,
        };
        var open = new SqliteConnection(options.ConnectionString);
        await open.OpenAsync(ct);
        var services = new ServiceCollection().AddLogging().AddSingleton(configuration).AddWorkbench(configuration, root.Path);
        services.AddSingleton(time);
        services.AddSingleton(options);
        services.AddSingleton<IDbContextFactory<WorkbenchDb>>(new Contexts(options.ConnectionString));
        var trial = new Trial(services.BuildServiceProvider(), open);
        try
        {
            await using (var db = new Contexts(options.ConnectionString).CreateDbContext())
                await db.Database.EnsureCreatedAsync(ct);
            await trial.Get<Database>().WriteAsync(db =>
            {
                db.AddRange(rows);
                return Task.CompletedTask;
            }, ct);
            return trial;
        }
        catch
        {
            await trial.DisposeAsync();
            throw;
        }
    }

    private sealed class Contexts(string connection) : IDbContextFactory<WorkbenchDb>
    {
        private readonly DbContextOptions<SqliteWorkbenchDb> _options =
            new DbContextOptionsBuilder<SqliteWorkbenchDb>().UseSqlite(connection).AddInterceptors(ReadsPastWriters.Instance).Options;

        public WorkbenchDb CreateDbContext() => new SqliteWorkbenchDb(_options);
    }

    /// <summary>In a shared cache a reader would fail, not wait, while another connection writes; one person's trial can read what is being written.</summary>
    private sealed class ReadsPastWriters : DbConnectionInterceptor
    {
        public static ReadsPastWriters Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA read_uncommitted=1;";
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA read_uncommitted=1;";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
