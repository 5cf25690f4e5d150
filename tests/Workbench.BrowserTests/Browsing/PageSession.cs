using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Workbench.BrowserTests.Browsing;

/// <summary>One person's browser window on the program: an own context (cookies, storage), one page, its faults.</summary>
public sealed class PageSession : IAsyncDisposable
{
    private const string IsInteractive = "#app-ready[data-interactive='true']";

    // True once the page's background, and the component library's idea of it, are as dark or as light as asked.
    private const string ShowsTheme = """
        dark => {
            const probe = document.createElement('i');
            document.body.append(probe);
            const shows = color => {
                probe.style.color = color;
                const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
                const luminance = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
                return dark ? luminance < 0.4 : luminance > 0.6;
            };
            const library = getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-background').trim();
            const follows = shows(getComputedStyle(document.body).backgroundColor) && (library === '' || shows(library));
            probe.remove();
            return follows;
        }
        """;

    // A snapshot of the page at every step costs a fifth of the time: only for whoever looks into a failure.
    private static readonly bool KeepsTrace = Environment.GetEnvironmentVariable("WORKBENCH_TRACE") == "1";

    private PageSession(IBrowserContext context, IPage page, Uri address, Viewport viewport)
    {
        Context = context;
        Page = page;
        Address = address;
        Viewport = viewport;
        Faults = new PageFaults(page);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public Uri Address { get; }

    public Viewport Viewport { get; }

    public PageFaults Faults { get; }

    public static async Task<PageSession> OpenAsync(
        BrowserFixture browser, Uri address, Viewport viewport, ColorScheme theme, CancellationToken cancellationToken)
    {
        var context = await browser.NewContextAsync(viewport, theme, cancellationToken);
        if (KeepsTrace)
            await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = false, Snapshots = true, Sources = false });
        return new PageSession(context, await context.NewPageAsync(), address, viewport);
    }

    /// <summary>Goes to a page of the program ("studies/1/results") and waits until it answers keys and clicks.</summary>
    public async Task GoAsync(string path)
    {
        await GoStaticAsync(path);
        await WaitUntilInteractiveAsync();
    }

    /// <summary>Goes to a page that is plain HTML (login, errors).</summary>
    public async Task GoStaticAsync(string path)
    {
        // A page that is just reloading itself, after its server came back, takes the navigation over and leaves no answer.
        IResponse? response = null;
        for (var attempt = 0; attempt < 3 && response is null; attempt++)
            response = await Page.GotoAsync(new Uri(Address, path).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        Assert.True(response is { Ok: true }, $"{path} answered {response?.Status}");
    }

    /// <summary>Keys pressed before the circuit stands are lost: every step after a (re)load waits for it.</summary>
    public Task WaitUntilInteractiveAsync() =>
        Page.Locator(IsInteractive).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    /// <summary>Switches the system's theme and waits until the page has followed.</summary>
    public async Task UseThemeAsync(ColorScheme theme)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        await WaitForThemeAsync(theme);
    }

    public Task WaitForThemeAsync(ColorScheme theme) => Page.WaitForFunctionAsync(ShowsTheme, theme == ColorScheme.Dark);

    /// <summary>No serious or critical finding of axe: of all its rules in the light theme, of those about colors in the dark one as well.</summary>
    public async Task AssertAccessibleAsync()
    {
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await UseThemeAsync(theme);
            var result = await Page.RunAxe(theme == ColorScheme.Light ? null : new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") });
            var findings = result.Violations
                .Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes, (violation, node) =>
                    $"{theme}: {violation.Id} ({violation.Impact}) {violation.Help}: {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}");
            Assert.True(!findings.Any(), $"{Page.Url}\n{string.Join('\n', findings)}");
        }
    }

    /// <summary>A page must fit the screen's width: only marked regions (tables, panes) may scroll sideways.</summary>
    public async Task AssertFitsWidthAsync()
    {
        // Charts follow a new width one frame later: a page may take a moment to settle, but has to.
        var tooWide = await Page.EvaluateAsync<int>("""
            async () => {
              const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
              for (let frame = 0; frame < 180 && over() > 0; frame++) await new Promise(requestAnimationFrame);
              return over();
            }
            """);
        Assert.True(tooWide <= 0, $"{Page.Url} is {tooWide} px wider than the {Viewport.Name} screen.");
    }

    public void AssertNoFaults() =>
        Assert.True(Faults.Unexpected.Count == 0, $"The page reported faults at {Page.Url}:\n{string.Join('\n', Faults.Unexpected)}");

    /// <summary>Leaves a screenshot, the markup, the faults and, where WORKBENCH_TRACE is 1, a trace (playwright show-trace) for whoever looks into a failure.</summary>
    public async Task SaveEvidenceAsync(string path)
    {
        await File.WriteAllLinesAsync($"{path}.txt", [Page.Url, .. Faults.Unexpected]);
        try
        {
            if (KeepsTrace)
                await Context.Tracing.StopAsync(new TracingStopOptions { Path = $"{path}.zip" });
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{path}.png", FullPage = true });
            await File.WriteAllTextAsync($"{path}.html", await Page.ContentAsync());
        }
        catch (PlaywrightException exception)
        {
            // The page may be gone; the test's own failure is what counts.
            await File.AppendAllTextAsync($"{path}.txt", exception.Message);
        }
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
