using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Testing.Programs;
using Xunit;

namespace Workbench.BrowserTests.Pages;

/// <summary>Every page is accessible in both themes on a desk and fits a phone, without a fault in the console.</summary>
public sealed class EveryPageTests(BrowserFixture browser, EveryPageTests.Visited visited) : BrowserTest(browser), IClassFixture<EveryPageTests.Visited>
{
    private static readonly IEnumerable<PageOfTheProgram> Pages = PageTable.All.Concat(PageTable.Faces);

    public static TheoryData<string> Names { get; } = [.. Pages.Select(page => page.Route)];

    [Fact]
    public void Table_OfThePages_HasEveryRouteOfTheProgram()
    {
        var routes = typeof(Workbench.WorkbenchApplication).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>(), (_, route) => route.Template);

        Assert.Equal(routes.Order(StringComparer.Ordinal), PageTable.All.Select(page => page.Route).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_OnBothScreensAndInBothThemes_IsAccessibleAndFits(string name)
    {
        var page = Pages.Single(candidate => candidate.Route == name);
        var session = await OpenAsync(visited.Program);
        await ShowAsync(session, page, await visited.PlacesAsync(session));
        await session.AssertAccessibleAsync();
        await session.AssertFitsWidthAsync();

        await session.Page.SetViewportSizeAsync(Viewport.Phone.Width, Viewport.Phone.Height);
        await session.AssertFitsWidthAsync();
    }

    private static async Task ShowAsync(PageSession session, PageOfTheProgram page, PlacesToGo places)
    {
        if (page.IsStatic)
            await session.GoStaticAsync(page.Path(places));
        else
            await session.GoAsync(page.Path(places));
        await page.Prepare(session.Page);
        await Assertions.Expect(session.Page.Locator(page.Shows).First).ToBeVisibleAsync();
    }

    /// <summary>The program that all pages are looked at in, and the ids in it.</summary>
    public sealed class Visited : IAsyncLifetime
    {
        private Task<PlacesToGo>? _places;

        public ProgramProcess Program { get; private set; } = null!;

        internal Task<PlacesToGo> PlacesAsync(PageSession session) => _places ??= PlacesToGo.FindAsync(session);

        public async ValueTask InitializeAsync() => Program = await ProgramProcess.StartAsync(TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => Program?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
