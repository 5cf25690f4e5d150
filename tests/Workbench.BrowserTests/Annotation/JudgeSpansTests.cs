using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Annotation;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>Passages marked by mouse, by keys and by touch: drawn, listed, kept, submitted, and read by the researcher.</summary>
public sealed class JudgeSpansTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    private const string Drawn = "() => [...(CSS.highlights.get('judge-passage') ?? [])].map(range => range.toString())";

    // Selects words in an answer as a reader's pointer would leave them selected.
    private const string Select = """
        ([pane, words]) => {
            const walker = document.createTreeWalker(document.querySelectorAll('.judge-pane .reading')[pane], NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; }
            }
            throw new Error('no such words');
        }
        """;

    [Fact]
    public async Task Mark_ByMouseAndByKeys_IsKeptOverAReloadAndSubmitted()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel, new() { AsksSpans = true }, _ => "First **bold words** here. A second sentence follows.");
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        var (page, list) = (session.Page, session.Page.Locator(".judge-marked li"));

        await page.EvaluateAsync(Select, new object[] { 1, "bold words" });
        await page.Locator(".judge-pill").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Interests bees" }).ClickAsync();
        await Assertions.Expect(list).ToHaveCountAsync(1);
        foreach (var key in new[] { "h", "ArrowDown", "Shift+ArrowDown", "Enter", "1" })
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(list).ToHaveCountAsync(2);
        Assert.Equal(["bold words", "A second sentence follows"], await page.EvaluateAsync<string[]>(Drawn));
        await session.AssertAccessibleAsync();

        await session.BeginAsync(study);
        await Assertions.Expect(list).ToContainTextAsync(["Interests", "unsupported"]);
        Assert.Equal(["bold words", "A second sentence follows"], await page.EvaluateAsync<string[]>(Drawn));
        await session.PressAndTurnAsync("a", "Enter");
        await Assertions.Expect(list).ToHaveCountAsync(0);
        Assert.Empty(await page.EvaluateAsync<string[]>(Drawn));

        var spans = Assert.Single(await study.JudgmentsAsync(Cancel)).Details!.Spans;
        Assert.Equal(
            [
                new HighlightedSpan { Side = Choice.Right, Start = 6, Length = 10, Quote = "bold words", Field = "interests", Item = 0 },
                new HighlightedSpan { Side = Choice.Left, Start = 23, Length = 25, Quote = "A second sentence follows" },
            ],
            spans);
        await session.GoAsync($"studies/{study.Id}/results");
        await page.GetByText("Read 2 marked passages").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "bold words" })).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Mark_RemovedOrLeft_MarksNothing()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel, new() { AsksSpans = true });
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        var (page, list) = (session.Page, session.Page.Locator(".judge-marked li"));

        foreach (var key in new[] { "h", "Tab", "ArrowRight", "Escape", "h", "Enter", "Escape", "Escape" })
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(list).ToHaveCountAsync(0);
        // While words are chosen, letters answer nothing.
        foreach (var key in new[] { "h", "a", "Enter", "1" })
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(list).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("form.judge-answers input:checked")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passage" }).ClickAsync();
        await Assertions.Expect(list).ToHaveCountAsync(0);
        await session.PressAndTurnAsync("t", "Enter");

        Assert.Empty(Assert.Single(await study.JudgmentsAsync(Cancel)).Details!.Spans);
    }

    [Fact]
    public async Task Mark_OnAPhone_WorksByTouch()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, new() { AsksSpans = true });
        var session = await OpenAsync(fixture.Program, Viewport.Phone);
        await session.BeginAsync(study);
        var page = session.Page;

        await page.EvaluateAsync(Select, new object[] { 0, "tea" });
        await page.Locator(".judge-pill").TapAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unsupported" }).TapAsync();
        await Assertions.Expect(page.Locator(".judge-marked li")).ToContainTextAsync("tea");
        await session.AssertFitsWidthAsync();
        await page.Locator("label.choice", new() { HasText = "Tie" }).TapAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).TapAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");

        Assert.Equal("tea", Assert.Single(Assert.Single(await study.JudgmentsAsync(Cancel)).Details!.Spans).Quote);
    }
}
