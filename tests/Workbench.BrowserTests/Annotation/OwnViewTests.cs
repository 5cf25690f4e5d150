using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.BrowserTests.Journeys;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Annotation;
using Workbench.Features.Models;
using Workbench.Features.Prompts;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Testing.OpenAi;
using Workbench.Testing.Programs;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>An invited annotator describes themself, waits for the answers, judges them; a researcher reads the result.</summary>
public sealed class OwnViewTests(BrowserFixture browser) : BrowserTest(browser)
{
    private const string Interests = "night trains and old organs";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OwnView_FromTheInvitationToTheResults_WorksOnDesktopAndPhone(bool phone)
    {
        await using var server = await OpenAiTestServer.StartAsync(Cancel);
        var gate = new TaskCompletionSource();
        server.Otherwise(request => TestReply.Answer(EndpointSteps.Marked(request)) with { Gate = gate.Task });
        var program = await StartProgramAsync(EndpointSteps.Connected(server, atOnce: 4, sampleData: false));
        var (study, token) = await LaunchAsync(program);

        var session = await OpenAsync(program, phone ? Viewport.Phone : Viewport.Desktop);
        var tap = new Wiretap(session.Page);
        await JoinAsync(session, token);
        await DescribeAsync(session, phone);
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your answers are being written");
        await Assertions.Expect(session.Page.GetByText("0 of 6 are there.")).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        gate.SetResult();

        await session.WaitForPairAsync();
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
        for (var pair = 1; pair <= 3; pair++)
        {
            await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync($"{pair} of 3");
            var seen = await session.SeenPairAsync();
            Assert.Equal("You", seen.Persona);
            await tap.LookAsync(session.Page);
            await ChooseAsync(session, phone, EndpointSteps.IsPersonalized(server, seen.Left));
        }

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        await AssertRequestsAndBlindnessAsync(server, tap, program, study);
        await ReadResultsAsync(program, study, phone);
    }

    private static async Task JoinAsync(PageSession session, string token)
    {
        await session.GoStaticAsync($"join/{token}");
        await session.Page.GetByLabel("Name").FillAsync("Anna Realname");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Begin" }).ClickAsync();
        await session.WaitUntilInteractiveAsync();
        await Assertions.Expect(session.Page.GetByText("First you describe yourself")).ToBeVisibleAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Describe yourself");
    }

    private static async Task DescribeAsync(PageSession session, bool phone)
    {
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
        var save = session.Page.GetByRole(AriaRole.Button, new() { Name = "Save and have my answers written" });
        await save.ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Fill in one field");

        await session.FillAsync("interests/0/text", Interests);
        // What is typed is still there when the page comes back.
        await Assertions.Expect(session.Page.Locator("[name='interests/0/text']")).ToHaveValueAsync(Interests);
        await session.Page.WaitForFunctionAsync("() => Object.keys(localStorage).some(key => key.includes('profile/'))");
        await session.Page.ReloadAsync();
        await session.WaitUntilInteractiveAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator("[name='interests/0/text']")).ToHaveValueAsync(Interests);
        await save.ClickAsync();
    }

    private static async Task ChooseAsync(PageSession session, bool phone, bool left)
    {
        if (!phone)
        {
            await session.PressAsync(left ? "a" : "b", "Enter");
            return;
        }
        await session.Page.Locator("label.choice", new() { HasText = left ? "A better" : "B better" }).First.TapAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).TapAsync();
    }

    private static async Task AssertRequestsAndBlindnessAsync(OpenAiTestServer server, Wiretap tap, ProgramProcess program, Guid study)
    {
        await tap.CompleteAsync();
        var asked = EndpointSteps.Asking(server).ToList();
        var told = asked.Where(r => r.RawBody.Contains(Interests, StringComparison.Ordinal)).ToList();
        Assert.Equal((6, 3), (asked.Count, told.Count));
        Assert.All(told, r => Assert.Contains(r.Messages, m => m.Role == "system"));
        Assert.DoesNotContain(asked, r => r.RawBody.Contains("Realname", StringComparison.Ordinal));
        await using var services = Services(program);
        var rows = await services.GetRequiredService<Database>().ReadAsync(db => db.Set<Comparison>().Where(c => c.StudyId == study).ToListAsync(Cancel), Cancel);
        string[] secrets = ["test-model", "persona_prompt", "knows-you", "knows-nobody", "Does it help those", .. rows.Select(c => c.Id.ToString()), .. rows.Select(c => c.FirstOutputId.ToString())];
        Assert.All(secrets, secret => Assert.False(tap.Contains(secret), $"'{secret}' reached the annotator's browser."));
    }

    private async Task ReadResultsAsync(ProgramProcess program, Guid study, bool phone)
    {
        var researcher = await OpenAsync(program, phone ? Viewport.Phone : Viewport.Desktop);
        await researcher.GoAsync($"studies/{study}/results?perspective=self");
        var answer = researcher.Page.Locator("[data-answer='does-it-help']");
        await Assertions.Expect(answer.Locator(".answer-sentence")).ToContainTextAsync("preferred the personalized answer in 100 % of 3 judgments");
        await Assertions.Expect(answer).ToContainTextAsync("judging for themselves");
        await researcher.GoAsync($"studies/{study}/annotate");
        await Assertions.Expect(researcher.Page.GetByText("3 of 3 own pairs judged")).ToBeVisibleAsync();
        await researcher.AssertFitsWidthAsync();
        await researcher.AssertAccessibleAsync();
        await researcher.Page.GetByRole(AriaRole.Button, new() { Name = "Erase profile" }).ClickAsync();
        await researcher.FillAsync("erase-reason", "Anna asked for it");
        await researcher.Page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Assertions.Expect(researcher.Page.Locator("td", new() { HasText = "erased" })).ToBeVisibleAsync();
    }

    private static async Task<(Guid Study, string Token)> LaunchAsync(ProgramProcess program)
    {
        await using var services = Services(program);
        var endpoint = await services.GetRequiredService<Database>().ReadAsync(db => db.Set<ModelEndpoint>().Where(e => e.Name == "Laboratory").Select(e => e.Id).SingleAsync(Cancel), Cancel);
        var prompts = await services.GetRequiredService<PromptStore>().ImportAsync(
            Actor.LocalOwner, [.. new[] { "How do I plan a quiet weekend?", "What should I read next?", "How do I begin to run?" }.Select(text => new PromptDraft { Text = text, Category = "advice" })], "test", Cancel);
        var study = await services.GetRequiredService<StudyStore>().CreateAsync(Actor.LocalOwner, "Does it help those who know", new()
        {
            PromptIds = prompts,
            Conditions =
            [
                new() { Name = "knows-nobody", Technique = "none", EndpointId = endpoint, Model = "test-model" },
                new() { Name = "knows-you", Technique = "persona_prompt", EndpointId = endpoint, Model = "test-model" },
            ],
            Annotation = new() { Perspective = Perspective.Self },
        }, Cancel);
        await services.GetRequiredService<StudyLauncher>().LaunchAsync(Actor.LocalOwner, study, Cancel);
        return (study, await services.GetRequiredService<PeopleStore>().InviteAsync(Actor.LocalOwner, study, "a friend", null, Cancel));
    }

    private static ServiceProvider Services(ProgramProcess program)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Workbench:Data"] = program.DataFolder }).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddWorkbench(settings, program.DataFolder).BuildServiceProvider();
    }

}
