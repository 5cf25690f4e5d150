using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

public sealed class JudgmentStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SubmitAsync_EverySide_ResolvesToTheConditionThatStoodThere()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 6);
        var ann = await study.AnnotatorAsync("ann");
        for (var i = 0; await study.Assignments.NextAsync(ann, study.Id, null, Cancel) is { } pair; i++)
            await study.JudgeAsync(ann, pair, pair.Left.StartsWith("personal", StringComparison.Ordinal) ? Choice.Left : Choice.Right);

        var judgments = await study.RowsAsync<StoredJudgment>();
        Assert.Equal(12, judgments.Count);
        Assert.All(judgments, j => Assert.Equal(ResolvedChoice.Second, j.Resolved));
        Assert.Equal(6, judgments.Count(j => j.FirstIsLeft));
        Assert.All(judgments, j => Assert.Equal(j.FirstIsLeft ? Choice.Right : Choice.Left, j.Displayed));
    }

    [Fact]
    public async Task SubmitAsync_SameSubmissionManyTimesAtOnce_IsSavedOnce()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var submission = AnnotationStudySteps.Submission(pair!, Choice.Left);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => study.Judgments.SubmitAsync(ann, submission, Cancel)));

        Assert.Equal(1, outcomes.Count(o => o == SubmitOutcome.Saved));
        Assert.Equal(19, outcomes.Count(o => o == SubmitOutcome.Repeated));
        Assert.Single(await study.RowsAsync<StoredJudgment>());
    }

    [Fact]
    public async Task SubmitAsync_FromASecondWindow_ChangesNothing()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        Assert.Equal(SubmitOutcome.Saved, await study.JudgeAsync(ann, pair!, Choice.Left));
        Assert.Equal(SubmitOutcome.AlreadyJudged, await study.JudgeAsync(ann, pair!, Choice.Right));

        Assert.Equal(Choice.Left, Assert.Single(await study.RowsAsync<StoredJudgment>()).Displayed);
    }

    [Fact]
    public async Task SubmitAsync_AnotherRatersAssignment_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => study.JudgeAsync(bob, pair!, Choice.Left));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.JudgeAsync(Actor.LocalOwner, pair!, Choice.Left));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Judgments.SkipAsync(bob, Guid.NewGuid(), pair!.AssignmentId, "", Cancel));

        Assert.Empty(await study.RowsAsync<StoredJudgment>());
    }

    [Fact]
    public async Task SubmitAsync_SeveralCriteria_SavesOneRowEach()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { Criteria = CriterionDesign.Usual });
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var answers = CriterionDesign.Usual.ToDictionary(c => c.Key, _ => new CriterionAnswer(Choice.Tie));
        answers["overall"] = new(Choice.Right, 2);

        await study.Judgments.SubmitAsync(ann, AnnotationStudySteps.Submission(pair!, Choice.Left) with { Answers = answers, Rationale = "warmer", Certainty = 70, Seconds = 12.5 }, Cancel);

        var rows = await study.RowsAsync<StoredJudgment>();
        Assert.Equal(5, rows.Count);
        var overall = rows.Single(j => j.Criterion == "overall");
        Assert.Equal((Choice.Right, 2, "warmer", 70, 12.5), (overall.Displayed!.Value, overall.Strength!.Value, overall.Rationale, overall.Certainty!.Value, overall.Seconds!.Value));
        Assert.All(rows.Where(j => j.Criterion != "overall"), j => Assert.Null(j.Rationale));
    }

    [Fact]
    public async Task SubmitAsync_AnswersThatDoNotFit_AreRefusedWithTheReason()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { Criteria = [CriterionDesign.Usual[1]] });
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var good = AnnotationStudySteps.Submission(pair!, Choice.Left);
        async Task<string> Refused(Submission submission) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => study.Judgments.SubmitAsync(ann, submission, Cancel))).Message;
        Dictionary<string, CriterionAnswer> With(string key, CriterionAnswer answer) => new(good.Answers) { [key] = answer };

        Assert.Contains("has no answer yet", await Refused(good), StringComparison.Ordinal);
        Assert.Contains("does not ask about 'beauty'", await Refused(good with { Answers = new Dictionary<string, CriterionAnswer>(With("quality", new(Choice.Tie))) { ["beauty"] = new(Choice.Tie) } }), StringComparison.Ordinal);
        Assert.Contains("'left_2' is no answer to 'quality'", await Refused(good with { Answers = With("quality", new(Choice.Left, 2)) }), StringComparison.Ordinal);
        Assert.Contains("Certainty", await Refused(good with { Answers = With("quality", new(Choice.Tie)), Certainty = 101 }), StringComparison.Ordinal);
        Assert.Empty(await study.RowsAsync<StoredJudgment>());
    }

    [Fact]
    public async Task UndoAsync_LastJudgment_KeepsTheRowAndReopensThePairWithItsAnswers()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        await study.Judgments.SubmitAsync(ann, AnnotationStudySteps.Submission(pair!, Choice.Left) with { Draft = """{"answers":{"overall":"left_1"}}""" }, Cancel);

        Assert.Equal(pair!.AssignmentId, await study.Judgments.UndoAsync(ann, study.Id, Cancel));
        var again = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        Assert.Equal((pair.AssignmentId, pair.Left, """{"answers":{"overall":"left_1"}}"""), (again!.AssignmentId, again.Left, again.Draft));
        await study.JudgeAsync(ann, again, Choice.Tie);

        var rows = (await study.RowsAsync<StoredJudgment>()).OrderBy(j => j.SupersededAt is null).ToList();
        Assert.Equal([Choice.Left, Choice.Tie], rows.Select(j => j.Displayed!.Value));
        Assert.Equal((study.Now, "undone by the rater"), (rows[0].SupersededAt, rows[0].SupersededReason));
        Assert.Null(rows[1].SupersededAt);
    }

    [Fact]
    public async Task UndoAsync_NothingJudged_DoesNothing()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");

        Assert.Null(await study.Judgments.UndoAsync(ann, study.Id, Cancel));
    }

    [Fact]
    public async Task SkipAsync_WithAReason_IsUnscoredAndGivesThePlaceToSomebodyElse()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 1, annotation: new() { RatersPerComparison = 1 });
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var id = Guid.NewGuid();

        Assert.Equal(SubmitOutcome.Saved, await study.Judgments.SkipAsync(ann, id, pair!.AssignmentId, "Not my language", Cancel));
        Assert.Equal(SubmitOutcome.Repeated, await study.Judgments.SkipAsync(ann, id, pair.AssignmentId, "Not my language", Cancel));

        var row = Assert.Single(await study.RowsAsync<StoredJudgment>());
        Assert.Equal((null, null, "Not my language"), (row.Displayed, row.Resolved, row.Rationale));
        Assert.Null(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        Assert.NotNull(await study.Assignments.NextAsync(bob, study.Id, null, Cancel));
    }

    [Fact]
    public async Task SubmitAsync_Saved_IsAnnouncedOnTheStudysFeed()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var heard = new TaskCompletionSource();
        using var subscription = study.Get<ChangeFeed>().Subscribe(ChangeFeed.Study(study.Id), TimeSpan.FromSeconds(1), () =>
        {
            heard.TrySetResult();
            return Task.CompletedTask;
        });

        await study.JudgeAsync(ann, pair!, Choice.Left);
        study.Time.Advance(TimeSpan.FromSeconds(2));

        await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }
}
