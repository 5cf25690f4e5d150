using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.BrowserTests.Pages;
using Workbench.Testing.Programs;
using Workbench.Testing.Surroundings;

namespace Workbench.BrowserTests.Screenshots;

/// <summary>
/// Takes the pictures of the manual and the README again, from the sample data of a new program:
/// <c>dotnet run --project tests/Workbench.BrowserTests -- screenshots [names…]</c>
/// </summary>
internal static class ScreenshotsOfTheManual
{
    public static async Task<int> TakeAsync(IReadOnlyList<string> names, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = RepositoryRoot.Combine("wwwroot", "docs", "images");
        Directory.CreateDirectory(folder);
        await using var browser = new BrowserFixture();
        await using var program = await ProgramProcess.StartAsync(cancellationToken);
        await using var scout = await PageSession.OpenAsync(browser, program.Address, Viewport.Desktop, ColorScheme.Light, cancellationToken);
        var places = await PlacesToGo.FindAsync(scout);
        foreach (var screenshot in ScreenshotTable.All.Where(screenshot => names.Count == 0 || names.Contains(screenshot.Name)))
        {
            await using var session = await PageSession.OpenAsync(browser, program.Address, screenshot.Viewport, screenshot.Theme, cancellationToken);
            await session.GoAsync(screenshot.Path(places));
            await session.UseThemeAsync(screenshot.Theme);
            await session.Page.Locator(screenshot.Shows).First.WaitForAsync();
            await screenshot.Prepare(session.Page);
            await session.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(folder, screenshot.FileName),
                Animations = ScreenshotAnimations.Disabled,
                Caret = ScreenshotCaret.Hide,
            });
            await output.WriteLineAsync(screenshot.FileName);
        }

        return 0;
    }
}
