using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Xunit;

namespace Workbench.BrowserTests;

/// <summary>The program starts, says so, and its first page works on both screens and in both themes.</summary>
public sealed partial class SmokeTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    [Theory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task Health_OfTheRunningProgram_IsGood(string path)
    {
        using var client = new HttpClient { BaseAddress = fixture.Program.Address };
        Assert.Equal("Healthy", await client.GetStringAsync(path, Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FirstPage_OnBothScreens_SaysWhatTheProgramIsForAndIsAccessible(bool phone)
    {
        var session = await OpenAsync(fixture.Program, phone ? Viewport.Phone : Viewport.Desktop);

        await session.GoAsync("");

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Does personalization help");
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Appearance_SwitchedByHand_SurvivesAReload()
    {
        var session = await OpenAsync(fixture.Program, theme: ColorScheme.Light);
        await session.GoAsync("");
        await session.Page.GetByRole(AriaRole.Button, new() { NameRegex = DarkButton() }).ClickAsync();

        await session.Page.ReloadAsync();
        await session.WaitUntilInteractiveAsync();

        await Assertions.Expect(session.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await session.WaitForThemeAsync(ColorScheme.Dark);
    }

    /// <summary>A page that is left while it loads must end quietly: what it still does must not break the page that follows.</summary>
    [Fact]
    public async Task Tabs_ClickedInHaste_BreakNoPage()
    {
        var session = await OpenAsync(fixture.Program);
        await session.GoAsync("studies");
        await session.Page.Locator("tr:has(.tag-sample) a.row-link").First.ClickAsync();
        await Assertions.Expect(session.Page.Locator("nav.tabs a").First).ToBeVisibleAsync();
        await session.Page.EvaluateAsync("""
            async () => {
              for (let turn = 0; turn < 60; turn++) {
                const tabs = document.querySelectorAll('nav.tabs a');
                tabs[turn % tabs.length]?.click();
                await new Promise(resolve => setTimeout(resolve, turn % 4 * 15));
              }
            }
            """);
        await session.Page.Locator("nav.tabs a", new() { HasText = "Data" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator("table.datasets")).ToBeVisibleAsync();
        Assert.DoesNotContain("A page broke", fixture.Program.Output, StringComparison.Ordinal);
        session.AssertNoFaults();
    }

    [GeneratedRegex("^(Dark|Light or dark)$")]
    private static partial Regex DarkButton();
}
