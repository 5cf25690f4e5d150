using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Features.Annotation;
using Xunit;

namespace Workbench.Tests.Features.Accounts.Crowd;

/// <summary>Who a door lets in, as whom, and how many.</summary>
public sealed class CrowdArrivalsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arrive_SameIdManyTimesAtOnce_IsOneParticipantWithOneRight()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();

        var arrivals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => study.ArriveAsync(token, "PROLIFIC_PID=5f1a&SESSION_ID=s")));

        Assert.Single(arrivals.Select(a => a.Actor).Distinct());
        var participant = Assert.Single(await study.RowsAsync<CrowdParticipant>());
        Assert.Equal((CrowdState.Active, "5f1a", "s"), (participant.State, participant.PlatformId, participant.Extras["SESSION_ID"]));
        Assert.Equal(StudyRight.Judge, Assert.Single(await study.RowsAsync<StudyMember>()).Right);
    }

    [Fact]
    public async Task Arrive_ManyAtOnceForFewPlaces_LetsInAsManyAsThereAre()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync(places: 7);

        var arrivals = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => study.ArriveAsync(token, $"PROLIFIC_PID=p{i}")));

        Assert.Equal(7, arrivals.Count(a => a.State == CrowdArrivalState.Welcome));
        Assert.Equal(33, arrivals.Count(a => a.State == CrowdArrivalState.Full));
        Assert.All(arrivals.Where(a => a.Actor is null), a => Assert.Equal(("C2OUT", "https://app.prolific.com/submissions/complete?cc=C2OUT"), (a.Back!.Code, a.Back.Address)));
        Assert.Equal(7, (await study.RowsAsync<CrowdParticipant>()).Count);
        Assert.Equal(7, (await study.RowsAsync<StudyMember>()).Count);
    }

    [Theory]
    [InlineData(CrowdState.Returned, true)]
    [InlineData(CrowdState.TimedOut, true)]
    [InlineData(CrowdState.ScreenedOut, true)]
    [InlineData(CrowdState.Failed, true)]
    [InlineData(CrowdState.Active, false)]
    [InlineData(CrowdState.Complete, false)]
    internal async Task Arrive_WhenTheOnlyPlaceIsHeldOrFreed_CountsThoseInOrThrough(CrowdState state, bool isFree)
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync(places: 1);
        await study.ParticipantAsync(token, "first");
        await study.Get<Database>().WriteAsync(db => db.Set<CrowdParticipant>().ExecuteUpdateAsync(p => p.SetProperty(x => x.State, state), Cancel), Cancel);

        var second = await study.ArriveAsync(token, "PROLIFIC_PID=second");

        Assert.Equal(isFree ? CrowdArrivalState.Welcome : CrowdArrivalState.Full, second.State);
        Assert.Equal(isFree, second.Actor is not null);
    }

    [Fact]
    public async Task Arrive_PlacesRaised_GoOnLettingIn()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync(places: 1);
        await study.ParticipantAsync(token, "first");
        var door = await study.DoorAsync();
        Assert.True(door.IsFull);

        Assert.Empty(await study.Get<CrowdStore>().ChangeAsync(Actor.LocalOwner, study.Id, door.Id, door.Settings, 2, Cancel));

        Assert.Equal(CrowdArrivalState.Welcome, (await study.ArriveAsync(token, "PROLIFIC_PID=second")).State);
        Assert.Equal(CrowdArrivalState.Full, (await study.ArriveAsync(token, "PROLIFIC_PID=third")).State);
    }

    [Fact]
    public async Task Arrive_AtAClosedDoor_TurnsNewcomersAwayAndLetsTheOthersGoOn()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();
        var ada = await study.ParticipantAsync(token, "ada");
        var door = await study.DoorAsync();

        await study.Get<CrowdStore>().SetOpenAsync(Actor.LocalOwner, study.Id, door.Id, false, Cancel);
        var late = await study.ArriveAsync(token, "PROLIFIC_PID=late");
        var again = await study.ArriveAsync(token, "PROLIFIC_PID=ada");
        await study.Get<CrowdStore>().SetOpenAsync(Actor.LocalOwner, study.Id, door.Id, true, Cancel);

        Assert.Equal((CrowdArrivalState.Closed, null), (late.State, late.Actor));
        Assert.Equal("C2OUT", late.Back!.Code);
        Assert.Equal(ada, again.Actor);
        Assert.Equal(CrowdArrivalState.Welcome, (await study.ArriveAsync(token, "PROLIFIC_PID=late")).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PROLIFIC_PID=")]
    [InlineData("OTHER=5f1a")]
    [InlineData("PROLIFIC_PID={{%PROLIFIC_PID%}}")]
    [InlineData("PROLIFIC_PID=a&PROLIFIC_PID=a")]
    [InlineData("PROLIFIC_PID=a&prolific_pid=b")]
    [InlineData("PROLIFIC_PID=<script>alert(1)</script>")]
    [InlineData("PROLIFIC_PID=a%0d%0aSet-Cookie: x=1")]
    [InlineData("PROLIFIC_PID=a%00b")]
    [InlineData("PROLIFIC_PID=a%20b")]
    [InlineData("PROLIFIC_PID=%D0%B0%D0%B4%D0%B0")]
    [InlineData("PROLIFIC_PID=0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x")]
    public async Task Arrive_WithoutAnIdThatCanBeOne_LetsNobodyIn(string query)
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();

        var arrival = await study.ArriveAsync(token, query);

        Assert.Equal((CrowdArrivalState.NoId, null, null), (arrival.State, arrival.Actor, arrival.Back));
        Assert.Empty(await study.RowsAsync<CrowdParticipant>());
        Assert.Empty(await study.RowsAsync<StudyMember>());
    }

    [Fact]
    public async Task Arrive_WithMoreInTheQuery_KeepsTheConfiguredParametersAndGivesNoRightByIt()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();

        var arrival = await study.ArriveAsync(token, "prolific_pid=5f1a&STUDY_ID=s1&SESSION_ID=<b>&role=Owner&right=Edit&actor=account:1");

        Assert.Equal(ActorRole.Annotator, arrival.Actor!.Role);
        Assert.Equal(StudyRight.Judge, Assert.Single(await study.RowsAsync<StudyMember>()).Right);
        var (name, value) = Assert.Single(Assert.Single(await study.RowsAsync<CrowdParticipant>()).Extras);
        Assert.Equal(("STUDY_ID", "s1"), (name, value));
    }

    [Fact]
    public async Task Arrive_UnknownTokenOrStudyThatIsNotOpen_LetsNobodyIn()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();
        Assert.Equal(CrowdArrivalState.Unknown, (await study.ArriveAsync("nothing", "PROLIFIC_PID=a")).State);

        await study.Get<Database>().WriteAsync(db => db.Set<Study>().ExecuteUpdateAsync(s => s.SetProperty(x => x.State, StudyState.Draft), Cancel), Cancel);
        Assert.Equal(CrowdArrivalState.Closed, (await study.ArriveAsync(token, "PROLIFIC_PID=a")).State);
        await study.Get<Database>().WriteAsync(db => db.Set<Study>().ExecuteUpdateAsync(s => s.SetProperty(x => x.State, StudyState.Generated).SetProperty(x => x.DeletedAt, study.Now), Cancel), Cancel);
        Assert.Equal(CrowdArrivalState.Closed, (await study.ArriveAsync(token, "PROLIFIC_PID=a")).State);
        Assert.Empty(await study.RowsAsync<CrowdParticipant>());
    }

    [Fact]
    public async Task Arrive_SameIdAtTwoDoors_CannotBeJoinedByTheHash()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        await study.ParticipantAsync(await study.OpenDoorAsync(), "5f1a");
        await study.ParticipantAsync(await study.OpenDoorAsync(), "5f1a");

        var hashes = (await study.RowsAsync<CrowdParticipant>()).Select(p => p.PlatformIdHash).ToList();

        Assert.Equal(2, hashes.Distinct().Count());
        Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("5f1a"))), hashes);
        Assert.All(hashes, h => Assert.Equal(64, h.Length));
    }

    [Fact]
    public async Task Participant_WithTheirRight_ReachesTheirOwnPairsAndNothingElse()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();
        var (ada, bob) = (await study.ParticipantAsync(token, "ada"), await study.ParticipantAsync(token, "bob"));
        var pair = await study.Assignments.NextAsync(ada, study.Id, null, Cancel);

        Assert.NotNull(pair);
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.SaveDraftAsync(bob, pair.AssignmentId, "{}", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<CrowdStore>().ListAsync(ada, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<AnnotationQuery>().OverviewAsync(ada, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<StudyStore>().GetAsync(ada, study.Id, Cancel));
    }
}
