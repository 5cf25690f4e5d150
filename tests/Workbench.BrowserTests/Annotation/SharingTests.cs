using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.BrowserTests.Journeys;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>How the comparisons are shared out: designed before the launch, changed while people judge.</summary>
public sealed class SharingTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    [Fact]
    public async Task Running_NextWaveAndMorePeopleWhileSomebodyJudges_LosesNothingAndAsksAnew()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 4, Cancel, new()
        {
            RatersPerComparison = 1,
            Waves = [new() { Name = "Fit", Share = 0.5 }, new() { Name = "Quality", Perspective = Perspective.Impersonal }],
            Targets = [new() { Kind = StratumKind.Persona, Value = "Mirela 0", Judgments = 40 }],
        });
        var annotator = await OpenAsync(fixture.Program);
        await annotator.BeginAsync(study);
        Assert.Equal("1 of 2", await annotator.CountAsync());
        await annotator.PressAndTurnAsync("a", "Enter");

        var researcher = await OpenAsync(fixture.Program);
        var page = researcher.Page;
        await researcher.GoAsync($"studies/{study.Id}/annotate");
        await Assertions.Expect(page.Locator(".running table")).ToContainTextAsync("open, 38 to go");
        await Button(page, "Open the next wave").ClickAsync();
        await Button(page, "Open the wave").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Reason: 1 to 400 characters.");
        await researcher.AssertAccessibleAsync();
        await page.GetByLabel("Reason").FillAsync("Half of the fit is in; quality comes next.");
        await Button(page, "Open the wave").ClickAsync();
        await Assertions.Expect(page.Locator(".running li")).ToContainTextAsync("Wave 2 of 2 opened: Quality, after Fit.");
        await Assertions.Expect(page.Locator(".running .facts")).ToContainTextAsync("2 of 2, Quality: 4 comparisons");

        // The pair on the screen is judged from its own perspective; then the new question is put before its first pair.
        Assert.Equal("2 of 2", await annotator.CountAsync());
        await annotator.PressAndTurnAsync("b", "Enter");
        await Assertions.Expect(annotator.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Which answer is better?");
        await Button(annotator.Page, "Begin").ClickAsync();
        await annotator.WaitForPairAsync();
        Assert.Equal("1 of 4", await annotator.CountAsync());
        await Assertions.Expect(annotator.Page.GetByText("beekeeper")).Not.ToBeVisibleAsync();
        await annotator.PressAndTurnAsync("a", "Enter");

        await Button(page, "Change the people per comparison").ClickAsync();
        await page.GetByLabel("People per comparison").FillAsync("2");
        await page.GetByLabel("People per comparison").PressAsync("Tab");
        await Assertions.Expect(page.Locator("[data-effect]")).ToContainTextAsync("7 judgments are then still wanted in this wave, instead of 3, those in hand included");
        await Assertions.Expect(page.Locator("[data-effect]")).ToContainTextAsync("4 comparisons that had enough open again.");
        await Assertions.Expect(page.Locator("[data-effect]")).ToContainTextAsync("3 pairs in hand stay");
        await page.GetByLabel("Reason").FillAsync("One opinion is not enough.");
        await researcher.AssertFitsWidthAsync();
        await Button(page, "Change to 2 people").ClickAsync();
        await Assertions.Expect(page.Locator(".running li").First).ToContainTextAsync("People per comparison in wave Quality: 1 → 2.");
        await researcher.AssertAccessibleAsync();

        foreach (var expected in new[] { "2 of 4", "3 of 4", "4 of 4" })
        {
            Assert.Equal(expected, await annotator.CountAsync());
            await annotator.PressAndTurnAsync("t", "Enter");
        }
        await Assertions.Expect(annotator.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        var judgments = await study.JudgmentsAsync(Cancel);
        Assert.Equal((2, 4), (judgments.Count(j => j.Perspective == Perspective.ThirdParty), judgments.Count(j => j.Perspective == Perspective.Impersonal)));
    }

    [Fact]
    public async Task Design_WavesTargetsAndAllocation_AreSavedAndSaidAgain()
    {
        var session = await OpenAsync(fixture.Program, Viewport.Phone);
        var id = await session.DesignAsync("Waves and targets", ["Huda", "Halina"], ["A friend borrowed money", "Explain how end-to-end"]);
        var page = session.Page;
        await session.GoAsync($"studies/{id}/design?step=judging");

        await page.GetByLabel("What a rater is given next").SelectOptionAsync("A block drawn where the interval is widest");
        await page.GetByText("Waves: one part of the judging after another").ClickAsync();
        await Button(page, "Add a wave").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Share, %")).ToHaveValueAsync("50");
        await Button(page, "Add a wave").ClickAsync();
        await page.Locator("[name=wave-1-perspective]").SelectOptionAsync("ignoring the persona");
        await page.Locator("[name=wave-1-raters]").FillAsync("2");
        await page.Locator("[name=wave-1-name]").FillAsync("Quality");
        await page.Locator("[name=wave-1-name]").PressAsync("Tab");
        await page.GetByText("Targets: stop parts of the study early").ClickAsync();
        await Button(page, "Add a target").ClickAsync();
        await page.Locator("[name=target-0-judgments]").FillAsync("12");
        await page.Locator("[name=target-0-judgments]").PressAsync("Tab");
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
        await page.Locator("[name=wave-1-name]").FillAsync("wave 1");
        await page.Locator("[name=wave-1-name]").PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Two waves are named 'Wave 1'.")).ToBeVisibleAsync();
        await page.Locator("[name=wave-1-name]").FillAsync("Quality");
        await page.Locator("[name=wave-1-name]").PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Two waves are named")).Not.ToBeVisibleAsync();

        await session.GoAsync($"studies/{id}/design?step=judging");
        await Assertions.Expect(page.GetByLabel("What a rater is given next")).ToHaveValueAsync("Adaptive");
        await Assertions.Expect(page.Locator("[name=wave-1-name]")).ToHaveValueAsync("Quality");
        await Assertions.Expect(page.Locator("[name=wave-1-perspective]")).ToHaveValueAsync("Impersonal");
        await Assertions.Expect(page.Locator("[name=wave-1-raters]")).ToHaveValueAsync("2");
        await Assertions.Expect(page.Locator("[name=target-0-part]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Persona/"));
        await Assertions.Expect(page.Locator("[name=target-0-judgments]")).ToHaveValueAsync("12");
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
