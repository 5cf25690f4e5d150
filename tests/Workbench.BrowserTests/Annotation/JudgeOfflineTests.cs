using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Annotation;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>The server is alive, but the annotator is offline, has two tabs, or writes a lot: nothing is lost, nothing is doubled.</summary>
public sealed class JudgeOfflineTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    private const string GoneForAWhile = "ERR_|WebSocket|Connection disconnected|Failed to|reconnect|not in the 'Connected' State|Cannot send data|fetch|negotiat|Circuit";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Judge_OfflineForAWhile_KeepsTheMarksAndSubmitsOnce(bool submitsWhileOffline)
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 3, Cancel);
        var session = await OpenAsync(fixture.Program);
        session.Faults.Allow(GoneForAWhile);
        var turnOffline = await LineOfAsync(session);
        await session.BeginAsync(study);
        await session.PressAndTurnAsync("a", "Enter");
        var second = await session.MarksAsync();

        await turnOffline(true);
        await session.Page.Keyboard.PressAsync("5");
        if (submitsWhileOffline)
        {
            await session.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(session.Page.Locator(".judge-message")).ToContainTextAsync("kept here");
        }
        Assert.Equal(second, await session.MarksAsync());
        Assert.Single(await study.JudgmentsAsync(Cancel));

        await turnOffline(false);
        if (!submitsWhileOffline)
        {
            await Assertions.Expect(session.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 60_000 });
            await session.WaitForPairAsync();
            Assert.Equal(second, await session.MarksAsync());
            await Assertions.Expect(session.Page.Locator("input[value=right_2]")).ToBeCheckedAsync();
            await session.Page.Keyboard.PressAsync("Enter");
        }
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("3 of 3", new() { Timeout = 60_000 });
        await session.WaitForPairAsync();
        await session.PressAndTurnAsync("t", "Enter");

        var judgments = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).ToList();
        Assert.Equal([(Choice.Left, 1), (Choice.Right, 2), (Choice.Tie, (int?)null)], judgments.Select(j => (j.Displayed!.Value, j.Strength)));
        Assert.Equal(3, judgments.Select(j => j.ComparisonId).Distinct().Count());
    }

    [Fact]
    public async Task Judge_SkippedWhileOffline_GoesOutByItselfOnceAndWithItsReason()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel);
        var session = await OpenAsync(fixture.Program);
        session.Faults.Allow(GoneForAWhile);
        var turnOffline = await LineOfAsync(session);
        await session.BeginAsync(study);

        await turnOffline(true);
        await session.Page.Keyboard.PressAsync("s");
        await session.Page.GetByLabel("I do not know the language").CheckAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Skip it" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToContainTextAsync("Your skip is kept here");
        await turnOffline(false);
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("2 of 2", new() { Timeout = 60_000 });

        var skipped = Assert.Single(await study.JudgmentsAsync(Cancel));
        Assert.Equal((null, "I do not know the language"), (skipped.Displayed, skipped.Rationale));
    }

    /// <summary>Stands between the page and the server; what it returns takes the line down and gives it back.</summary>
    private static async Task<Func<bool, Task>> LineOfAsync(PageSession session)
    {
        var sockets = new ConcurrentQueue<IWebSocketRoute>();
        var isOffline = false;
        await session.Page.RouteWebSocketAsync("**/_blazor**", async socket =>
        {
            if (isOffline)
            {
                await socket.CloseAsync();
                return;
            }
            sockets.Enqueue(socket);
            socket.ConnectToServer();
        });
        return async offline =>
        {
            isOffline = offline;
            await session.Context.SetOfflineAsync(offline);
            if (!offline)
                return;
            foreach (var socket in sockets)
                await socket.CloseAsync();
            await Assertions.Expect(session.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        };
    }

    [Fact]
    public async Task Judge_TwoTabsOnOnePair_CountOneJudgmentAndBothGoOn()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 4, Cancel);
        var first = await OpenAsync(fixture.Program);
        await first.BeginAsync(study);
        var other = await first.Context.NewPageAsync();
        await other.GotoAsync(first.Page.Url);
        await other.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await other.Locator("form.judge-answers fieldset[data-active]").First.WaitForAsync();

        await first.PressAndTurnAsync("a", "Enter");
        await first.PressAndTurnAsync("a", "Enter");
        // The other tab still has the first pair, and has fetched the second ahead; both are judged. What will speak is in the page before it speaks.
        await Assertions.Expect(other.Locator(".judge-notice[role=status]")).ToHaveTextAsync("");
        await other.Keyboard.PressAsync("b");
        await other.Keyboard.PressAsync("Enter");
        await Assertions.Expect(other.Locator(".judge-notice")).ToContainTextAsync("Your first answer counts");
        await Assertions.Expect(other.Locator(".judge-count")).ToHaveTextAsync("3 of 4");
        await other.Keyboard.PressAsync("t");
        await other.Keyboard.PressAsync("Enter");
        await Assertions.Expect(other.Locator(".judge-count")).ToHaveTextAsync("4 of 4");
        await Assertions.Expect(other.Locator(".judge-notice")).ToHaveTextAsync("");

        var judgments = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).ToList();
        Assert.Equal([Choice.Left, Choice.Left, Choice.Tie], judgments.Select(j => j.Displayed!.Value));
        Assert.Equal(3, judgments.Select(j => j.ComparisonId).Distinct().Count());
    }

    [Fact]
    public async Task Judge_RationaleOfTwentyFourKilobytes_IsKeptAndSubmittedWhole()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel, new() { RationaleLength = 0 });
        var session = await OpenAsync(fixture.Program);
        await session.BeginAsync(study);
        // 8,000 characters, the most that a rationale can have, of three bytes each.
        var rationale = string.Concat(Enumerable.Repeat("理由", 4_000));
        await session.Page.Keyboard.PressAsync("a");
        await session.Page.GetByPlaceholder("Why?").FillAsync(rationale);
        for (string? draft = null; draft?.Contains(rationale, StringComparison.Ordinal) != true; await Task.Delay(50, Cancel))
            draft = await study.Database.ReadAsync(db => db.Set<Assignment>().Where(a => a.StudyId == study.Id && a.Draft != null).Select(a => a.Draft).SingleOrDefaultAsync(Cancel), Cancel);
        // Another browser has only the server's draft.
        await session.Page.EvaluateAsync("() => localStorage.clear()");
        await session.BeginAsync(study);
        Assert.Equal(rationale, await session.Page.GetByPlaceholder("Why?").InputValueAsync());
        await Assertions.Expect(session.Page.Locator("input[value=left_1]")).ToBeCheckedAsync();
        await session.PressAndTurnAsync("Enter");

        Assert.Equal(rationale, Assert.Single(await study.JudgmentsAsync(Cancel)).Rationale);
    }
}
