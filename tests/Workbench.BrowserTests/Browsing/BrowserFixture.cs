using Microsoft.Playwright;
using Workbench.Testing.Surroundings;
using Xunit;

[assembly: AssemblyFixture(typeof(Workbench.BrowserTests.Browsing.BrowserFixture))]

namespace Workbench.BrowserTests.Browsing;

/// <summary>One Chromium for all tests of the assembly, started by the first that needs it; each test gets its own context.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<IBrowserContext> NewContextAsync(Viewport viewport, ColorScheme theme, CancellationToken cancellationToken)
    {
        var browser = await StartAsync(cancellationToken);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = viewport.Width, Height = viewport.Height },
            IsMobile = viewport.IsPhone,
            HasTouch = viewport.IsPhone,
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "UTC",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(20_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartAsync(CancellationToken cancellationToken)
    {
        var executable = Chromium.RequireExecutablePath();
        await _starting.WaitAsync(cancellationToken);
        try
        {
            // A loaded machine is slow, not broken.
            Assertions.SetDefaultExpectTimeout(15_000);
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Args = Chromium.Arguments,
            });
        }
        finally
        {
            _starting.Release();
        }
    }
}
