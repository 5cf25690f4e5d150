using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>What a researcher does while others judge, and before.</summary>
public sealed class MonitorTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    [Fact]
    public async Task Monitor_WhileSomebodyJudges_FollowsAndTakesADecision()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 2, 3, Cancel);
        var monitor = await OpenAsync(fixture.Program);
        await monitor.GoAsync($"studies/{study.Id}/annotate");
        await Assertions.Expect(monitor.Page.Locator(".empty")).ToContainTextAsync("Nobody has judged yet");
        await Assertions.Expect(monitor.Page.Locator(".progress-words")).ToContainTextAsync("0 of 6 comparisons judged by 3 people, 0 begun, 6 open");

        var judge = await OpenAsync(fixture.Program);
        await judge.BeginAsync(study);
        await judge.PressAndTurnAsync("a", "Enter");
        await Assertions.Expect(monitor.Page.Locator(".progress-words")).ToContainTextAsync("1 begun, 5 open");
        await judge.PressAndTurnAsync("a", "Enter");
        await judge.PressAndTurnAsync("b", "Enter");
        // Two of three decisive answers chose the left side.
        var left = await monitor.Page.Locator("[data-table=raters] thead th").EvaluateAllAsync<int>("heads => heads.findIndex(head => head.innerText.trim().startsWith('Left'))");
        await Assertions.Expect(monitor.Page.Locator("[data-table=raters] tbody tr > *").Nth(left)).ToHaveTextAsync("67 %");
        await Assertions.Expect(monitor.Page.Locator("[data-part=throughput]")).ToContainTextAsync("judgments per hour now");
        await Assertions.Expect(monitor.Page.Locator("[data-part=precision]")).ToContainTextAsync("left out here on purpose");

        await monitor.Page.Locator("[data-table=raters] a.row-link").ClickAsync();
        await Assertions.Expect(monitor.Page.Locator("[data-table=judgments] tbody tr")).ToHaveCountAsync(3);
        await monitor.AssertAccessibleAsync();
        await monitor.AssertFitsWidthAsync();
        await monitor.Page.Locator("input[name=decision-reason]").FillAsync("It was me, trying");
        await monitor.Page.GetByRole(AriaRole.Button, new() { Name = "Leave out of the results" }).ClickAsync();
        await Assertions.Expect(monitor.Page.Locator("[data-table=raters] tbody tr")).ToContainTextAsync("left out: It was me, trying");
        await Assertions.Expect(monitor.Page.Locator("[data-part=precision]")).ToContainTextAsync("no person has judged yet");

        await monitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take out at their request" }).ClickAsync();
        await monitor.AssertAccessibleAsync();
        await monitor.AssertFitsWidthAsync();
        if (Environment.GetEnvironmentVariable("WORKBENCH_LOOK") is { Length: > 0 } folder)
            await monitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "withdrawal-desktop.png"), FullPage = true });
        await monitor.Page.Locator("input[name=withdrawal-reason]").FillAsync("I asked myself");
        await monitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Assertions.Expect(monitor.Page.Locator("[data-table=raters] tbody tr")).ToContainTextAsync("left out: withdrew: I asked myself");
        await Assertions.Expect(monitor.Page.Locator("input[name=decision-reason]")).ToHaveCountAsync(0);
        monitor.AssertNoFaults();
    }

    [Fact]
    public async Task Review_DisputedPair_IsReadBlindAndAdjudicated()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel);
        await study.JudgeAsync("r-one", ResolvedChoice.First, Cancel);
        await study.JudgeAsync("r-two", ResolvedChoice.Second, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.GoAsync($"studies/{study.Id}/annotate");
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator("[data-table=review] tbody tr")).ToHaveCountAsync(2);
        await session.AssertAccessibleAsync();

        await session.Page.Locator("[data-table=review] a.row-link").First.ClickAsync();
        await Assertions.Expect(session.Page.Locator("[data-part=verdicts] li")).ToHaveCountAsync(2);
        var pane = await session.Page.Locator("[data-part=pair]").InnerHTMLAsync();
        Assert.DoesNotContain(JudgingStudy.Secrets.Take(5), secret => pane.Contains(secret, StringComparison.Ordinal));
        await session.AssertAccessibleAsync();
        await session.Page.SetViewportSizeAsync(Viewport.Phone.Width, Viewport.Phone.Height);
        await session.AssertFitsWidthAsync();
        await session.Page.GetByLabel("B better").CheckAsync();
        await session.Page.Locator("textarea[name=reason]").FillAsync("B says why");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Add the verdict" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator("[data-part=history] li")).ToContainTextAsync("B better");
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the queue" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator("[data-table=review] tbody tr")).ToHaveCountAsync(1);

        var added = Assert.Single(await study.Database.ReadAsync(db => db.Set<Adjudication>().Where(a => a.StudyId == study.Id).ToListAsync(Cancel), Cancel));
        Assert.Equal((Choice.Right, added.FirstIsLeft ? ResolvedChoice.Second : ResolvedChoice.First, "B says why"), (added.Displayed, added.Resolved, added.Reason));
        Assert.Equal(4, (await study.JudgmentsAsync(Cancel)).Count);
        await session.GoAsync($"studies/{study.Id}/results");
        await Assertions.Expect(session.Page.Locator("[data-answer=does-it-help] .answer-notes")).ToContainTextAsync("With adjudicated verdicts instead");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trial_WholeWay_KeepsNothingHereOrThere(bool phone)
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 3, Cancel, new AnnotationDesign { Consent = "I agree to this." });
        var session = await OpenAsync(fixture.Program, phone ? Viewport.Phone : Viewport.Desktop);
        await session.GoAsync($"studies/{study.Id}/try");
        await session.AssertAccessibleAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin the trial" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".judge-trial")).ToContainTextAsync("Trial: nothing is kept");
        await session.Page.Locator("input[name=consent]").CheckAsync();
        await session.Page.Locator(".judge-calm .button-primary").ClickAsync();
        await session.WaitForPairAsync();
        await session.AssertAccessibleAsync();
        await session.AssertFitsWidthAsync();

        await session.PressAndTurnAsync("a", "Enter");
        await session.PressAndTurnAsync("u");
        await Assertions.Expect(session.Page.Locator("input[value=left_1]")).ToBeCheckedAsync();
        await session.Page.Keyboard.PressAsync("b");
        Assert.Single(await KeysAsync(session), key => key.StartsWith("workbench.trial.", StringComparison.Ordinal));
        Assert.DoesNotContain(await KeysAsync(session), key => key.StartsWith("workbench.draft.", StringComparison.Ordinal));
        await session.PressAndTurnAsync("Enter");
        for (var i = 0; i < 10 && await session.Page.Locator(".judge-panes").CountAsync() > 0; i++)
            await session.PressAndTurnAsync("t", "Enter");
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        await Assertions.Expect(session.Page.Locator(".judge-calm")).ToContainTextAsync("You judged 3 pairs");

        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the study" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".empty")).ToContainTextAsync("Nobody has judged yet");
        Assert.DoesNotContain(await KeysAsync(session), key => key.StartsWith("workbench.trial.", StringComparison.Ordinal));
        Assert.Empty(await study.JudgmentsAsync(Cancel));
        Assert.Equal((0, 0), await study.Database.ReadAsync(async db => (
            await db.Set<Rater>().CountAsync(r => r.StudyId == study.Id, Cancel), await db.Set<Assignment>().CountAsync(a => a.StudyId == study.Id, Cancel)), Cancel));
        session.AssertNoFaults();
    }

    private static Task<string[]> KeysAsync(PageSession session) => session.Page.EvaluateAsync<string[]>("() => Object.keys(localStorage)");
}
