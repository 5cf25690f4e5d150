using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>The program is killed in the middle of judging: nothing is lost and nothing is doubled.</summary>
public sealed class JudgeResilienceTests(BrowserFixture browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Judge_ServerKilledAndStartedAgain_KeepsEveryAnswerOnce()
    {
        var program = await StartProgramAsync();
        await using var study = await JudgingStudy.CreateAsync(program, 1, 6, Cancel);
        var session = await OpenAsync(program);
        session.Faults.Allow("ERR_CONNECTION|ERR_SOCKET|WebSocket|Connection disconnected|Failed to|reconnect|404|not in the 'Connected' State|Cannot send data|fetch|Circuit not initialized");
        await session.BeginAsync(study);
        await session.PressAndTurnAsync("a", "Enter");
        await session.PressAndTurnAsync("5", "Enter");
        var third = await session.MarksAsync();

        // Killed with the third answer marked; submitted while nobody listens.
        await session.Page.Keyboard.PressAsync("t");
        await program.KillAsync();
        await session.Page.Keyboard.PressAsync("x");
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToContainTextAsync("kept here");
        await program.StartAgainAsync(Cancel);

        // The page comes back by itself, and the answer goes out by itself.
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("4 of 6", new() { Timeout = 60_000 });
        await session.WaitForPairAsync();
        Assert.NotEqual(third, await session.MarksAsync());

        // Killed with the fourth answer marked and not submitted: the mark is still there.
        var fourth = await session.MarksAsync();
        await session.Page.Keyboard.PressAsync("b");
        await program.KillAsync();
        await program.StartAgainAsync(Cancel);
        await session.GoAsync(study.Path);
        await session.WaitForPairAsync();
        Assert.Equal(fourth, await session.MarksAsync());
        await Assertions.Expect(session.Page.Locator("input[value=right_1]")).ToBeCheckedAsync();
        await session.PressAndTurnAsync("Enter");
        await session.PressAndTurnAsync("a", "Enter");
        await session.PressAndTurnAsync("a", "Enter");

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        var judgments = await study.JudgmentsAsync(Cancel);
        Assert.Equal(["left_1", "right_2", "both_bad", "right_1", "left_1", "left_1"],
            judgments.OrderBy(j => j.SubmittedAt).Select(j => new Workbench.Features.Annotation.CriterionAnswer(j.Displayed!.Value, j.Strength).Token));
        Assert.Equal(6, judgments.Select(j => j.ComparisonId).Distinct().Count());
    }
}
