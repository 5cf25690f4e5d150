using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Testing.OpenAi;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.BrowserTests.Journeys;

/// <summary>Real input: the fifty personas of PersonaGym, imported in the browser and generated for.</summary>
public sealed class RealPersonasTests(BrowserFixture browser) : BrowserTest(browser)
{
    [Fact]
    public async Task FiftyPersonas_ImportedInTheBrowser_GetTheirOutputs()
    {
        var file = SharedData.Require("personagym", "personas-50.jsonl");
        await using var server = await OpenAiTestServer.StartAsync(Cancel);
        // Nobody is answered before two have asked: a program that asks one at a time gets no further.
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        server.Otherwise(request =>
        {
            if (Interlocked.Increment(ref asked) == 2)
                second.SetResult();
            return TestReply.Answer(EndpointSteps.Marked(request)) with { Gate = second.Task };
        });
        var program = await StartProgramAsync(EndpointSteps.Connected(server, atOnce: 16, sampleData: false));
        var session = await OpenAsync(program);
        await session.GoAsync("personas/import");
        // The field hears of a file once its script is attached, a moment after the page is interactive.
        await session.Page.WaitForFunctionAsync("() => document.querySelector('#file')?._blazorInputFileNextFileId !== undefined");
        await session.Page.Locator("#file").SetInputFilesAsync(file);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Import 50 personas" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("50 personas");
        await session.PastePromptsAsync("advice", "What should I do with a free afternoon?", "How do I say no to a good friend?");

        await session.BeginStudyAsync("Fifty people");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Choose all shown" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByText("50 chosen").First).ToBeVisibleAsync();
        await session.NextAsync("prompts");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Choose all shown" }).ClickAsync();
        await session.NextAsync("conditions");
        await session.NextAsync("judging");
        await session.NextAsync("check and launch");
        await Assertions.Expect(session.Fact("Outputs")).ToContainTextAsync("200");
        await Assertions.Expect(session.Fact("Calls")).ToContainTextAsync("102");
        await session.LaunchAsync();
        await session.ExpectDoneAsync("200 of 200 done");

        Assert.Equal(102, server.ChatRequests.Count);
        Assert.All(server.ChatCounts.Values, count => Assert.Equal(1, count));
        Assert.InRange(server.MostAtOnce, 2, 16);
        Assert.Contains(server.ChatRequests, request => request.RawBody.Contains("compassionate end-of-life support", StringComparison.Ordinal));
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Read the outputs" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".cell article").First).ToContainTextAsync("Begin small.");
    }
}
