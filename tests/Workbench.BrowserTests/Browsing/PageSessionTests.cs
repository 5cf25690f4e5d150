using Microsoft.Playwright;
using Xunit;
using Xunit.Sdk;

namespace Workbench.BrowserTests.Browsing;

/// <summary>The harness must see what goes wrong; each of these pages is broken in one way.</summary>
public sealed class PageSessionTests(BrowserFixture browser) : BrowserTest(browser)
{
    private static readonly Uri Site = new("http://workbench.test/");

    [Theory]
    [InlineData("<script>console.error('the chart failed')</script>", "the chart failed")]
    [InlineData("<script>throw new Error('no such element')</script>", "no such element")]
    [InlineData("<img src='/missing.png' alt='x'>", "404 GET http://workbench.test/missing.png")]
    public async Task Faults_OfABrokenPage_AreSeen(string markup, string expected)
    {
        var session = await OpenPageAsync(markup);

        Assert.Contains(session.Faults.Unexpected, fault => fault.Contains(expected, StringComparison.Ordinal));
        Assert.ThrowsAny<XunitException>(session.AssertNoFaults);
        session.Faults.Allow(".");
        session.AssertNoFaults();
    }

    [Fact]
    public async Task AssertAccessible_UnlabelledButton_IsReported()
    {
        var broken = await OpenPageAsync("<main><h1>A page</h1><button></button></main>");
        var finding = await Assert.ThrowsAnyAsync<XunitException>(broken.AssertAccessibleAsync);
        Assert.Contains("button-name", finding.Message, StringComparison.Ordinal);

        var sound = await OpenPageAsync("<main><h1>A page</h1><button>Go on</button></main>");
        await sound.AssertAccessibleAsync();
    }

    [Fact]
    public async Task AssertFitsWidth_TooWideForThePhone_IsReported()
    {
        var session = await OpenPageAsync("<div style='width: 500px'>wide</div>", Viewport.Phone);

        await Assert.ThrowsAnyAsync<XunitException>(session.AssertFitsWidthAsync);
    }

    private async Task<PageSession> OpenPageAsync(string markup, Viewport? viewport = null)
    {
        var session = await OpenAsync(Site, viewport);
        await session.Context.RouteAsync("**/*", route => route.FulfillAsync(new Uri(route.Request.Url).AbsolutePath switch
        {
            "/" => new RouteFulfillOptions { ContentType = "text/html", Body = Document(markup) },
            "/favicon.ico" => new RouteFulfillOptions { Status = 204 },
            _ => new RouteFulfillOptions { Status = 404 },
        }));
        await session.GoAsync("");
        await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return session;
    }

    private static string Document(string markup) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
          <title>A test page</title>
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <style>body { background: #fff; color: #111 } @media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style>
        </head>
        <body>{{markup}}<div id="app-ready" data-interactive="true"></div></body>
        </html>
        """;
}
