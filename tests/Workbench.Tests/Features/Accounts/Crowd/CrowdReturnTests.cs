using Microsoft.Extensions.Logging.Abstractions;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;
using Workbench.Tests.Features.Annotation;
using Xunit;

namespace Workbench.Tests.Features.Accounts.Crowd;

/// <summary>Participants who gave up, ran out of time, or were taken out; what is kept of them.</summary>
public sealed class CrowdReturnTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Return_InTheMiddle_GivesTheOpenPairsBackKeepsTheJudgedAndEndsTheRight()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { RatersPerComparison = 1 });
        var token = await study.OpenDoorAsync();
        var ada = await study.ParticipantAsync(token, "ada");
        var first = await study.Assignments.NextAsync(ada, study.Id, null, Cancel);
        await study.JudgeAsync(ada, first!, Choice.Left);
        var open = await study.Assignments.NextAsync(ada, study.Id, null, Cancel);

        await study.Get<CrowdReturnStore>().ReturnAsync(Actor.LocalOwner, study.Id, (await study.DoorAsync()).Id, CrowdParticipant.IdOf(ada.Id)!.Value, Cancel);

        Assert.Equal((CrowdState.Returned, study.Now), ((await study.RowAsync(ada)).State, (await study.RowAsync(ada)).EndedAt));
        Assert.Equal([AssignmentState.Judged, AssignmentState.Released], (await study.RowsAsync<Assignment>()).Select(a => a.State).Distinct().Order());
        Assert.Single(await study.RowsAsync<StoredJudgment>());
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.OpenAsync(ada, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.NextAsync(ada, study.Id, null, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.JudgeAsync(ada, open!, Choice.Left));
        Assert.Equal((CrowdArrivalState.Ended, null, null), (await study.ArriveAsync(token, "PROLIFIC_PID=ada")) is var a ? (a.State, a.Actor, a.Back) : default);
        Assert.Equal(5, await study.JudgeAllAsync(await study.ParticipantAsync(token, "bob")));
    }

    [Fact]
    public async Task Return_ByWhoMayNotOrOfSomebodyElsesDoor_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(), "ada");
        var (door, id) = ((await study.DoorAsync()).Id, CrowdParticipant.IdOf(ada.Id)!.Value);
        var viewer = await ViewerAsync(study);

        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<CrowdReturnStore>().ReturnAsync(viewer, study.Id, door, id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<CrowdStore>().PaymentAsync(viewer, study.Id, door, Cancel));
        await Assert.ThrowsAsync<Workbench.Shared.MissingException>(() => study.Get<CrowdReturnStore>().ReturnAsync(Actor.LocalOwner, study.Id, Guid.NewGuid(), id, Cancel));
        Assert.Equal(CrowdState.Active, (await study.RowAsync(ada)).State);
    }

    [Fact]
    public async Task Tick_WhenTheTimeIsOver_TimesOutWhoIsNotThrough()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync(settings: CrowdSteps.Settings with { MinutesAllowed = 45 });
        var (slow, done) = (await study.ParticipantAsync(token, "slow"), await study.ParticipantAsync(token, "done"));
        await study.Assignments.NextAsync(slow, study.Id, null, Cancel);
        await study.JudgeAllAsync(done);
        using var clock = new CrowdClock(study.Get<Database>(), study.Get<ChangeFeed>(), study.Time, NullLogger<CrowdClock>.Instance);

        study.Time.Advance(TimeSpan.FromMinutes(45));
        var early = await clock.TickAsync(Cancel);
        study.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await clock.TickAsync(Cancel);

        Assert.Equal((0, 1, 0), (early, late, await clock.TickAsync(Cancel)));
        Assert.Equal(CrowdState.TimedOut, (await study.RowAsync(slow)).State);
        Assert.False(await study.MayJudgeAsync(slow));
        Assert.DoesNotContain(AssignmentState.Open, (await study.RowsAsync<Assignment>()).Select(a => a.State));
        Assert.Equal(CrowdState.Active, (await study.RowAsync(done)).State);
        Assert.Equal("C1DONE", (await study.Assignments.OpenAsync(done, study.Id, Cancel)).Exit!.Code);
    }

    [Fact]
    public async Task Arrive_WhenTheHoldersTimeIsOver_TakesTheirPlaceWithoutTheClock()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync(places: 1, settings: CrowdSteps.Settings with { MinutesAllowed = 30 });
        var slow = await study.ParticipantAsync(token, "slow");
        Assert.Equal(CrowdArrivalState.Full, (await study.ArriveAsync(token, "PROLIFIC_PID=next")).State);

        study.Time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(CrowdArrivalState.Welcome, (await study.ArriveAsync(token, "PROLIFIC_PID=next")).State);
        Assert.Equal(CrowdState.TimedOut, (await study.RowAsync(slow)).State);
        Assert.Equal(CrowdArrivalState.Ended, (await study.ArriveAsync(token, "PROLIFIC_PID=slow")).State);
    }

    [Fact]
    public async Task Apply_ThePlatformsList_DoesWhatThePreviewSaid()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();
        string[] names = ["ret", "time", "rej", "scr", "appr", "twice", "odd"];
        var people = new Dictionary<string, Actor>();
        foreach (var name in names)
            people[name] = await study.ParticipantAsync(token, name);
        await study.Assignments.NextAsync(people["ret"], study.Id, null, Cancel);
        await study.JudgeAllAsync(people["rej"]);
        await study.Assignments.OpenAsync(people["rej"], study.Id, Cancel);
        var door = (await study.DoorAsync()).Id;
        const string list = """
            Submission id,Participant id,Status,"Time, taken"
            1,ret,RETURNED,10
            2,time,TIMED-OUT,
            3,rej,Rejected,7
            4,scr,SCREENED OUT,1
            5,appr,APPROVED,9
            6,twice,RETURNED,
            7,twice,AWAITING REVIEW,5
            8,odd,<script>,5
            9,stranger,RETURNED,5
            """;

        var preview = await study.Get<CrowdReturnStore>().PreviewAsync(Actor.LocalOwner, study.Id, door, list, Cancel);
        Assert.All(await study.RowsAsync<CrowdParticipant>(), p => Assert.True(p.State is CrowdState.Active or CrowdState.Complete));
        var applied = await study.Get<CrowdReturnStore>().ApplyAsync(Actor.LocalOwner, study.Id, door, list, Cancel);
        var again = await study.Get<CrowdReturnStore>().ApplyAsync(Actor.LocalOwner, study.Id, door, list, Cancel);

        Assert.Equal(preview.Changes, applied.Changes);
        Assert.Equal([("ret", CrowdState.Active, CrowdState.Returned), ("time", CrowdState.Active, CrowdState.TimedOut), ("rej", CrowdState.Complete, CrowdState.Failed), ("scr", CrowdState.Active, CrowdState.ScreenedOut)],
            preview.Changes.Select(c => (c.Who.PlatformId!, c.Who.State, c.To)));
        Assert.True(preview.Changes[0].OpenPairs > 0);
        Assert.Equal((2, 1), (preview.Unchanged, preview.Strangers));
        Assert.Contains("SCRIPT", Assert.Single(preview.Problems), StringComparison.Ordinal);
        Assert.Empty(again.Changes);
        var states = (await study.RowsAsync<CrowdParticipant>()).ToDictionary(p => p.PlatformId!, p => p.State);
        Assert.Equal((CrowdState.Returned, CrowdState.TimedOut, CrowdState.Failed, CrowdState.ScreenedOut, CrowdState.Active, CrowdState.Active, CrowdState.Active),
            (states["ret"], states["time"], states["rej"], states["scr"], states["appr"], states["twice"], states["odd"]));
        Assert.Equal(["appr", "odd", "twice"], names.Where(n => study.MayJudgeAsync(people[n]).Result).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,score\nx,1")]
    [InlineData("Participant id\nx")]
    public async Task Preview_OfWhatIsNoSuchList_SaysWhatItHasToBe(string text)
    {
        await using var study = await AnnotationStudy.CreateAsync();
        await study.OpenDoorAsync();

        var preview = await study.Get<CrowdReturnStore>().PreviewAsync(Actor.LocalOwner, study.Id, (await study.DoorAsync()).Id, text, Cancel);

        Assert.Empty(preview.Changes);
        Assert.Single(preview.Problems);
    }

    [Fact]
    public async Task Forget_OfThoseWhoEnded_KeepsTheHashByWhichTheyAreKnownAgain()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();
        var (done, busy) = (await study.ParticipantAsync(token, "done"), await study.ParticipantAsync(token, "busy"));
        await study.JudgeAllAsync(done);
        await study.Assignments.OpenAsync(done, study.Id, Cancel);

        var forgotten = await study.Get<CrowdStore>().ForgetAsync(Actor.LocalOwner, study.Id, (await study.DoorAsync()).Id, Cancel);

        Assert.Equal(1, forgotten);
        var row = await study.RowAsync(done);
        Assert.Equal((null, 0, 64), (row.PlatformId, row.Extras.Count, row.PlatformIdHash.Length));
        Assert.Equal("busy", (await study.RowAsync(busy)).PlatformId);
        Assert.Equal(done, (await study.ArriveAsync(token, "PROLIFIC_PID=done")).Actor);
        Assert.Equal("C1DONE", (await study.Assignments.OpenAsync(done, study.Id, Cancel)).Exit!.Code);
        Assert.Null((await study.RowAsync(done)).PlatformId);
    }

    [Fact]
    public async Task Payment_AsCsv_EscapesFormulasAndGivesCodesToWhoEarnedThem()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();
        var done = (await study.ArriveAsync(token, "PROLIFIC_PID==1%2B1")).Actor!;
        study.Time.Advance(TimeSpan.FromMinutes(9));
        await study.ParticipantAsync(token, "busy");
        await study.JudgeAllAsync(done);
        await study.Assignments.OpenAsync(done, study.Id, Cancel);
        var pseudonym = (await study.RowsAsync<Rater>()).Single().Pseudonym;

        var csv = CrowdPayment.Write(await study.Get<CrowdStore>().PaymentAsync(Actor.LocalOwner, study.Id, (await study.DoorAsync()).Id, Cancel));

        Assert.Equal(
            [
                "participant_id,pseudonym,state,code,arrived_at,ended_at,minutes,pairs_judged",
                "busy,,active,,2026-03-02T09:09:00Z,,,0",
                $"'=1+1,{pseudonym},complete,C1DONE,2026-03-02T09:00:00Z,2026-03-02T09:09:00Z,9.0,6",
            ],
            csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task List_ForWhoMayOnlyLook_HasNeitherTheAddressNorPlatformIds()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        await study.ParticipantAsync(await study.OpenDoorAsync(), "ada");

        var seen = await study.DoorAsync(await ViewerAsync(study));

        Assert.Null(seen.Token);
        Assert.Null(Assert.Single(seen.Participants).PlatformId);
        Assert.Equal("ada", (await study.DoorAsync()).Participants.Single().PlatformId);
    }

    private static async Task<Actor> ViewerAsync(AnnotationStudy study)
    {
        await study.Get<Database>().WriteAsync(db =>
        {
            db.Add(new StudyMember { StudyId = study.Id, ActorId = "account:viewer", Right = StudyRight.View, CreatedAt = study.Now });
            return Task.CompletedTask;
        }, Cancel);
        return new("account:viewer", "Vi", ActorRole.Researcher);
    }
}
