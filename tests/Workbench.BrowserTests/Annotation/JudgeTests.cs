using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
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
        // For who listens: the end is read out, as the focus is on its title.
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
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
        await session.Page.GetByLabel("Something to add?").FillAsync("It is Welsh");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Skip it" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("3 of 3");
        // The next skip begins without the reason and the words of this one.
        await session.WaitForPairAsync();
        await session.Page.Keyboard.PressAsync("s");
        await Assertions.Expect(session.Page.GetByLabel("I cannot judge this")).ToBeCheckedAsync();
        await Assertions.Expect(session.Page.GetByLabel("Something to add?")).ToHaveValueAsync("");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Skip it" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        var judgments = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).ToList();
        Assert.Equal([Choice.Left, Choice.Tie, null, null], judgments.Select(j => j.Displayed));
        Assert.Equal([true, false, false, false], judgments.Select(j => j.SupersededAt is not null));
        Assert.Equal(["I do not know the language: It is Welsh", "I cannot judge this"], judgments.Skip(2).Select(j => j.Rationale));
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

    /// <summary>Whoever goes through the questions by Tab, as with a screen reader, answers the one that has the focus.</summary>
    [Fact]
    public async Task Judge_ByTab_KeysAnswerTheQuestionThatHasTheFocus()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel, new() { Criteria = [CriterionDesign.Usual[0], CriterionDesign.Usual[3]], AsksCertainty = true, RationaleLength = 12, ReasonCodes = ["warmer", "shorter"] });
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        foreach (var key in new[] { "Tab", "ArrowRight", "Tab", "ArrowRight" })
            await session.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(session.Page.Locator("input[name=overall][value=tie]")).ToBeCheckedAsync();
        await Assertions.Expect(session.Page.Locator("input[name=personalization_fit][value=tie]")).ToBeCheckedAsync();
        await Assertions.Expect(session.Page.Locator("input[name=personalization_fit][value=tie]")).ToBeFocusedAsync();

        // A number goes on to the next question, the focus goes with it, and what was chosen is said.
        await session.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(session.Page.Locator("input[name=overall][value=tie]")).ToBeFocusedAsync();
        await session.Page.Keyboard.PressAsync("4");
        await Assertions.Expect(session.Page.Locator("input[name=over_personalization]").First).ToBeFocusedAsync();
        await Assertions.Expect(session.Page.Locator("[data-told]")).ToHaveTextAsync("Which answer fits this person better? B better");
        await session.Page.Keyboard.PressAsync("1");
        await session.AssertAccessibleAsync();

        // What is asked besides has the browser's own arrows, digits of its own, and is missed before it is sent.
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToHaveTextAsync("Not answered yet: How sure?");
        await session.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(session.Page.GetByLabel("a little")).ToBeCheckedAsync();
        await session.Page.Keyboard.PressAsync("4");
        await session.Page.Keyboard.PressAsync("r");
        await session.Page.Keyboard.PressAsync("2");
        await session.Page.Keyboard.PressAsync("f");
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToContainTextAsync("12 characters at least");
        await Assertions.Expect(session.Page.GetByPlaceholder("Why?")).ToBeFocusedAsync();
        await session.Page.Keyboard.PressAsync("Escape");
        await session.Page.Keyboard.PressAsync("w");
        await session.Page.Keyboard.TypeAsync("f12 why not that");
        await session.PressAndTurnAsync("Control+Enter");

        var rows = (await study.JudgmentsAsync(Cancel)).ToDictionary(j => j.Criterion);
        Assert.Equal([(Choice.Right, 1), (Choice.Tie, null), (Choice.Left, (int?)null)], new[] { "overall", "personalization_fit", "over_personalization" }.Select(c => (rows[c].Displayed!.Value, rows[c].Strength)));
        Assert.Equal((80, "f12 why not that", "flagged"), (rows["overall"].Certainty, rows["overall"].Rationale, rows["overall"].Details!.Flag));
        Assert.Equal(["shorter"], rows["overall"].Details!.Reasons);
    }

    [Fact]
    public async Task Judge_ArrowsAndHeldKeys_StopAtTheEndOfTheScaleAndUndoOnce()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 4, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        await session.PressAndTurnAsync([.. Enumerable.Repeat("ArrowRight", 6), "f", "Enter"]);
        await session.PressAndTurnAsync("x", "ArrowLeft", "Enter");
        await session.PressAndTurnAsync("a", "Enter");

        await session.Page.Keyboard.PressAsync("Backspace");
        Assert.Equal("4 of 4", await session.CountAsync());
        await session.Page.Keyboard.DownAsync("u");
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("3 of 4");
        await session.WaitForPairAsync();
        // The key repeats while it is held.
        await session.Page.Keyboard.DownAsync("u");
        await session.Page.Keyboard.UpAsync("u");
        await session.PressAndTurnAsync("t", "Enter");
        Assert.Equal("4 of 4", await session.CountAsync());

        var judgments = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).ToList();
        Assert.Equal([(Choice.Right, 2), (Choice.Tie, null), (Choice.Left, 1), (Choice.Tie, (int?)null)], judgments.Select(j => (j.Displayed!.Value, j.Strength)));
        Assert.Equal([false, false, true, false], judgments.Select(j => j.SupersededAt is not null));
        Assert.Equal(["flagged", null, null, null], judgments.Select(j => j.Details!.Flag));
    }

    [Fact]
    public async Task Judge_SeveralQuestionsOnAPhone_CanBePassedOverAndCorrected()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel, new() { Criteria = [CriterionDesign.Usual[0], CriterionDesign.Usual[3]] });
        var session = await OpenAsync(fixture.Program, Viewport.Phone);
        await session.BeginAsync(study);
        await TapAsync("overall", "left_1");
        await GoToAsync("3");
        await TapAsync("over_personalization", "left");
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
        await GoToAsync("1, answered");
        await TapAsync("overall", "right_1");
        await TapAsync("personalization_fit", "left");
        await Submit(session).TapAsync();
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("2 of 2");

        // After an undo everything is answered, and every question can be reached.
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).TapAsync();
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("1 of 2");
        await GoToAsync("2, answered");
        await TapAsync("personalization_fit", "right");
        await Submit(session).TapAsync();
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("2 of 2");

        var rows = (await study.JudgmentsAsync(Cancel)).Where(j => j.SupersededAt is null).ToDictionary(j => j.Criterion, j => j.Displayed);
        Assert.Equal([Choice.Right, Choice.Right, Choice.Left], new[] { "overall", "personalization_fit", "over_personalization" }.Select(c => rows[c]!.Value));

        Task TapAsync(string criterion, string token) => session.Page.Locator($"label.choice:has(input[name={criterion}][value={token}])").TapAsync();
        async Task GoToAsync(string question)
        {
            var step = session.Page.GetByRole(AriaRole.Button, new() { Name = $"Question {question}", Exact = true });
            await step.TapAsync();
            await Assertions.Expect(step).ToHaveAttributeAsync("aria-current", "step");
        }
    }

    [Fact]
    public async Task Judge_RightThatEndsWhileThePageIsOpen_IsSaidAndNotBroken()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 3, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        await session.PressAndTurnAsync("a", "Enter");
        await study.Database.WriteAsync(async db => (await db.Set<Rater>().SingleAsync(r => r.StudyId == study.Id, Cancel)).ScreenedOutAt = DateTime.UnixEpoch, Cancel);

        await session.Page.Keyboard.PressAsync("b");
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToContainTextAsync("Your part in it is over.");
        await session.Page.Keyboard.PressAsync("u");
        var title = session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Assertions.Expect(title).ToHaveTextAsync("Thank you for answering");
        await Assertions.Expect(title).ToBeFocusedAsync();
        session.AssertNoFaults();
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

    /// <summary>
    /// Key to next pair on the loopback, measured in the browser. Other tests use the machine at the same time, so the
    /// quickest quarter of thirty pairs says what the program can do; the benchmark judge-screen has the median of a quiet machine.
    /// </summary>
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

        Assert.InRange(times.Skip(2).Order().ElementAt(7), 0, 100);
    }
}
