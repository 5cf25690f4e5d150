using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Screenshots;

/// <summary>The pictures in wwwroot/docs/images, all taken from the sample data. Add a line, run <see cref="ScreenshotsOfTheManual"/>.</summary>
internal static class ScreenshotTable
{
    public static IReadOnlyList<Screenshot> All { get; } =
    [
        .. EveryWay("home", ""),
    ];

    private static IEnumerable<Screenshot> EveryWay(string name, string path, string? waitFor = null) =>
        from viewport in new[] { Viewport.Desktop, Viewport.Phone }
        from theme in new[] { ColorScheme.Light, ColorScheme.Dark }
        select new Screenshot(name, path, viewport, theme) { WaitFor = waitFor };
}
