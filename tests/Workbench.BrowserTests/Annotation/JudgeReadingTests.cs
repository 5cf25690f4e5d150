using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>How the pair is read: what differs, the person, scripts from right to left, and the answers on a small screen.</summary>
public sealed class JudgeReadingTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    private const string Underlined = "() => [...(CSS.highlights.get('judge-differs') ?? [])].map(range => range.toString().trim())";

    [Fact]
    public async Task Differences_TurnedOn_AreUnderlinedInBothPanesRememberedAndRecorded()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 3, Cancel, text: personal => personal
            ? "Take the **slow** train to the old town and read on the way there, with tea."
            : "Take the _fast_ train to the old town and read on the way there, with tea.");
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        Assert.Empty(await session.Page.EvaluateAsync<string[]>(Underlined));
        await session.PressAndTurnAsync("t", "Enter");

        await session.Page.Keyboard.PressAsync("d");
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToContainTextAsync("underlined");
        var words = await session.Page.EvaluateAsync<string[]>(Underlined);
        Assert.Contains("slow", words);
        Assert.Contains("fast", words);
        Assert.DoesNotContain(words, w => w.Contains("train", StringComparison.Ordinal));
        await session.AssertAccessibleAsync();
        await session.PressAndTurnAsync("t", "Enter");
        await session.Page.WaitForFunctionAsync("() => CSS.highlights.has('judge-differs')");
        await session.PressAndTurnAsync("t", "Enter");

        Assert.Equal([false, true, true], (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).Select(j => j.Details!.DifferencesShown!.Value));
    }

    [Fact]
    public async Task Persona_ClosedAndOpened_IsCountedAndStaysAsItWasLeft()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        var card = session.Page.Locator("details.judge-persona");
        await Assertions.Expect(card).ToHaveAttributeAsync("open", "");
        // That it opened with the page is kept apart from what is done by hand, by key or by click, however quickly.
        foreach (var _ in Enumerable.Range(0, 3))
            await session.Page.Keyboard.PressAsync("p");
        await card.Locator("> summary").ClickAsync();
        await Assertions.Expect(card).ToHaveAttributeAsync("open", "");
        await session.Page.Keyboard.PressAsync("p");
        await session.PressAndTurnAsync("a", "Enter");
        await Assertions.Expect(card).Not.ToHaveAttributeAsync("open", "");
        await session.PressAndTurnAsync("a", "Enter");

        var seen = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).Select(j => (j.Details!.PersonaShown, j.Details.PersonaOpened));
        Assert.Equal([(true, 2), (false, 0)], seen);
    }

    [Fact]
    public async Task Judge_Impersonal_ShowsNobody()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, new() { Perspective = Shared.Judging.Perspective.Impersonal, AsksSpans = true });
        var session = await OpenAsync(fixture.Program);
        var tap = new Wiretap(session.Page);
        await session.BeginAsync(study);
        await tap.LookAsync(session.Page);
        await tap.CompleteAsync();

        await Assertions.Expect(session.Page.Locator(".judge-persona")).ToHaveCountAsync(0);
        Assert.False(tap.Contains("Mirela") || tap.Contains("beekeeper"), "the person reached the browser");
    }

    [Fact]
    public async Task Judge_ArabicAndHebrew_RunFromRightToLeftWithTheirListMarks()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, new() { AsksSpans = true }, personal => personal
            ? "خذ القطار البطيء.\n\n1. اقرأ في الطريق.\n2. اشرب الشاي.\n\nAn English line."
            : "קח את הרכבת האיטית.\n\n- קרא בדרך.\n- שתה תה.\n\nAn English line.");
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        var directions = await session.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.judge-pane')].map(pane =>
                [...pane.querySelectorAll('.reading > *')].map(block => `${block.localName}:${getComputedStyle(block).direction}`).slice(0, 3).join(' '))
            """);
        Assert.All(directions, d => Assert.Matches("^p:rtl (ol|ul):rtl p:ltr$", d));

        // The arrow to the left goes on in a script that runs to the left.
        foreach (var key in new[] { "h", "ArrowLeft", "Enter", "1" })
            await session.Page.Keyboard.PressAsync(key);
        await session.PressAndTurnAsync("a", "Enter");
        Assert.Contains(Assert.Single(Assert.Single(await study.JudgmentsAsync(Cancel)).Details!.Spans).Quote, new[] { "القطار", "את" });
    }

    [Fact]
    public async Task Judge_OnAPhone_BothAnswersAreOnePageEachAboveTheQuestions()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, text: _ => string.Join("\n\n", Enumerable.Repeat("A long paragraph that goes on and on, so that the answer is longer than the screen.", 30)));
        var session = await OpenAsync(fixture.Program, Viewport.Phone);
        await session.BeginAsync(study);
        var (answerA, answerB) = (session.Page.Locator(".judge-pane").First, session.Page.Locator(".judge-pane").Last);
        await Assertions.Expect(answerA).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await Assertions.Expect(answerB).Not.ToBeInViewportAsync();

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Answer B" }).TapAsync();
        await Assertions.Expect(answerB).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "Answer B" })).ToHaveAttributeAsync("aria-pressed", "true");
        await answerB.EvaluateAsync("pane => pane.scrollTop = pane.scrollHeight");
        await Assertions.Expect(session.Page.Locator("label.choice").First).ToBeInViewportAsync(new() { Ratio = 1 });
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Judge_AfterAPageTurn_KeysAndFocusGoOn()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 3, Cancel, new() { RationaleLength = 0 });
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        await session.Page.Locator(".judge-pane").Last.FocusAsync();
        await session.PressAndTurnAsync("a", "Enter");
        Assert.Equal("Your judgment", await session.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label')"));

        // Keys that mean something elsewhere are letters in a text; Ctrl with Enter submits from it.
        await session.Page.Keyboard.PressAsync("b");
        await session.Page.GetByPlaceholder("Why?").ClickAsync();
        await session.Page.Keyboard.TypeAsync("x ta? 15 dusk");
        await session.PressAndTurnAsync("Control+Enter");
        Assert.Equal("Your judgment", await session.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label')"));

        var last = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).Last();
        Assert.Equal((Shared.Judging.Choice.Right, "x ta? 15 dusk"), (last.Displayed!.Value, last.Rationale));
    }
}
