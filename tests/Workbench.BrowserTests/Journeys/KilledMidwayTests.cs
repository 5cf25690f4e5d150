using Microsoft.Playwright;
using Workbench.BrowserTests.Annotation;
using Workbench.BrowserTests.Browsing;
using Workbench.Testing.OpenAi;
using Workbench.Testing.Programs;
using Xunit;

namespace Workbench.BrowserTests.Journeys;

/// <summary>The program is killed while somebody watches it generate, and again the moment somebody submits a judgment.</summary>
public sealed class KilledMidwayTests(BrowserFixture browser) : BrowserTest(browser)
{
    private const int AtOnce = 4;

    // Both requests that know nobody, and one about a person.
    private const int AnsweredBefore = 3;

    [Fact]
    public async Task Kill_WhileGeneratingAndWhileSubmitting_LosesNothingAndRepeatsNothing()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aboutPeople = 0;
        await using var server = await OpenAiTestServer.StartAsync(Cancel);
        // What is asked about nobody is asked once for all: held back, it would keep the places of all who wait for it.
        server.Otherwise(request => TestReply.Answer(EndpointSteps.Marked(request)) with
        {
            Gate = request.Messages.All(message => message.Role != "system") || Interlocked.Increment(ref aboutPeople) == 1 ? Task.CompletedTask : gate.Task,
        });
        var program = await StartProgramAsync(EndpointSteps.Connected(server, AtOnce));
        var session = await OpenAsync(program);
        session.Faults.Allow("ERR_|WebSocket|Connection|Failed to|reconnect|404|Cannot send data|fetch|Circuit not initialized");
        var study = await session.DesignAsync("To be killed", ["Halina", "Neema", "Huda", "Tetsuo"], ["A friend borrowed money", "Explain how end-to-end"]);
        await session.LaunchAsync();
        await server.WaitForAsync(requests => requests.Count(r => r.Completed) == AnsweredBefore && requests.Count(r => !r.Completed) == AtOnce, Cancel);
        await session.ExpectDoneAsync("under way");
        await Assertions.Expect(session.Page.Locator(".progress-words")).Not.ToContainTextAsync("0 of 16");
        var answered = server.ChatRequests.Where(request => request.Completed).Select(request => request.Hash).ToList();

        await program.KillAsync();
        await Assertions.Expect(session.Page.GetByText("The connection is gone")).ToBeVisibleAsync();
        gate.SetResult();
        await program.StartAgainAsync(Cancel);
        await session.GoAsync($"studies/{study}/generate");
        await session.ExpectDoneAsync("16 of 16 done");
        Assert.Equal(10, server.ChatCounts.Count);
        Assert.All(answered, hash => Assert.Equal(1, server.ChatCounts[hash]));
        Assert.Equal(10, server.ChatRequests.Count(request => request.Completed));

        await KillWhileSubmittingAsync(session, program, study);
    }

    private static async Task KillWhileSubmittingAsync(PageSession session, ProgramProcess program, Guid study)
    {
        await session.BeginJudgingAsync(study);
        await session.PressAsync("a", "Enter");
        await session.Page.Keyboard.PressAsync("b");
        await session.Page.Keyboard.PressAsync("Enter");
        await program.KillAsync();
        await program.StartAgainAsync(Cancel);
        // The page comes back by itself, whether or not the answer had reached the disk, and goes on behind it.
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("3 of 8", new() { Timeout = 60_000 });
        await session.WaitForPairAsync();
        await session.PressAsync("t", "Enter");

        await session.GoAsync($"studies/{study}/data");
        var rows = await session.DownloadJsonAsync("judgments-jsonl");
        Assert.Equal(["left", "right", "tie"], rows.Select(row => row.Text("choice")).Order(StringComparer.Ordinal));
        Assert.Equal(3, rows.Select(row => row.Text("item")).Distinct().Count());
    }
}
