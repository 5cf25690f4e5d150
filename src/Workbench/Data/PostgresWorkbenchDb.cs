using Microsoft.EntityFrameworkCore;

namespace Workbench.Data;

/// <summary>The PostgreSQL flavour: it exists so that each provider has its own migrations.</summary>
public sealed class PostgresWorkbenchDb(DbContextOptions<PostgresWorkbenchDb> options) : WorkbenchDb(options);
