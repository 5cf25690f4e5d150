using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Screenshots;

/// <summary>One picture of the manual or the README: which page, on which screen, in which theme.</summary>
internal sealed record Screenshot(string Name, string Path, Viewport Viewport, ColorScheme Theme)
{
    /// <summary>A selector to wait for before the picture is taken, where the page fills in after it is interactive.</summary>
    public string? WaitFor { get; init; }

    public bool FullPage { get; init; }

    public string FileName => $"{Name}-{Viewport.Name}-{(Theme == ColorScheme.Dark ? "dark" : "light")}.png";
}
