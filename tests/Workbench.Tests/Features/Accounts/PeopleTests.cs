using System.Net;
using System.Text.RegularExpressions;
using Workbench.Features.Accounts;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Accounts;

/// <summary>Annotators who come by a link, and who may what with one study.</summary>
public sealed partial class PeopleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Join_ByALink_OpensTheStudyForJudgingAndNothingElse()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await InviteAsync(program);
        using var visitor = program.NewVisitor();

        using var joined = await JoinAsync(visitor, path, "Ada");
        using var judging = await visitor.GetAsync($"/judge/{studyId}", Cancel);
        using var results = await visitor.GetAsync($"/studies/{studyId}/results", Cancel);

        Assert.Equal(HttpStatusCode.OK, judging.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, results.StatusCode);
        Assert.Contains("Not for you", await results.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var ada = await OnlyInvitedAsync(program, studyId);
        var actor = new Actor(InvitedAnnotator.ActorIdOf(ada.Id), "Ada", ActorRole.Annotator);
        Assert.Equal(studyId, Assert.Single(await program.Get<PeopleStore>().JudgeableAsync(actor, Cancel)));
        Assert.NotNull(await program.Get<AssignmentStore>().OpenAsync(actor, studyId, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => program.Get<StudyStore>().GetAsync(actor, studyId, Cancel));
    }

    [Fact]
    public async Task Join_WhoReadsThePage_DoesNotLearnTheStudysName()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await InviteAsync(program);
        var name = (await program.Get<StudyStore>().GetSummaryAsync(Actor.Program, studyId, Cancel)).Name;
        using var visitor = program.NewVisitor();

        using var page = await visitor.GetAsync(path, Cancel);

        Assert.DoesNotContain(name, await page.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Resume_WithTheCode_IsTheSameAnnotatorInAnotherBrowser()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await InviteAsync(program);
        using var first = program.NewVisitor();
        using var second = program.NewVisitor();
        using var joined = await JoinAsync(first, path, "Ada");
        var code = Code().Match(await joined.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;

        using var wrong = await ResumeAsync(second, "aaaa-bbbb-cccc");
        using var right = await ResumeAsync(second, $" {code.ToUpperInvariant().Replace('-', ' ')} ");

        Assert.Contains("Nobody has this code", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal($"/judge/{studyId}", new Uri(program.Address, right.Headers.Location!).AbsolutePath);
        await OnlyInvitedAsync(program, studyId);
        using var account = await second.GetAsync("/account", Cancel);
        Assert.Contains("Ada", await account.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_ALink_KeepsNewcomersOutAndLetsTheOthersGoOn()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await InviteAsync(program);
        var people = program.Get<PeopleStore>();
        var ada = await program.Get<Joining>().JoinAsync(path["/join/".Length..], "Ada", Cancel);

        await people.RevokeAsync(Actor.LocalOwner, studyId, (await people.ListAsync(Actor.LocalOwner, studyId, Cancel)).Invitations.Single().Id, Cancel);

        Assert.Null(await program.Get<Joining>().JoinAsync(path["/join/".Length..], "Late", Cancel));
        Assert.Equal(JoinState.Closed, await program.Get<Joining>().StateAsync(path["/join/".Length..], Cancel));
        Assert.NotNull(await program.Get<Joining>().ResumeAsync(ada!.Code!, Cancel));
        Assert.NotNull(await program.Get<AssignmentStore>().OpenAsync(ada.Actor, studyId, Cancel));
    }

    [Fact]
    public async Task Remove_AnAnnotator_TakesTheRightAtOnce()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await InviteAsync(program);
        var ada = await program.Get<Joining>().JoinAsync(path["/join/".Length..], "Ada", Cancel);

        await program.Get<PeopleStore>().RemoveAsync(Actor.LocalOwner, studyId, ada!.Actor.Id, Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => program.Get<AssignmentStore>().OpenAsync(ada.Actor, studyId, Cancel));
        Assert.Null(await program.Get<Joining>().ResumeAsync(ada.Code!, Cancel));
    }

    [Fact]
    public async Task Join_MoreThanThereArePlaces_LetsInAsManyAsThereAre()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (studyId, path) = await InviteAsync(program, places: 3);

        var joined = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => program.Get<Joining>().JoinAsync(path["/join/".Length..], $"A{i}", Cancel)));

        Assert.Equal(3, joined.Count(j => j is not null));
        Assert.Equal(3, (await program.Get<PeopleStore>().ListAsync(Actor.LocalOwner, studyId, Cancel)).Invited.Count);
    }

    [Fact]
    public async Task Account_InvitedThenDisabled_SignsInBetweenOnly()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var (accounts, links, door) = (program.Get<AccountStore>(), program.Get<AccountLinks>(), program.Get<AccountSignIn>());
        var invitation = await accounts.InviteAsync(Actor.LocalOwner, "grace@example.org", "Grace", ActorRole.Researcher, Cancel);
        using var visitor = program.NewVisitor();
        var form = new Dictionary<string, string> { ["Form.Password"] = "seven plain words", ["Form.Again"] = "seven plain words" };

        using var accepted = await visitor.SubmitAsync($"/account/accept?token={invitation.Token}", "Form.Password", form, Cancel);
        using var inside = await visitor.GetAsync("/studies", Cancel);
        var grace = (await accounts.ListAsync(Actor.LocalOwner, Cancel)).Single();
        var again = await links.SetPasswordAsync(invitation.Token!, "another password", Cancel);
        await accounts.DisableAsync(Actor.LocalOwner, grace.Id, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.Null(again.Actor);
        Assert.Null(await door.CheckAsync("grace@example.org", "seven plain words", Cancel));
        var principal = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(
            ActorClaims.Of(new($"account:{grace.Id}", "Grace", ActorRole.Researcher)), ActorAuthentication.Account));
        Assert.False(await door.StandsAsync(principal, Cancel));
    }

    [Fact]
    public async Task LastOwner_DemotedOrDisabled_IsRefused()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", ["Workbench:Owner:Email=o@example.org", "Workbench:Owner:Password=seven plain words"]);
        var accounts = program.Get<AccountStore>();
        var owner = (await accounts.ListAsync(Actor.Program, Cancel)).Single();

        await Assert.ThrowsAsync<InvalidOperationException>(() => accounts.SetRoleAsync(Actor.Program, owner.Id, ActorRole.Researcher, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => accounts.DisableAsync(Actor.Program, owner.Id, Cancel));

        Assert.Equal((ActorRole.Owner, null), (await accounts.ListAsync(Actor.Program, Cancel)).Select(a => (a.Role, a.DisabledAt)).Single());
    }

    private static async Task<(Guid StudyId, string Path)> InviteAsync(RunningWorkbench program, int? places = null)
    {
        var studyId = (await program.Get<StudyStore>().ListAsync(Actor.LocalOwner, Cancel)).Single().Id;
        return (studyId, $"/join/{await program.Get<PeopleStore>().InviteAsync(Actor.LocalOwner, studyId, "the test", places, Cancel)}");
    }

    private static Task<HttpResponseMessage> JoinAsync(Visitor visitor, string path, string name) =>
        visitor.SubmitAsync(path, "Form.Name", new Dictionary<string, string> { ["Form.Name"] = name }, Cancel);

    private static Task<HttpResponseMessage> ResumeAsync(Visitor visitor, string code) =>
        visitor.SubmitAsync("/join", "Form.Code", new Dictionary<string, string> { ["Form.Code"] = code }, Cancel);

    private static async Task<InvitedView> OnlyInvitedAsync(RunningWorkbench program, Guid studyId) =>
        Assert.Single((await program.Get<PeopleStore>().ListAsync(Actor.LocalOwner, studyId, Cancel)).Invited);

    [GeneratedRegex(@"<code>([^<]+)</code>")]
    private static partial Regex Code();
}
