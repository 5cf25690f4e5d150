using System.Globalization;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Xunit;

namespace Workbench.BrowserTests.Results;

/// <summary>The sample study's results and data, in the real program and a real Chromium.</summary>
public sealed class ResultsTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    private const string DrawnValues = "key => document.querySelector(`[data-chart='${key}'] .js-plotly-plot`).data[0].x.map(x => `${Math.round(100 * x)} %`)";
    private const string MarkColour = "key => document.querySelector(`[data-chart='${key}'] .js-plotly-plot`).data[0].marker.line.color";

    private static readonly string[] Charts = ["does-it-help", "whom-does-it-help", "who-prefers-generic", "where-does-it-help", "does-the-side-decide", "how-far"];

    private async Task<PageSession> OpenResultsAsync(Viewport? viewport = null)
    {
        var session = await OpenAsync(fixture.Program, viewport);
        await session.GoAsync("studies");
        var link = await session.Page.GetByRole(AriaRole.Link, new() { Name = "A sample" }).First.GetAttributeAsync("href");
        var study = Guid.Parse(link!.Split('/', StringSplitOptions.RemoveEmptyEntries)[1]);
        await session.GoAsync($"studies/{study}/results");
        foreach (var chart in Charts)
            await session.Page.Locator($"[data-chart='{chart}'] .js-plotly-plot .ytick").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return session;
    }

    [Fact]
    public async Task Charts_OfTheSample_ShowTheNumbersOfTheirTables()
    {
        var session = await OpenResultsAsync();
        var page = session.Page;

        foreach (var chart in new[] { "whom-does-it-help", "where-does-it-help" })
        {
            var listed = await page.Locator($"table[data-table='{chart}'] tbody tr td:nth-child(2)").AllInnerTextsAsync();
            Assert.Equal(listed, await page.EvaluateAsync<string[]>(DrawnValues, chart));
        }

        var light = await page.EvaluateAsync<string>(MarkColour, "does-it-help");
        await session.UseThemeAsync(ColorScheme.Dark);
        await page.WaitForFunctionAsync($"colour => ({MarkColour})('does-it-help') !== colour", light);
        await session.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Filter_ByPersona_RedrawsAndStandsInTheAddress()
    {
        var session = await OpenResultsAsync();
        var page = session.Page;

        await page.Locator("select[name=persona]").SelectOptionAsync("2");
        await page.WaitForFunctionAsync("() => document.querySelectorAll(\"[data-chart='whom-does-it-help'] .ytick\").length === 1");

        Assert.EndsWith("?persona=2", page.Url, StringComparison.Ordinal);
        Assert.Contains("simulated raters, not people, preferred", await page.Locator("[data-answer='does-it-help'] .answer-sentence").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_OnAPhone_FitTheScreen()
    {
        var session = await OpenResultsAsync(Viewport.Phone);
        await session.AssertFitsWidthAsync();
    }

    [Fact]
    public async Task Data_EachDownload_HasTheRowsThatThePageNames()
    {
        var session = await OpenResultsAsync();
        var page = session.Page;
        await session.GoAsync(new Uri(page.Url).AbsolutePath.Replace("/results", "/data", StringComparison.Ordinal)[1..]);
        await page.Locator("[data-format]").First.WaitForAsync();

        foreach (var format in new[] { "judgments-jsonl", "judgments-csv", "trl-preference" })
        {
            var row = page.Locator($"[data-format='{format}']");
            var named = int.Parse((await row.Locator("[data-label='Rows now']").InnerTextAsync()).Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            var download = await page.RunAndWaitForDownloadAsync(() => row.Locator("a[download]").First.ClickAsync());
            var lines = (await File.ReadAllLinesAsync(await download.PathAsync(), Cancel)).Length - (format == "judgments-csv" ? 1 : 0);
            Assert.True(named > 0);
            Assert.Equal(named, lines);
        }

        await session.AssertAccessibleAsync();
    }
}
