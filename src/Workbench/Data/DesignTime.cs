using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workbench.Data;

/// <summary>What <c>dotnet ef</c> uses to write SQLite migrations; no server and no settings needed.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteWorkbenchDb>
{
    public SqliteWorkbenchDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteWorkbenchDb>().UseSqlite("Data Source=design-time.db").Options);
}

/// <summary>What <c>dotnet ef</c> uses to write PostgreSQL migrations; no server and no settings needed.</summary>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresWorkbenchDb>
{
    public PostgresWorkbenchDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresWorkbenchDb>().UseNpgsql("Host=design-time").Options);
}
