using System.Globalization;
using Microsoft.Playwright;
using Workbench.Testing.Programs;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.BrowserTests.Browsing;

/// <summary>
/// Base of the browser tests: opens windows on a program, and when the test is over fails it on console errors and
/// failed requests, or keeps the evidence when it failed already.
/// </summary>
public abstract class BrowserTest(BrowserFixture browser) : IAsyncLifetime
{
    private readonly List<PageSession> _sessions = [];
    private readonly List<ProgramProcess> _programs = [];
    private readonly HashSet<ProgramProcess> _visited = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync()
    {
        Chromium.RequireExecutablePath();
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts the real program on a data folder of its own; it ends with the test.</summary>
    protected async Task<ProgramProcess> StartProgramAsync(ProgramOptions? options = null)
    {
        var program = await ProgramProcess.StartAsync(options ?? new ProgramOptions(), Cancel);
        _programs.Add(program);
        return program;
    }

    protected Task<PageSession> OpenAsync(ProgramProcess program, Viewport? viewport = null, ColorScheme theme = ColorScheme.Light)
    {
        _visited.Add(program);
        return OpenAsync(program.Address, viewport, theme);
    }

    protected async Task<PageSession> OpenAsync(Uri address, Viewport? viewport = null, ColorScheme theme = ColorScheme.Light)
    {
        var session = await PageSession.OpenAsync(browser, address, viewport ?? Viewport.Desktop, theme, Cancel);
        _sessions.Add(session);
        return session;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
            if (failed || _sessions.Any(session => session.Faults.Unexpected.Count > 0))
            {
                await SaveEvidenceAsync();
            }

            if (!failed)
            {
                _sessions.ForEach(session => session.AssertNoFaults());
            }
        }
        finally
        {
            foreach (var session in _sessions)
            {
                await session.DisposeAsync();
            }

            foreach (var program in _programs)
            {
                await program.DisposeAsync();
            }
        }
    }

    private async Task SaveEvidenceAsync()
    {
        var folder = RepositoryRoot.Combine("artifacts", "browser-tests");
        Directory.CreateDirectory(folder);
        var name = string.Concat((TestContext.Current.Test?.TestDisplayName ?? GetType().Name)
            .Replace("Workbench.BrowserTests.", "", StringComparison.Ordinal)
            .Select(character => char.IsLetterOrDigit(character) || character is '.' or '_' ? character : '-')
            .Take(120));
        var path = Path.Combine(folder, name);
        foreach (var (number, session) in _sessions.Index())
        {
            await session.SaveEvidenceAsync(string.Create(CultureInfo.InvariantCulture, $"{path}-{number + 1}"));
        }

        foreach (var (number, program) in _programs.Union(_visited).Index())
        {
            await File.WriteAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"{path}-program-{number + 1}.log"), program.Output);
        }
    }
}
