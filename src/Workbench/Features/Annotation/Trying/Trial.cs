using Microsoft.Data.Sqlite;
using Workbench.Shared.Access;

namespace Workbench.Features.Annotation.Trying;

/// <summary>
/// One person's dry run of a study: the real stores over a database of their own that exists only in memory, so that
/// everything behaves as it will and nothing is kept. It ends with the page that holds it.
/// </summary>
public sealed class Trial : IAsyncDisposable
{
    /// <summary>What the rater is called; judge.js clears what forms keep in the browser under this name.</summary>
    internal const string Name = "trial";

    private readonly ServiceProvider _services;
    private readonly SqliteConnection _keptOpen;

    internal Trial(ServiceProvider services, SqliteConnection keptOpen) => (_services, _keptOpen) = (services, keptOpen);

    /// <summary>Who judges in the trial's database; outside it there is no such person.</summary>
    public Actor Annotator { get; } = new(Name, "A trial", ActorRole.Annotator);

    public IJudgingDesk Desk => _services.GetRequiredService<JudgingDesk>();

    internal T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        // The memory goes with its last connection; those in the pool would keep it.
        SqliteConnection.ClearPool(_keptOpen);
        await _keptOpen.DisposeAsync();
    }
}
