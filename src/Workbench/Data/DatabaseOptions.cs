namespace Workbench.Data;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where the data lives: <c>Workbench:Data</c>, <c>Workbench:Database:Provider</c> and <c>ConnectionStrings:Workbench</c>.</summary>
public sealed record DatabaseOptions
{
    public required DatabaseProvider Provider { get; init; }

    public required string ConnectionString { get; init; }

    /// <summary>The folder of the database file, the keys and the cache; made at start.</summary>
    public required string DataFolder { get; init; }

    /// <exception cref="InvalidOperationException">A setting has a value that the program does not know; the message names it.</exception>
    public static DatabaseOptions From(IConfiguration configuration, string contentRoot)
    {
        var folder = Path.GetFullPath(configuration["Workbench:Data"] ?? "data", contentRoot);
        var name = configuration["Workbench:Database:Provider"] ?? "sqlite";
        var provider = name.ToLowerInvariant() switch
        {
            "sqlite" => DatabaseProvider.Sqlite,
            "postgres" or "postgresql" => DatabaseProvider.Postgres,
            _ => throw new InvalidOperationException($"Workbench:Database:Provider is '{name}'; it can be 'sqlite' or 'postgres'."),
        };
        var given = configuration.GetConnectionString("Workbench");
        if (provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(given))
            throw new InvalidOperationException("Workbench:Database:Provider is 'postgres', but ConnectionStrings:Workbench is empty.");
        return new()
        {
            Provider = provider,
            DataFolder = folder,
            ConnectionString = provider == DatabaseProvider.Postgres
                ? given!
                : string.IsNullOrWhiteSpace(given) ? $"Data Source={Path.Combine(folder, "workbench.db")};Pooling=True;Foreign Keys=True;Default Timeout=30" : given,
        };
    }
}
