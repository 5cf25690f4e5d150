using System.Net;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Accounts.Crowd;

/// <summary>The address that a platform sends people to, over HTTP.</summary>
public sealed class CrowdPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arrival_OverHttp_LeadsToTheJudgingInAnyBrowserAndNowhereElse()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await OpenDoorAsync(program);
        using var first = program.NewVisitor();
        using var second = program.NewVisitor();

        using var arrived = await first.GetAsync($"{path}?PROLIFIC_PID=5f1a&SESSION_ID=s", Cancel);
        using var again = await second.GetAsync($"{path}?PROLIFIC_PID=5f1a", Cancel);
        using var judging = await first.GetAsync($"/judge/{studyId}", Cancel);
        using var results = await first.GetAsync($"/studies/{studyId}/results", Cancel);
        using var people = await first.GetAsync($"/studies/{studyId}/people", Cancel);

        Assert.All([arrived, again], a => Assert.Equal((HttpStatusCode.Redirect, $"/judge/{studyId}"), (a.StatusCode, new Uri(program.Address, a.Headers.Location!).AbsolutePath)));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (judging.StatusCode, results.StatusCode, people.StatusCode));
        Assert.Single((await program.Get<CrowdStore>().ListAsync(Actor.Program, studyId, Cancel)).Single().Participants);
    }

    [Theory]
    [InlineData("", "Open the study from Prolific")]
    [InlineData("?PROLIFIC_PID=%3Cscript%3Ealert(1)%3C/script%3E", "Open the study from Prolific")]
    [InlineData("?PROLIFIC_PID=a&PROLIFIC_PID=b", "Open the study from Prolific")]
    public async Task Arrival_ByHand_SaysWhatToDoAndTellsNothing(string query, string title)
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await OpenDoorAsync(program);
        var name = (await program.Get<StudyStore>().GetSummaryAsync(Actor.Program, studyId, Cancel)).Name;
        using var visitor = program.NewVisitor();

        using var page = await visitor.GetAsync(path + query, Cancel);

        var html = await page.Content.ReadAsStringAsync(Cancel);
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", html, StringComparison.Ordinal);
        Assert.DoesNotContain(name, html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(visitor.Cookies, c => c.Name == "workbench.invited");
    }

    [Fact]
    public async Task Arrival_WithoutAPlace_ShowsTheWayBack()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (_, path) = await OpenDoorAsync(program, places: 1);
        using var first = program.NewVisitor();
        using var second = program.NewVisitor();
        using var arrived = await first.GetAsync($"{path}?PROLIFIC_PID=a", Cancel);

        using var full = await second.GetAsync($"{path}?PROLIFIC_PID=b", Cancel);

        var html = await full.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("All places are taken", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://app.prolific.com/submissions/complete?cc=C2OUT\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrival_InAResearchersBrowser_AsksFirst()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", ["Workbench:Owner:Email=o@example.org", "Workbench:Owner:Password=seven plain words"]);
        var (studyId, path) = await OpenDoorAsync(program);
        using var visitor = program.NewVisitor();
        using var signedIn = await visitor.SignInAsync("o@example.org", "seven plain words", Cancel);

        using var page = await visitor.GetAsync($"{path}?PROLIFIC_PID=a", Cancel);
        Assert.Contains("Try it as a participant?", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty((await program.Get<CrowdStore>().ListAsync(Actor.Program, studyId, Cancel)).Single().Participants);
        using var entered = await visitor.SubmitAsync($"{path}?PROLIFIC_PID=a", "Go on as this participant", new Dictionary<string, string>(), Cancel);

        Assert.Equal($"/judge/{studyId}", new Uri(program.Address, entered.Headers.Location!).AbsolutePath);
        using var studies = await visitor.GetAsync("/studies", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, studies.StatusCode);
    }

    [Fact]
    public async Task Arrival_InAnInvitedAnnotatorsBrowser_AsksFirst()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await OpenDoorAsync(program);
        var invitation = await program.Get<PeopleStore>().InviteAsync(Actor.Program, studyId, "friends", null, Cancel);
        using var visitor = program.NewVisitor();
        using var joined = await visitor.SubmitAsync($"/join/{invitation}", "Form.Name", new Dictionary<string, string> { ["Form.Name"] = "Ann" }, Cancel);

        // Somebody else's address, sent on: what Ann judges would be theirs.
        using var page = await visitor.GetAsync($"{path}?PROLIFIC_PID=sender", Cancel);
        var html = await page.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Go on as somebody else?", html, StringComparison.Ordinal);
        Assert.Contains("This browser is Ann’s now.", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Empty((await program.Get<CrowdStore>().ListAsync(Actor.Program, studyId, Cancel)).Single().Participants);
        using var account = await visitor.GetAsync("/account", Cancel);
        Assert.Contains("Ann", await account.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_OfADroppedParticipant_ReachesNothing()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await OpenDoorAsync(program);
        using var visitor = program.NewVisitor();
        using var arrived = await visitor.GetAsync($"{path}?PROLIFIC_PID=a", Cancel);
        var door = (await program.Get<CrowdStore>().ListAsync(Actor.Program, studyId, Cancel)).Single();
        var actor = new Actor(CrowdParticipant.ActorIdOf(door.Participants.Single().Id), "Participant", ActorRole.Annotator);
        var pair = await program.Get<AssignmentStore>().NextAsync(actor, studyId, null, Cancel);

        await program.Get<CrowdReturnStore>().ReturnAsync(Actor.Program, studyId, door.Id, door.Participants.Single().Id, Cancel);

        foreach (var closed in new[] { "/", "/studies", $"/studies/{studyId}/results", $"/studies/{studyId}/people", "/personas", $"/api/studies/{studyId}/crowd/{door.Id}", $"/api/studies/{studyId}/export/judgments-jsonl" })
        {
            using var answer = await visitor.GetAsync(closed, Cancel);
            Assert.Equal((closed, HttpStatusCode.Forbidden), (closed, answer.StatusCode));
        }
        Assert.NotNull(pair);
        Assert.Empty(await program.Get<PeopleStore>().JudgeableAsync(actor, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => program.Get<AssignmentStore>().OpenAsync(actor, studyId, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => program.Get<AssignmentStore>().NextAsync(actor, studyId, null, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => program.Get<JudgmentStore>().SkipAsync(actor, Guid.NewGuid(), pair.AssignmentId, "", Cancel));
        using var back = await visitor.GetAsync($"{path}?PROLIFIC_PID=a", Cancel);
        Assert.Contains("Your part has ended", await back.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<(Guid StudyId, string Path)> OpenDoorAsync(RunningWorkbench program, int? places = null)
    {
        var studyId = (await program.Get<StudyStore>().ListAsync(Actor.LocalOwner, Cancel)).Single().Id;
        return (studyId, $"/crowd/{(await program.Get<CrowdStore>().OpenAsync(Actor.LocalOwner, studyId, "the test", CrowdSteps.Settings, places, Cancel)).Token}");
    }
}
