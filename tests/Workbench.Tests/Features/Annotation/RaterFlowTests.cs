using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Jobs;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>The stages a rater passes through, and that none can be skipped.</summary>
public sealed class RaterFlowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_StepByStep_IsAtTheRightStageAndGivesTheCodeAtTheEndOnly()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        var stages = new List<RaterStage>();
        var codes = new List<string?>();
        async Task LookAsync()
        {
            var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);
            stages.Add(session.Stage);
            codes.Add(session.CompletionCode);
        }

        await LookAsync();
        await study.ConsentAsync(ann);
        await LookAsync();
        await study.AnswerAsync(ann, SurveyMoment.Before, WholeFlow.Before);
        await LookAsync();
        while (await study.NextTrainingAsync(ann) is { } pair)
            await study.TryAsync(ann, pair, right: true);
        await LookAsync();
        await study.JudgeAllAsync(ann);
        await LookAsync();
        await study.AnswerAsync(ann, SurveyMoment.After, WholeFlow.After);
        await LookAsync();

        Assert.Equal([RaterStage.Welcome, RaterStage.QuestionsBefore, RaterStage.Training, RaterStage.Judging, RaterStage.QuestionsAfter, RaterStage.Finished], stages);
        Assert.Equal([null, null, null, null, null, "DONE-42"], codes);
        // Who takes the last answer back judges again, and has not to answer again.
        await study.Judgments.UndoAsync(ann, study.Id, Cancel);
        Assert.Equal(RaterStage.Judging, await study.StageAsync(ann));
        await study.JudgeAllAsync(ann);
        Assert.Equal(RaterStage.Finished, await study.StageAsync(ann));
    }

    [Fact]
    public async Task OpenAsync_NoneOfTheseParts_GoesFromThePairsToTheEnd()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: new() { CompletionCode = "DONE" });
        var ann = await study.AnnotatorAsync("ann");
        Assert.Equal(RaterStage.Judging, await study.StageAsync(ann));
        Assert.False((await study.Assignments.OpenAsync(ann, study.Id, Cancel)).HasBegun);

        Assert.Equal(2, await study.JudgeAllAsync(ann));

        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);
        Assert.Equal((RaterStage.Finished, "DONE", true), (session.Stage, session.CompletionCode, session.HasBegun));
    }

    [Fact]
    public async Task OpenAsync_PairsStillGenerated_IsNotAtTheEnd()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: new() { CompletionCode = "DONE" }, isDone: i => i == 0);
        var ann = await study.AnnotatorAsync("ann");
        Assert.Equal(1, await study.JudgeAllAsync(ann));

        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);

        Assert.Equal((RaterStage.Judging, null), (session.Stage, session.CompletionCode));
    }

    [Fact]
    public async Task OpenAsync_OwnShareDoneWhileOthersAreGenerated_IsAtTheEnd()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: new() { CompletionCode = "DONE", MaxPerRater = 1 }, isDone: i => i == 0);
        var ann = await study.AnnotatorAsync("ann");
        Assert.Equal(1, await study.JudgeAllAsync(ann));

        Assert.Equal(RaterStage.Finished, await study.StageAsync(ann));
    }

    [Fact]
    public async Task NextAsync_BeforeEachStageIsPassed_GivesNoPair()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        Task Refused(string word) => RefusedAsync(() => study.Assignments.NextAsync(ann, study.Id, null, Cancel), word);

        await Refused("consent");
        await study.ConsentAsync(ann);
        await Refused("questions");
        await study.AnswerAsync(ann, SurveyMoment.Before, WholeFlow.Before);
        await Refused("training");
        await study.TryAsync(ann, (await study.NextTrainingAsync(ann))!, right: true);
        await Refused("training");
        await study.TryAsync(ann, (await study.NextTrainingAsync(ann))!, right: true);
        Assert.Null(await study.NextTrainingAsync(ann));

        Assert.NotNull(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        Assert.Single(await study.RowsAsync<Rater>());
    }

    [Fact]
    public async Task EachStore_OutOfTurn_Refuses()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        await RefusedAsync(() => study.AnswerAsync(ann, SurveyMoment.Before, WholeFlow.Before), "not open");
        await RefusedAsync(() => study.NextTrainingAsync(ann), "consent");
        await study.ConsentAsync(ann);
        await RefusedAsync(() => study.NextTrainingAsync(ann), "questions");
        await RefusedAsync(() => study.AnswerAsync(ann, SurveyMoment.After, WholeFlow.After), "not open");
        await study.AnswerAsync(ann, SurveyMoment.Before, WholeFlow.Before);
        var stranger = new Actor("mallory", "mallory", ActorRole.Annotator);
        await RefusedAsync(() => study.AnswerAsync(stranger, SurveyMoment.Before, WholeFlow.Before), "no right");
        await RefusedAsync(() => study.NextTrainingAsync(stranger), "no right");
        await study.TryAsync(ann, (await study.NextTrainingAsync(ann))!, right: true);
        var last = (await study.NextTrainingAsync(ann))!;
        await study.TryAsync(ann, last, right: true);
        await study.NextTrainingAsync(ann);

        await RefusedAsync(() => study.TryAsync(ann, last, right: true), "behind you");
        await RefusedAsync(() => study.AnswerAsync(ann, SurveyMoment.After, WholeFlow.After), "not open");
        Assert.DoesNotContain(await study.RowsAsync<SurveyAnswer>(), a => a.Moment == SurveyMoment.After);
    }

    /// <summary>As after a change by hand: an assignment is in the rater's hands, and a stage is not passed.</summary>
    [Fact]
    public async Task SubmitAsync_StageNotPassed_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        await study.ReachJudgingAsync(ann);
        var pair = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.Get<Database>().WriteAsync(db =>
        {
            db.Set<Rater>().Single().TrainedAt = null;
            return Task.CompletedTask;
        }, Cancel);

        await RefusedAsync(() => study.JudgeAsync(ann, pair, Choice.Left), "training");
        await RefusedAsync(() => study.Judgments.SkipAsync(ann, Guid.NewGuid(), pair.AssignmentId, "", Cancel), "training");
        await RefusedAsync(() => study.Assignments.NextAsync(ann, study.Id, null, Cancel), "training");
        Assert.Empty(await study.RowsAsync<StoredJudgment>());
    }

    [Fact]
    public async Task OpenAsync_Anywhere_TellsNobodyWhatScreensOut()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        await study.ConsentAsync(ann);

        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);

        Assert.Equal(5, session.Questions.Count);
        Assert.All(session.Questions, q => Assert.Empty(q.ScreensOut));
    }

    private static async Task RefusedAsync(Func<Task> act, string word) =>
        Assert.Contains(word, (await Assert.ThrowsAsync<AccessDeniedException>(act)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task OpenAsync_AnAnswerFailed_IsAtTheEndOnceTheOthersAreJudged()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: new() { CompletionCode = "DONE" }, isDone: i => i == 0);
        var ann = await study.AnnotatorAsync("ann");
        Assert.Equal(1, await study.JudgeAllAsync(ann));
        await study.Get<Database>().WriteAsync(db =>
        {
            db.Set<Output>().Single(o => o.State == WorkState.Planned).State = WorkState.Failed;
            return Task.CompletedTask;
        }, Cancel);

        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);

        Assert.Equal((RaterStage.Finished, "DONE", 0), (session.Stage, session.CompletionCode, session.Progress.NotReady));
    }

    /// <summary>Two hundred screens open while others submit: none of them may stand in the way.</summary>
    [Fact]
    public async Task OpenAsync_KnownRater_WaitsForNoWriter()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        await study.Assignments.OpenAsync(ann, study.Id, Cancel);
        var end = new TaskCompletionSource();
        var writing = study.Get<Database>().WriteAsync(_ => end.Task, Cancel);

        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        end.SetResult();
        await writing;
        Assert.Equal(6, session.Progress.Total);
    }
}
