using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>Judging in the browser, by keys on a desk and by touch on a phone.</summary>
public sealed class JudgeTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    [Fact]
    public async Task Judge_ByKeys_SavesEachAnswerWithTheRightSides()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 4, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        var shown = new List<(string Left, string Right)>();
        foreach (var key in new[] { "1", "b", "t", "x" })
        {
            Assert.Equal($"{shown.Count + 1} of 4", await session.CountAsync());
            shown.Add(await session.MarksAsync());
            await session.PressAndTurnAsync(key, "Enter");
        }

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        var judgments = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).ToList();
        Assert.Equal([Choice.Left, Choice.Right, Choice.Tie, Choice.BothBad], judgments.Select(j => j.Displayed!.Value));
        Assert.Equal([2, 1, null, null], judgments.Select(j => j.Strength));
        Assert.Equal(study.IsPersonal(shown[0].Left) ? ResolvedChoice.Second : ResolvedChoice.First, judgments[0].Resolved);
        Assert.Equal(study.IsPersonal(shown[1].Right) ? ResolvedChoice.Second : ResolvedChoice.First, judgments[1].Resolved);
        Assert.All(judgments, j => Assert.True(j.Seconds >= 0 && j.ShownAt <= j.SubmittedAt));
    }

    [Fact]
    public async Task Judge_UndoSkipAndReload_BringBackWhatWasThere()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 3, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        var first = await session.MarksAsync();
        await session.PressAndTurnAsync("a", "Enter");

        await session.PressAndTurnAsync("u");
        Assert.Equal(first, await session.MarksAsync());
        await Assertions.Expect(session.Page.Locator("input[value=left_1]")).ToBeCheckedAsync();
        await session.PressAndTurnAsync("ArrowRight", "Enter");

        var second = await session.MarksAsync();
        await session.Page.Keyboard.PressAsync("5");
        await session.Page.ReloadAsync();
        await session.WaitForPairAsync();
        Assert.Equal(second, await session.MarksAsync());
        await Assertions.Expect(session.Page.Locator("input[value=right_2]")).ToBeCheckedAsync();

        await session.Page.Keyboard.PressAsync("s");
        await session.Page.GetByLabel("I do not know the language").CheckAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Skip it" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("3 of 3");
        var judgments = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).ToList();
        Assert.Equal([Choice.Left, Choice.Tie, null], judgments.Select(j => j.Displayed));
        Assert.Equal([true, false, false], judgments.Select(j => j.SupersededAt is not null));
        Assert.Equal("I do not know the language", judgments[2].Rationale);
    }

    [Fact]
    public async Task Judge_DoubleEnterAndUnansweredEnter_SaveOnceOrSayWhatIsMissing()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);

        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToContainTextAsync("Not answered yet");
        await session.Page.EvaluateAsync("""
            () => {
                const press = key => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                press('a'); press('Enter'); press('Enter'); press('Enter');
            }
            """);
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("2 of 2");

        Assert.Single(await study.JudgmentsAsync(Cancel));
    }

    [Fact]
    public async Task Judge_OnAPhone_WorksByTouchAndFits()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel);
        var session = await OpenAsync(fixture.Program, Viewport.Phone);
        await session.GoAsync(study.Path);
        await session.AssertFitsWidthAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).TapAsync();
        await session.WaitForPairAsync();

        await session.AssertFitsWidthAsync();
        await Assertions.Expect(Submit(session)).ToBeInViewportAsync();
        await session.Page.Locator("label.choice", new() { HasText = "Both bad" }).TapAsync();
        await Submit(session).TapAsync();

        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("2 of 2");
        Assert.Equal(Choice.BothBad, Assert.Single(await study.JudgmentsAsync(Cancel)).Displayed);
    }

    private static ILocator Submit(PageSession session) => session.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Judge_EveryStep_IsAccessibleInBothThemes(bool phone)
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel);
        var session = await OpenAsync(fixture.Program, phone ? Viewport.Phone : Viewport.Desktop);
        await session.GoAsync(study.Path);
        await session.AssertAccessibleAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await session.WaitForPairAsync();
        await session.AssertAccessibleAsync();
        await session.Page.Keyboard.PressAsync("?");
        await session.AssertAccessibleAsync();
        await session.Page.Keyboard.PressAsync("Escape");
        await session.PressAndTurnAsync("t", "Enter");
        await session.AssertAccessibleAsync();

        await session.GoAsync($"studies/{study.Id}/annotate");
        await Assertions.Expect(session.Page.Locator("[data-table=raters] tbody tr").First).ToBeVisibleAsync();
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
    }

    /// <summary>Key to next pair on the loopback: the median of thirty pairs, measured in the browser.</summary>
    [Fact]
    public async Task Judge_NextPair_IsThereWithinATenthOfASecond()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 3, 12, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        var times = new List<double>();
        for (var i = 0; i < 32; i++)
            times.Add(await session.Page.EvaluateAsync<double>("""
                async () => {
                    const press = key => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                    const before = document.querySelector('.judge-pane').innerText;
                    press('a');
                    await new Promise(done => setTimeout(done, 150));
                    const start = performance.now();
                    press('Enter');
                    while (document.querySelector('.judge-pane')?.innerText === before && performance.now() - start < 5000) await new Promise(requestAnimationFrame);
                    return performance.now() - start;
                }
                """));

        Assert.InRange(times.Skip(2).Order().ElementAt(15), 0, 100);
    }
}
