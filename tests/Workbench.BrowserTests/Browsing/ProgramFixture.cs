using Workbench.Testing.Programs;
using Xunit;

namespace Workbench.BrowserTests.Browsing;

/// <summary>One running program with the sample data for the tests of a class that only read, or do not mind each other.</summary>
public sealed class ProgramFixture : IAsyncLifetime
{
    public ProgramProcess Program { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Program = await ProgramProcess.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Program?.DisposeAsync() ?? ValueTask.CompletedTask;
}
