using Microsoft.Extensions.Logging.Abstractions;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Annotation;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;
using Workbench.Tests.Features.Annotation;
using Xunit;

namespace Workbench.Tests.Features.Accounts.Crowd;

/// <summary>When a participant is through, and how they are shown out.</summary>
public sealed class CrowdExitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_AfterTheLastPair_ShowsTheCodeAndEndsThePartOnce()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { CompletionCode = "of the design" });
        var settings = CrowdSteps.Settings with { CompleteAddress = "https://host.example/done?cc={code}&who={id}&s={SESSION_ID}", CompleteCode = "C1 & more" };
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(settings: settings), "a+b@host.org");
        var before = await study.Assignments.OpenAsync(ada, study.Id, Cancel);
        var judged = await study.JudgeAllAsync(ada);

        var end = await study.Assignments.OpenAsync(ada, study.Id, Cancel);
        var at = study.Now;
        study.Time.Advance(TimeSpan.FromHours(2));
        var again = await study.Assignments.OpenAsync(ada, study.Id, Cancel);

        Assert.Equal((6, null), (judged, before.Exit));
        Assert.Equal((RaterStage.Finished, null, true), (end.Stage, end.CompletionCode, end.IsOver));
        Assert.Equal(new("Prolific", "C1 & more", "https://host.example/done?cc=C1%20%26%20more&who=a%2Bb%40host.org&s=xa%2Bb%40host.org"), end.Exit);
        Assert.Equal(end.Exit, again.Exit);
        var row = await study.RowAsync(ada);
        Assert.Equal((CrowdState.Complete, at), (row.State, row.EndedAt));
        Assert.True(await study.MayJudgeAsync(ada));
    }

    [Fact]
    public async Task Next_OnceTheCodeWasShown_GivesNoFurtherPairThoughPlacesComeBack()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { RatersPerComparison = 1 });
        var token = await study.OpenDoorAsync();
        var (ada, bob) = (await study.ParticipantAsync(token, "ada"), await study.ParticipantAsync(token, "bob"));
        var held = await study.Assignments.NextAsync(bob, study.Id, null, Cancel);
        await study.JudgeAllAsync(ada);
        var end = await study.Assignments.OpenAsync(ada, study.Id, Cancel);

        await study.Get<CrowdReturnStore>().ReturnAsync(Actor.LocalOwner, study.Id, (await study.DoorAsync()).Id, CrowdParticipant.IdOf(bob.Id)!.Value, Cancel);

        Assert.NotNull(held);
        Assert.NotNull(end.Exit);
        Assert.Null(await study.Assignments.NextAsync(ada, study.Id, null, Cancel));
        Assert.Equal(end.Exit, (await study.Assignments.OpenAsync(ada, study.Id, Cancel)).Exit);
    }

    [Fact]
    public async Task Undo_OnceTheCodeWasShown_TakesNothingBack()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(), "ada");
        await study.JudgeAllAsync(ada);
        await study.Assignments.OpenAsync(ada, study.Id, Cancel);

        // A second window still shows the button.
        var undone = await study.Judgments.UndoAsync(ada, study.Id, Cancel);

        Assert.Null(undone);
        Assert.All(await study.RowsAsync<StoredJudgment>(), j => Assert.Null(j.SupersededAt));
        Assert.All(await study.RowsAsync<Assignment>(), a => Assert.Equal(AssignmentState.Judged, a.State));
    }

    [Fact]
    public async Task Tick_AfterTheOverlapChanged_KeepsWhoWasThroughAndShowsTheirCode()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { RatersPerComparison = 1 });
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(settings: CrowdSteps.Settings with { MinutesAllowed = 45 }), "ada");
        Assert.Equal(6, await study.JudgeAllAsync(ada));

        // The connection broke before the last page; meanwhile more people are wanted for each comparison.
        await study.Get<StudyDecisionStore>().ChangeOverlapAsync(new("owner", "Owner", ActorRole.Owner), study.Id, 2, "More.", Cancel);
        study.Time.Advance(TimeSpan.FromMinutes(46));
        using var clock = new CrowdClock(study.Get<Database>(), study.Get<ChangeFeed>(), study.Time, NullLogger<CrowdClock>.Instance);
        var dropped = await clock.TickAsync(Cancel);
        var end = await study.Assignments.OpenAsync(ada, study.Id, Cancel);

        Assert.Equal(0, dropped);
        Assert.Equal((RaterStage.Finished, "C1DONE"), (end.Stage, end.Exit!.Code));
        Assert.Equal(CrowdState.Complete, (await study.RowAsync(ada)).State);
        Assert.Null(await study.Assignments.NextAsync(ada, study.Id, null, Cancel));
    }

    [Fact]
    public async Task Open_ScreenedOut_ShowsThatCodeAndFreesThePlace()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync(places: 1);
        var ada = await study.ParticipantAsync(token, "ada");
        await study.Assignments.OpenAsync(ada, study.Id, Cancel);
        await study.Get<Database>().WriteAsync(db =>
        {
            db.Set<Rater>().Single().ScreenedOutAt = study.Now;
            return Task.CompletedTask;
        }, Cancel);

        var end = await study.Assignments.OpenAsync(ada, study.Id, Cancel);

        Assert.Equal((RaterStage.ScreenedOut, "C2OUT", "https://app.prolific.com/submissions/complete?cc=C2OUT"), (end.Stage, end.Exit!.Code, end.Exit.Address));
        Assert.Equal((CrowdState.ScreenedOut, study.Now), ((await study.RowAsync(ada)).State, (await study.RowAsync(ada)).EndedAt));
        Assert.Equal(CrowdArrivalState.Welcome, (await study.ArriveAsync(token, "PROLIFIC_PID=next")).State);
    }

    [Fact]
    public async Task Open_ExcludedByTheRule_ShowsThatCodeAndGivesTheirPairsBack()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: new() { CheckEvery = 4, ExcludeAfterFailedChecks = 1 });
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(), "ada");

        var judged = await study.JudgeAllAsync(ada);
        var end = await study.Assignments.OpenAsync(ada, study.Id, Cancel);

        Assert.InRange(judged, 5, 24);
        Assert.Equal((RaterStage.Failed, "C3FAIL"), (end.Stage, end.Exit!.Code));
        Assert.Equal(CrowdState.Failed, (await study.RowAsync(ada)).State);
        var states = (await study.RowsAsync<Assignment>()).Select(a => a.State).ToList();
        Assert.DoesNotContain(AssignmentState.Open, states);
        Assert.Contains(AssignmentState.Released, states);
        Assert.Contains(AssignmentState.Judged, states);
    }

    [Fact]
    public async Task Open_ExcludedByAResearcher_GoesOnToTheCodeOfWhoFinished()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(), "ada");
        var first = await study.Assignments.NextAsync(ada, study.Id, null, Cancel);
        await study.JudgeAsync(ada, first!, Choice.Tie);
        await study.Get<RaterStore>().DecideAsync(Actor.LocalOwner, (await study.RowsAsync<Rater>()).Single().Id, true, "a friend of mine", Cancel);

        await study.JudgeAllAsync(ada);

        Assert.Equal("C1DONE", (await study.Assignments.OpenAsync(ada, study.Id, Cancel)).Exit!.Code);
    }

    [Fact]
    public async Task Open_WithNothingToJudgeAtAll_ShowsTheCodeOnlyToWhoLeavesForIt()
    {
        await using var study = await AnnotationStudy.CreateAsync(isDone: _ => false);
        var token = await study.OpenDoorAsync(places: 1);
        var ada = await study.ParticipantAsync(token, "ada");
        Assert.Equal(0, await study.JudgeAllAsync(ada));

        var session = await study.Assignments.OpenAsync(ada, study.Id, Cancel);
        Assert.Equal((null, "Prolific", false), (session.Exit, session.LeavesTo, session.IsOver));
        Assert.Equal(CrowdState.Active, (await study.RowAsync(ada)).State);
        await study.Get<CrowdLeaveStore>().LeaveAsync(ada, study.Id, Cancel);
        var end = await study.Assignments.OpenAsync(ada, study.Id, Cancel);

        Assert.Equal((RaterStage.ScreenedOut, "C2OUT", null), (end.Stage, end.Exit!.Code, end.LeavesTo));
        Assert.Equal((CrowdState.ScreenedOut, study.Now), ((await study.RowAsync(ada)).State, (await study.RowAsync(ada)).EndedAt));
        Assert.Contains("ada,", CrowdPayment.Write(await study.PaymentAsync()), StringComparison.Ordinal);
        Assert.Contains(",screened_out,C2OUT,", CrowdPayment.Write(await study.PaymentAsync()), StringComparison.Ordinal);
        Assert.Equal(CrowdArrivalState.Welcome, (await study.ArriveAsync(token, "PROLIFIC_PID=next")).State);
    }

    [Fact]
    public async Task Leave_ByWhoHasPairs_EndsNothing()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(), "ada");
        await study.Assignments.NextAsync(ada, study.Id, null, Cancel);

        await study.Get<CrowdLeaveStore>().LeaveAsync(ada, study.Id, Cancel);
        Assert.Equal(CrowdState.Active, (await study.RowAsync(ada)).State);
        await study.JudgeAllAsync(ada);
        await study.Get<CrowdLeaveStore>().LeaveAsync(ada, study.Id, Cancel);

        Assert.Equal("C1DONE", (await study.Assignments.OpenAsync(ada, study.Id, Cancel)).Exit!.Code);
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<CrowdLeaveStore>().LeaveAsync(new("crowd:x", "x", ActorRole.Annotator), study.Id, Cancel));
    }

    [Fact]
    public async Task Open_ByAnInvitedAnnotator_HasNoExit()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { CompletionCode = "of the design" });
        var ann = await study.AnnotatorAsync("ann");
        await study.JudgeAllAsync(ann);

        var end = await study.Assignments.OpenAsync(ann, study.Id, Cancel);

        Assert.Equal((null, "of the design", false), (end.Exit, end.CompletionCode, end.IsOver));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.example/x")]
    [InlineData("ftp://host.example/")]
    [InlineData("https://{id}.example/")]
    [InlineData("https://host.example{id}/")]
    [InlineData("https://user:word@host.example/")]
    [InlineData("https://host.example/{nothing}")]
    [InlineData("data:text/html,<script>")]
    public async Task OpenDoor_WithAnAddressThatMayLeadElsewhere_NamesTheField(string address)
    {
        await using var study = await AnnotationStudy.CreateAsync();

        var opened = await study.Get<CrowdStore>().OpenAsync(Actor.LocalOwner, study.Id, "x", CrowdSteps.Settings with { FailedAddress = address }, null, Cancel);

        Assert.Null(opened.Token);
        Assert.StartsWith("Failed checks: ", Assert.Single(opened.Problems), StringComparison.Ordinal);
        Assert.Empty(await study.RowsAsync<CrowdDoor>());
    }

    [Fact]
    public async Task OpenDoor_WithSettingsThatCannotWork_NamesEveryField()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var settings = CrowdPreset.Other.Settings with { IdParameter = "a b", Extras = ["ok", "OK", "<x>", "code"], MinutesAllowed = 0 };

        var problems = (await study.Get<CrowdStore>().OpenAsync(Actor.LocalOwner, study.Id, " ", settings, 0, Cancel)).Problems;

        Assert.Equal(["Finished", "Id parameter", "Kept parameters", "Kept parameters", "Kept parameters", "Minutes allowed", "Name", "Places"], problems.Select(p => p.Split(':')[0]).Order());
    }

    [Fact]
    public void Presets_AsTheyStand_PasteTheirPlatformsPlaceholdersAndLackCodesAtMost()
    {
        Assert.Equal("/crowd/T?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}", CrowdPreset.StudyAddress(CrowdPreset.Prolific.Settings, "T"));
        Assert.Equal("/crowd/T", CrowdPreset.StudyAddress(CrowdPreset.Connect.Settings, "T"));
        Assert.Equal("/crowd/T?id=%SURVEY_CODE%", CrowdPreset.StudyAddress(CrowdPreset.Sona.Settings, "T"));
        Assert.Equal("/crowd/T?id=[id]", CrowdPreset.StudyAddress(CrowdPreset.Other.Settings, "T"));
        Assert.All(CrowdPreset.All, p => Assert.Empty(CrowdDoorProblems.Of(p.Name, p.Settings with { CompleteCode = "c" }, null)));
    }
}
