using Microsoft.Data.Sqlite;
using Workbench.Data;
using Workbench.Shared;

namespace Workbench.Commands;

/// <summary>The program's services over the configured database, for verbs: no web server, no background work.</summary>
internal static class CommandDatabase
{
    /// <param name="dataFolder">The folder of the database, or null for the configured one.</param>
    /// <exception cref="CommandFailedException">There is no database.</exception>
    public static async Task<ServiceProvider> OpenAsync(string? dataFolder, CancellationToken ct)
    {
        var root = ContentRoot.Find([]);
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(root, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(dataFolder is null ? [] : [new("Workbench:Data", Path.GetFullPath(dataFolder))])
            .Build();
        var options = DatabaseOptions.From(settings, root);
        if (options.Provider == DatabaseProvider.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource))
            throw new CommandFailedException($"there is no database in {options.DataFolder}; Workbench__Data or --data names its folder, and starting the program makes one");
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(settings);
        services.AddLogging();
        services.AddWorkbench(settings, root);
        var provider = services.BuildServiceProvider();
        await DataSetup.MigrateAsync(provider, ct);
        return provider;
    }
}
