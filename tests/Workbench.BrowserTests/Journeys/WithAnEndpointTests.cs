using Microsoft.Playwright;
using Workbench.BrowserTests.Annotation;
using Workbench.BrowserTests.Browsing;
using Workbench.Testing.OpenAi;
using Workbench.Testing.Programs;
using Xunit;

namespace Workbench.BrowserTests.Journeys;

/// <summary>The same path with a server that fails in every way a server can, and two people at once.</summary>
public sealed class WithAnEndpointTests(BrowserFixture browser) : BrowserTest(browser)
{
    private const string Key = "sk-right-4711";
    private const string Refusal = "Questions about borrowed money are not answered here";
    private static readonly string[] Personas = ["Halina Wrzosek", "Neema Shekiondo", "Huda Sarraf", "Tetsuo Sugawara"];
    private static readonly string[] Prompts = ["A friend borrowed money", "Explain how end-to-end"];

    [Fact]
    public async Task MainJob_WithAServerThatFails_CompletesTheRestAndSaysWhatFailed()
    {
        await using var server = await OpenAiTestServer.StartAsync(Cancel);
        server.RequiredKey = Key;
        server.Otherwise(request => TestReply.Answer(EndpointSteps.Marked(request)));
        var program = await StartProgramAsync();
        var session = await OpenAsync(program);
        await ConnectAsync(session, server);
        LetFail(server);

        var study = await session.DesignAsync("With a server", Personas, Prompts);
        await Assertions.Expect(session.Page.Locator(".message-pane").First).ToContainTextAsync("test-model");
        await session.LaunchAsync();
        await session.ExpectDoneAsync("15 of 16 done", "1 failed");
        await Assertions.Expect(session.Page.Locator("main")).ToContainTextAsync(Refusal);
        await session.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Retry") }).First.ClickAsync();
        await session.ExpectDoneAsync("16 of 16 done");
        // Ten requests, of which five failed once, each in its own way, and were asked once more; nothing else was.
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], EndpointSteps.Asked(server).Order());

        await JudgeBlindWhileTheResultsFollowAsync(session, program, server, study);
    }

    /// <summary>A wrong key first, then the right one, then a model from the server's list.</summary>
    private static async Task ConnectAsync(PageSession session, OpenAiTestServer server)
    {
        await session.GoAsync("models/new");
        await session.FillServerAsync("Laboratory", server.Address, "sk-wrong");
        await session.ExpectTestAsync("The server rejected the key (401)");
        await session.FillAsync("key", Key);
        await session.ExpectTestAsync("The server answers and has 3 models");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "test-model", Exact = true }).ClickAsync();
        await session.ExpectTestAsync("test-model answered in");
        await session.FillAsync("timeout", "5");
        await session.SaveServerAsync();
        await Assertions.Expect(session.Page.Locator(".endpoint")).ToContainTextAsync("key stored");
        Assert.DoesNotContain(Key, await session.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static void LetFail(OpenAiTestServer server)
    {
        Once(server, "Halina", "A friend", TestReply.BadRequest(Refusal));
        Once(server, "Neema", "A friend", TestReply.TooManyRequests(1));
        Once(server, "Huda", "A friend", TestReply.ServerError());
        Once(server, "Tetsuo", "A friend", TestReply.Hang);
        Once(server, "Halina", "Explain", TestReply.MalformedJson);
    }

    private static void Once(OpenAiTestServer server, string persona, string prompt, TestReply reply) => server.When(
        request => request.IsChat && request.RawBody.Contains(persona, StringComparison.Ordinal) && request.LastUserMessage.Contains(prompt, StringComparison.Ordinal),
        reply, times: 1);

    /// <summary>One person has the results open while another judges; the judge's browser learns nothing that unblinds.</summary>
    private async Task JudgeBlindWhileTheResultsFollowAsync(PageSession results, ProgramProcess program, OpenAiTestServer server, Guid study)
    {
        await results.GoAsync($"studies/{study}/results");
        await Assertions.Expect(results.Page.GetByText("Nobody has judged yet")).ToBeVisibleAsync();
        var judge = await OpenAsync(program);
        var tap = new Wiretap(judge.Page);
        await judge.BeginJudgingAsync(study);
        var sentence = results.Page.Locator("[data-answer='does-it-help'] .answer-sentence");
        foreach (var (position, prefersKnown) in new[] { true, false, true }.Index())
        {
            await tap.LookAsync(judge.Page);
            var knownIsLeft = EndpointSteps.IsPersonalized(server, (await judge.SeenPairAsync()).Left);
            await judge.PressAsync(prefersKnown == knownIsLeft ? "a" : "b", "Enter");
            // Nobody touches the results page: it follows by itself.
            await Assertions.Expect(sentence).ToContainTextAsync(position == 0 ? "of 1 judgment," : $"of {position + 1} judgments");
        }

        // 2 of 3.
        await Assertions.Expect(sentence).ToContainTextAsync("67 %");
        await tap.LookAsync(judge.Page);
        await tap.CompleteAsync();
        await results.GoAsync($"studies/{study}/data");
        var rows = await results.DownloadJsonAsync("judgments-jsonl");
        Assert.Equal(3, rows.Count);
        Assert.True(tap.Contains("end-to-end encryption"), "the tap cannot read what is on the screen");
        var secrets = rows.SelectMany(row => new[] { row.Text("item")!, row.Text("output_left")!, row.Text("output_right")!, row.Text("left")!, row.Text("right")! })
            .Concat(["test-model", "persona_prompt", "persona-prompt", "personalized", "Personalized", "Laboratory", "With a server", server.Address.Authority, Key]);
        Assert.All(secrets.Distinct(), secret => Assert.False(tap.Contains(secret), $"'{secret}' reached the annotator's browser."));
    }
}
