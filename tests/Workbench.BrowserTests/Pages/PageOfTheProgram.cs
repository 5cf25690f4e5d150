using Microsoft.Playwright;

namespace Workbench.BrowserTests.Pages;

/// <summary>One route of the program and an address on the sample data that shows it.</summary>
/// <param name="Route">The route's template, as the page declares it.</param>
/// <param name="Path">Where to go.</param>
internal sealed record PageOfTheProgram(string Route, Func<PlacesToGo, string> Path)
{
    /// <summary>What is there only once the page has its data.</summary>
    public string Shows { get; init; } = "h1";

    /// <summary>Plain HTML, without a circuit.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Done before the page is looked at.</summary>
    public Func<IPage, Task> Prepare { get; init; } = _ => Task.CompletedTask;
}
