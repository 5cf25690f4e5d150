using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Shared.Access;

/// <summary>The running program with its sample study, and somebody of every kind who signed in or joined as people do.</summary>
public sealed class RightsFixture : IAsyncLifetime
{
    private const string Password = "seven plain words";
    private readonly Dictionary<string, (Visitor Browser, Actor Actor)> _people = [];

    /// <summary>Everybody whom the program tells apart; the right is the one to the sample study.</summary>
    public static IReadOnlyDictionary<string, (ActorRole Role, StudyRight? Right)> Kinds { get; } = new Dictionary<string, (ActorRole, StudyRight?)>
    {
        ["anonymous"] = (ActorRole.None, null),
        ["annotator"] = (ActorRole.Annotator, StudyRight.Judge),
        ["annotator elsewhere"] = (ActorRole.Annotator, null),
        ["annotator by link"] = (ActorRole.Annotator, StudyRight.Judge),
        ["annotator from a platform"] = (ActorRole.Annotator, StudyRight.Judge),
        ["researcher elsewhere"] = (ActorRole.Researcher, null),
        ["researcher who views"] = (ActorRole.Researcher, StudyRight.View),
        ["researcher who edits"] = (ActorRole.Researcher, StudyRight.Edit),
        ["owner"] = (ActorRole.Owner, StudyRight.Edit),
    };

    public RunningWorkbench Program { get; private set; } = null!;

    public Guid StudyId { get; private set; }

    public Visitor BrowserOf(string kind) => _people[kind].Browser;

    public Actor ActorOf(string kind) => _people[kind].Actor;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        Program = await RunningWorkbench.StartAsync(ct, "0.0.0.0", ["Workbench:Owner:Email=owner@example.org", $"Workbench:Owner:Password={Password}"]);
        StudyId = (await Program.Get<StudyStore>().ListAsync(Actor.Program, ct)).Single().Id;
        foreach (var (kind, (role, right)) in Kinds)
            _people[kind] = await ArriveAsync(kind, role, right, ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (browser, _) in _people.Values)
            browser.Dispose();
        await Program.DisposeAsync();
    }

    private async Task<(Visitor, Actor)> ArriveAsync(string kind, ActorRole role, StudyRight? right, CancellationToken ct)
    {
        var browser = Program.NewVisitor();
        if (role == ActorRole.None)
            return (browser, Actor.Anonymous);
        if (kind == "annotator by link")
        {
            var link = await Program.Get<PeopleStore>().InviteAsync(Actor.Program, StudyId, "the test", null, ct);
            using var joined = await browser.SubmitAsync($"/join/{link}", "Form.Name", new Dictionary<string, string> { ["Form.Name"] = "Ada" }, ct);
            var invited = (await Program.Get<PeopleStore>().ListAsync(Actor.Program, StudyId, ct)).Invited.Single();
            return (browser, new Actor(InvitedAnnotator.ActorIdOf(invited.Id), invited.Name, ActorRole.Annotator));
        }
        if (kind == "annotator from a platform")
        {
            var preset = CrowdPreset.Prolific;
            var door = await Program.Get<CrowdStore>().OpenAsync(Actor.Program, StudyId, "the test", preset.Settings with { CompleteCode = "C1" }, null, ct);
            using var arrived = await browser.GetAsync($"/crowd/{door.Token}?PROLIFIC_PID=5f1a", ct);
            var participant = (await Program.Get<CrowdStore>().ListAsync(Actor.Program, StudyId, ct)).Single().Participants.Single();
            return (browser, new Actor(CrowdParticipant.ActorIdOf(participant.Id), "Participant", ActorRole.Annotator));
        }
        var email = role == ActorRole.Owner ? "owner@example.org" : $"{kind.Replace(' ', '.')}@example.org";
        if (role != ActorRole.Owner)
        {
            var invitation = await Program.Get<AccountStore>().InviteAsync(Actor.Program, email, kind, role, ct);
            await Program.Get<AccountLinks>().SetPasswordAsync(invitation.Token!, Password, ct);
            if (right is { } given)
                Assert.Null(await Program.Get<PeopleStore>().AddAsync(Actor.Program, StudyId, email, given, ct));
        }
        using var signedIn = await browser.SignInAsync(email, Password, ct);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, signedIn.StatusCode);
        return (browser, (await Program.Get<AccountSignIn>().CheckAsync(email, Password, ct))!);
    }
}
