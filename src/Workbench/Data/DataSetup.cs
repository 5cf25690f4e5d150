using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workbench.Data;

public static class DataSetup
{
    /// <summary>How long a start waits for migrations before it gives up and says why.</summary>
    private static readonly TimeSpan MigrationDeadline = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddWorkbenchData(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Database>();
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            services.AddPooledDbContextFactory<SqliteWorkbenchDb>(o => o.UseSqlite(options.ConnectionString).AddInterceptors(new SqlitePragmas())
                // SQLite rebuilds a table to change a column, which no transaction can hold whole. The README says to copy the data before an update.
                .ConfigureWarnings(w => w.Log((RelationalEventId.NonTransactionalMigrationOperationWarning, LogLevel.Debug))));
            services.AddSingleton<IDbContextFactory<WorkbenchDb>, AnyContextFactory<SqliteWorkbenchDb>>();
            services.AddDataProtection().SetApplicationName("Workbench").PersistKeysToDbContext<SqliteWorkbenchDb>();
            services.AddScoped(p => p.GetRequiredService<IDbContextFactory<SqliteWorkbenchDb>>().CreateDbContext());
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresWorkbenchDb>(o => o.UseNpgsql(options.ConnectionString));
            services.AddSingleton<IDbContextFactory<WorkbenchDb>, AnyContextFactory<PostgresWorkbenchDb>>();
            services.AddDataProtection().SetApplicationName("Workbench").PersistKeysToDbContext<PostgresWorkbenchDb>();
            services.AddScoped(p => p.GetRequiredService<IDbContextFactory<PostgresWorkbenchDb>>().CreateDbContext());
        }
        services.AddScoped<WorkbenchDb>(p => p.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContext());
        return services;
    }

    /// <summary>Brings the database up to date.</summary>
    /// <exception cref="InvalidOperationException">Another process holds the migration lock, or died while holding it.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<DatabaseOptions>();
        Directory.CreateDirectory(options.DataFolder);
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(ct);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(MigrationDeadline);
        try
        {
            await db.Database.MigrateAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                "The database is locked by a migration that does not end. If no other Workbench is starting, an earlier one died in the middle: "
                + "make a copy of the database, then run 'DELETE FROM \"__EFMigrationsLock\"' on it and start again.");
        }
    }

    private sealed class AnyContextFactory<T>(IDbContextFactory<T> contexts) : IDbContextFactory<WorkbenchDb> where T : WorkbenchDb
    {
        public WorkbenchDb CreateDbContext() => contexts.CreateDbContext();

        public async Task<WorkbenchDb> CreateDbContextAsync(CancellationToken cancellationToken = default) => await contexts.CreateDbContextAsync(cancellationToken);
    }
}
