using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workbench.Data;
using Workbench.Shared;
using Workbench.Testing.Surroundings;

namespace Workbench.Tests.Testing;

/// <summary>
/// The program's own services over a migrated SQLite file in a folder of their own, without a web server, background
/// work or sample data. Several can share one folder, as several processes would.
/// </summary>
public sealed class TestWorkbench : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);
    private readonly TemporaryFolder? _folder;
    private readonly ServiceProvider _services;

    private TestWorkbench(TemporaryFolder? folder, string path, ServiceProvider services) => (_folder, Folder, _services) = (folder, path, services);

    /// <summary>The content root; the data is in <c>data</c> below it.</summary>
    public string Folder { get; }

    public IServiceProvider Services => _services;

    public Database Database => Get<Database>();

    /// <summary>Every line that was logged.</summary>
    public ConcurrentQueue<string> Log { get; private init; } = new();

    /// <param name="ct">Cancels the start.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="settings">Configuration, e.g. <c>Workbench:Endpoints:0:Name</c>.</param>
    /// <param name="folder">The folder of another one, to share its database.</param>
    /// <param name="configure">Replaces services.</param>
    public static async Task<TestWorkbench> StartAsync(CancellationToken ct, TimeProvider? time = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null, string? folder = null, Action<IServiceCollection>? configure = null)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var root = folder ?? own!.Path;
        var data = Path.Combine(root, "data");
        if (own is not null)
        {
            Directory.CreateDirectory(data);
            File.Copy(await Migrated.Value.WaitAsync(ct), Path.Combine(data, "workbench.db"));
        }
        var log = new ConcurrentQueue<string>();
        return new TestWorkbench(own, root, Build(root, time, settings ?? [], log, configure)) { Log = log };
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs one step of the program's start.</summary>
    public Task RunStepAsync<T>(CancellationToken ct) where T : IStartupStep =>
        _services.GetServices<IStartupStep>().OfType<T>().Single().RunAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        using (var connection = new SqliteConnection(DatabaseOptions.From(Configuration(Folder, []), Folder).ConnectionString))
            SqliteConnection.ClearPool(connection);
        _folder?.Dispose();
    }

    private static ServiceProvider Build(string root, TimeProvider? time, IEnumerable<KeyValuePair<string, string?>> settings,
        ConcurrentQueue<string> log, Action<IServiceCollection>? configure)
    {
        var configuration = Configuration(root, settings);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(new KeepingLogs(log)));
        services.AddWorkbench(configuration, root);
        if (time is not null)
            services.AddSingleton(time);
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static IConfiguration Configuration(string root, IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Workbench:Data", Path.Combine(root, "data")), .. settings]).Build();

    // Migrating takes a second; a copy of a migrated file takes none.
    private static async Task<string> MigrateAsync()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        await using var services = Build(folder.Path, null, [], new(), null);
        await DataSetup.MigrateAsync(services, CancellationToken.None);
        // The copy takes the file alone: nothing may be left in its log.
        await services.GetRequiredService<Database>().ReadAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"), CancellationToken.None);
        return folder.Combine("data", "workbench.db");
    }
}
