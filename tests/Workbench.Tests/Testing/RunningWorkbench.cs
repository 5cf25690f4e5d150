using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workbench.Data;
using Workbench.Testing.Surroundings;

namespace Workbench.Tests.Testing;

/// <summary>The real web application, with its real server on a free port, over a data folder of its own.</summary>
public sealed class RunningWorkbench : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;

    private RunningWorkbench(TemporaryFolder? folder, string path, WebApplication app, ConcurrentQueue<string> log) =>
        (_folder, Folder, App, Log) = (folder, path, app, log);

    public string Folder { get; }

    public WebApplication App { get; }

    /// <summary>Every line that was logged.</summary>
    public ConcurrentQueue<string> Log { get; }

    /// <summary>Where this machine reaches it.</summary>
    public Uri Address => new($"http://127.0.0.1:{new Uri(App.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port}/");

    /// <param name="ct">Cancels the start.</param>
    /// <param name="host">Where it listens; <c>0.0.0.0</c> answers to the network, too.</param>
    /// <param name="settings">Configuration as on the command line, e.g. <c>Workbench:ApiKey=…</c>.</param>
    /// <param name="folder">The folder of another one, to start it again.</param>
    /// <param name="prepare">Adds endpoints before the start.</param>
    public static async Task<RunningWorkbench> StartAsync(
        CancellationToken ct, string host = "127.0.0.1", string[]? settings = null, string? folder = null, Action<WebApplication>? prepare = null)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var path = folder ?? own!.Path;
        var log = new ConcurrentQueue<string>();
        var app = WorkbenchApplication.Build(
            [$"--urls=http://{host}:0", $"--Workbench:Data={path}", "--applicationName=Workbench", .. (settings ?? []).Select(s => $"--{s}")],
            builder => builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new KeepingLogs(log)));
        var running = new RunningWorkbench(own, path, app, log);
        try
        {
            prepare?.Invoke(app);
            await app.PrepareAsync();
            await app.StartAsync(ct);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>A browser that nobody has used yet.</summary>
    public Visitor NewVisitor() => new(Address);

    public async ValueTask DisposeAsync()
    {
        var connection = App.Services.GetRequiredService<DatabaseOptions>().ConnectionString;
        await App.DisposeAsync();
        using (var pool = new SqliteConnection(connection))
            SqliteConnection.ClearPool(pool);
        _folder?.Dispose();
    }
}
