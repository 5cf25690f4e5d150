using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Workbench.Data;
using Workbench.Shared.Access;
using Workbench.Testing.Surroundings;

namespace Workbench.Tests.Data;

/// <summary>The program's services over a new SQLite file, with a clock that a test moves. No sample data.</summary>
public sealed class TestData : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private TestData()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Workbench:Data", _folder.Combine("data"))]).Build();
        var services = new ServiceCollection();
        services.AddLogging(o => o.ClearProviders());
        services.AddSingleton<IConfiguration>(configuration);
        services.AddWorkbench(configuration, _folder.Path);
        services.AddSingleton<TimeProvider>(Time);
        _services = services.BuildServiceProvider();
    }

    public static Actor Researcher { get; } = new("researcher", "A researcher", ActorRole.Researcher);

    public static Actor Annotator { get; } = new("annotator", "An annotator", ActorRole.Annotator);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => _services;

    public static async Task<TestData> CreateAsync(CancellationToken ct)
    {
        var data = new TestData();
        await DataSetup.MigrateAsync(data._services, ct);
        return data;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
