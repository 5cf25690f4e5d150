using Microsoft.EntityFrameworkCore;

namespace Workbench.Data;

/// <summary>The SQLite flavour: it exists so that each provider has its own migrations.</summary>
public sealed class SqliteWorkbenchDb(DbContextOptions<SqliteWorkbenchDb> options) : WorkbenchDb(options);
