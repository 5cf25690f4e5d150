using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.BrowserTests.Pages;

namespace Workbench.BrowserTests.Screenshots;

/// <summary>One picture of the manual or the README: which page, on which screen, in which theme.</summary>
internal sealed record Screenshot(string Name, Func<PlacesToGo, string> Path)
{
    public Viewport Viewport { get; init; } = Viewport.Desktop;

    public ColorScheme Theme { get; init; } = ColorScheme.Light;

    /// <summary>What is there only once the page has its data.</summary>
    public string Shows { get; init; } = "h1";

    /// <summary>Done before the picture is taken.</summary>
    public Func<IPage, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    /// <summary>The desk in the light theme is the rule and not named: results.png, results-phone.png, results-dark.png.</summary>
    public string FileName => $"{Name}{(Viewport.IsPhone ? "-phone" : "")}{(Theme == ColorScheme.Dark ? "-dark" : "")}.png";
}
