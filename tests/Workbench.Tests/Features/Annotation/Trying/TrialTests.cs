using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Trying;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation.Trying;

public sealed class TrialTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AnnotationDesign Design => new() { CheckEvery = 3, Consent = "I agree.", Guidelines = "Read both." };

    [Fact]
    public async Task Trial_WholeWay_BehavesAsTheRealThingAndLeavesNothing()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 4, annotation: Design);
        var before = await CountsAsync(study.Get<Database>());
        var heard = 0;
        using var subscription = study.Get<ChangeFeed>().Subscribe(ChangeFeed.Study(study.Id), TimeSpan.FromSeconds(1), () =>
        {
            Interlocked.Increment(ref heard);
            return Task.CompletedTask;
        });

        await using var trial = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);
        var (desk, me) = (trial.Desk, trial.Annotator);
        var session = await desk.OpenAsync(me, study.Id, Cancel);
        Assert.Equal(("I agree.", "Read both."), (session.Consent!.Value.Text, session.Guidelines));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.NextAsync(me, study.Id, null, Cancel));
        await desk.ConsentAsync(me, study.Id, session.Consent.Value.Version, Cancel);

        var first = (await desk.NextAsync(me, study.Id, null, Cancel))!;
        await desk.ShowAsync(me, first.AssignmentId, Cancel);
        await desk.SaveDraftAsync(me, first.AssignmentId, "{}", Cancel);
        Assert.Equal(SubmitOutcome.Saved, await desk.SubmitAsync(me, AnnotationStudySteps.Submission(first, Choice.Left), Cancel));
        Assert.Equal(first.AssignmentId, await desk.UndoAsync(me, study.Id, Cancel));
        Assert.Equal(SubmitOutcome.Saved, await desk.SkipAsync(me, Guid.NewGuid(), first.AssignmentId, "broken", Cancel));
        var pairs = 1;
        for (; await desk.NextAsync(me, study.Id, null, Cancel) is { } pair; pairs++)
        {
            await desk.ShowAsync(me, pair.AssignmentId, Cancel);
            Assert.Equal(SubmitOutcome.Saved, await desk.SubmitAsync(me, AnnotationStudySteps.Submission(pair, Choice.Tie), Cancel));
        }

        // Sixteen pairs, and a hidden check after each third: five.
        Assert.Equal((21, 20, 1), (pairs, (await desk.ProgressAsync(me, study.Id, Cancel)).Judged, (await desk.ProgressAsync(me, study.Id, Cancel)).Skipped));
        var sides = await trial.Get<Database>().ReadAsync(db => db.Set<Assignment>().Select(a => a.FirstIsLeft).ToListAsync(Cancel), Cancel);
        Assert.Equal(8, sides.Count(isLeft => isLeft));
        Assert.Equal(before, await CountsAsync(study.Get<Database>()));
        study.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, heard);
        Assert.Equal((0, 16), await OverviewAsync(study));
    }

    [Fact]
    public async Task Trial_OfEveryStage_LeadsThroughAllOfThem()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 2, annotation: WholeFlow.Design with { CheckEvery = 2, Gold = [WholeFlow.Pair("gold_bees", "Bees again?")] });
        var before = await CountsAsync(study.Get<Database>());
        await using var trial = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);
        var (desk, me) = (trial.Desk, trial.Annotator);
        var stages = new List<RaterStage>();
        async Task<RaterStage> StageAsync()
        {
            stages.Add((await desk.OpenAsync(me, study.Id, Cancel)).Stage);
            return stages[^1];
        }

        await StageAsync();
        await desk.ConsentAsync(me, study.Id, WholeFlow.Design.ConsentVersion()!, Cancel);
        await StageAsync();
        Assert.Empty(await desk.AnswerQuestionsAsync(me, study.Id, SurveyMoment.Before, WholeFlow.Before, Cancel));
        await StageAsync();
        while (await desk.NextTrainingAsync(me, study.Id, null, Cancel) is { } pair)
        {
            Assert.NotNull(pair.Pair.Persona);
            Assert.True((await desk.SubmitTrainingAsync(me, study.Id, AnnotationStudySteps.Submission(pair.Pair, WholeFlow.SideOf(pair.Pair, true)), Cancel)).IsRight);
        }
        await StageAsync();
        while (await desk.NextAsync(me, study.Id, null, Cancel) is { } pair)
            await desk.SubmitAsync(me, AnnotationStudySteps.Submission(pair, Choice.Left), Cancel);
        await StageAsync();
        Assert.Empty(await desk.AnswerQuestionsAsync(me, study.Id, SurveyMoment.After, WholeFlow.After, Cancel));
        await StageAsync();

        Assert.Equal([RaterStage.Welcome, RaterStage.QuestionsBefore, RaterStage.Training, RaterStage.Judging, RaterStage.QuestionsAfter, RaterStage.Finished], stages);
        Assert.Equal([HiddenCheckKind.Gold], (await trial.Get<Database>().ReadAsync(db => db.Set<HiddenCheck>().Select(c => c.Kind).Distinct().ToListAsync(Cancel), Cancel)).Where(k => k == HiddenCheckKind.Gold));
        Assert.Equal(before, await CountsAsync(study.Get<Database>()));
    }

    [Fact]
    public async Task Trials_TwoAtOnce_KnowNothingOfEachOther()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { RatersPerComparison = 1 });
        await using var one = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);
        await using var other = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);
        while (await one.Desk.NextAsync(one.Annotator, study.Id, null, Cancel) is { } pair)
            await one.Desk.SubmitAsync(one.Annotator, AnnotationStudySteps.Submission(pair, Choice.Left), Cancel);

        Assert.Equal(6, (await other.Desk.OpenAsync(other.Annotator, study.Id, Cancel)).Progress.Remaining);
        // What others do in the study meanwhile is not in a trial either.
        await study.JudgeAllAsync(await study.AnnotatorAsync("ann"));
        Assert.NotNull(await other.Desk.NextAsync(other.Annotator, study.Id, null, Cancel));
    }

    [Fact]
    public async Task Trial_ReadsAndWritesAtOnce_WaitForEachOther()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 3, prompts: 4);
        await using var trial = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);
        var (desk, me) = (trial.Desk, trial.Annotator);
        while (await desk.NextAsync(me, study.Id, null, Cancel) is { } pair)
        {
            // As the screen does: the next pair is fetched while this one is shown, kept and submitted.
            await Task.WhenAll(
                Task.Run(() => desk.ShowAsync(me, pair.AssignmentId, Cancel)), Task.Run(() => desk.NextAsync(me, study.Id, pair.AssignmentId, Cancel)),
                Task.Run(() => desk.SaveDraftAsync(me, pair.AssignmentId, "{}", Cancel)), Task.Run(() => desk.ProgressAsync(me, study.Id, Cancel)));
            Assert.Equal(SubmitOutcome.Saved, await desk.SubmitAsync(me, AnnotationStudySteps.Submission(pair, Choice.Right), Cancel));
        }

        Assert.Equal(12, (await desk.ProgressAsync(me, study.Id, Cancel)).Judged);
    }

    [Fact]
    public async Task Trial_OfALargeStudy_TakesWholeBlocksUpToItsLimit()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 3, prompts: 90);
        await using var trial = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);

        var progress = (await trial.Desk.OpenAsync(trial.Annotator, study.Id, Cancel)).Progress;

        Assert.Equal((TrialStore.MostComparisons, 0), (progress.Remaining, progress.NotReady));
    }

    [Fact]
    public async Task Trial_WithoutReadyComparisons_SaysWhatIsMissing()
    {
        await using var study = await AnnotationStudy.CreateAsync(isDone: _ => false);
        var trials = study.Get<TrialStore>();

        Assert.StartsWith("None of the 6 comparisons has its answers yet.", await trials.MissingAsync(Actor.LocalOwner, study.Id, Cancel), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => trials.OpenAsync(Actor.LocalOwner, study.Id, Cancel));
        await study.Get<Database>().WriteAsync(async db => (await db.Set<Study>().SingleAsync(Cancel)).State = StudyState.Draft, Cancel);
        Assert.StartsWith("The study is a draft.", await trials.MissingAsync(Actor.LocalOwner, study.Id, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_WhileTheOpenWaveIsOnesOwnView_SaysThatItCannotBeTried()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new()
        {
            Waves = [new() { Name = "about others", Share = 1 }, new() { Name = "own", Perspective = Perspective.Self }],
        });
        Assert.Null(await study.Get<TrialStore>().MissingAsync(Actor.LocalOwner, study.Id, Cancel));
        await study.Get<Database>().WriteAsync(async db => (await db.Set<Study>().SingleAsync(Cancel)).Wave = 1, Cancel);

        Assert.StartsWith("In the open wave everybody judges answers that are written for themselves", await study.Get<TrialStore>().MissingAsync(Actor.LocalOwner, study.Id, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_ItsPerson_MayDoNothingOutsideOfIt()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        await using var trial = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);

        Assert.Equal(RaterStage.Judging, (await trial.Desk.OpenAsync(trial.Annotator, study.Id, Cancel)).Stage);
        Assert.Null(await trial.Desk.AskProfileAsync(trial.Annotator, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<JudgingDesk>().OpenAsync(trial.Annotator, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<JudgingDesk>().AskProfileAsync(trial.Annotator, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<StudyStore>().GetSummaryAsync(trial.Annotator, study.Id, Cancel));
    }

    [Fact]
    public async Task Trial_OfRatings_SpeaksOfAnswersAndNotOfComparisons()
    {
        await using var waiting = await AnnotationStudy.CreateAsync(annotation: new() { Unit = JudgedUnit.Output }, isDone: _ => false);
        Assert.Equal("None of the 6 answers is written yet. Let the generation go on.", await waiting.Get<TrialStore>().MissingAsync(Actor.LocalOwner, waiting.Id, Cancel));

        await using var empty = await AnnotationStudy.CreateAsync(personas: 0, annotation: new() { Unit = JudgedUnit.Output });
        Assert.StartsWith("The study has no answer that anybody could rate. One condition at least is needed", await empty.Get<TrialStore>().MissingAsync(Actor.LocalOwner, empty.Id, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_ByAnAnnotator_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");

        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<TrialStore>().OpenAsync(ann, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<TrialStore>().MissingAsync(ann, study.Id, Cancel));
    }

    [Fact]
    public async Task Trial_AfterItsEnd_LeavesNoMemoryBehind()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var trial = await study.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);
        var connection = trial.Get<DatabaseOptions>().ConnectionString;
        await trial.DisposeAsync();

        await using var again = new Microsoft.Data.Sqlite.SqliteConnection(connection);
        await again.OpenAsync(Cancel);
        await using var command = again.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancel));
    }

    private static async Task<(int Judged, int Open)> OverviewAsync(AnnotationStudy study)
    {
        var overview = await study.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel);
        return (overview.HumanJudgments, overview.Now.Open);
    }

    /// <summary>The number of rows of every table of the database.</summary>
    private static Task<List<string>> CountsAsync(Database database) => database.ReadAsync(async db =>
    {
        var counts = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            await db.Database.OpenConnectionAsync(Cancel);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            counts.Add($"{table} {Convert.ToInt64(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture)}");
        }
        Assert.True(counts.Count > 15);
        return counts;
    }, Cancel);
}
