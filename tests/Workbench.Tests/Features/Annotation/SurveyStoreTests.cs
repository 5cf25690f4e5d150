using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

public sealed class SurveyStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnswerAsync_GoodAnswers_KeepsThemOnceInOneForm()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        await study.ConsentAsync(ann);

        Assert.Empty(await study.AnswerAsync(ann, SurveyMoment.Before, WholeFlow.Before));
        Assert.Empty(await study.AnswerAsync(ann, SurveyMoment.Before, new() { ["reads"] = "Never" }));

        var kept = (await study.RowsAsync<SurveyAnswer>()).ToDictionary(a => a.QuestionKey, a => a.Value);
        Assert.Equal(new Dictionary<string, string?> { ["reads"] = "Often", ["languages"] = "German\nOther", ["age"] = "41.5", ["remark"] = null, ["trust"] = "6" }, kept);
        var rater = Assert.Single(await study.RowsAsync<Rater>());
        Assert.Equal((study.Now, null), (rater.AnsweredBeforeAt, rater.ScreenedOutAt));
    }

    [Theory]
    [InlineData("reads", "", "answer this question")]
    [InlineData("reads", "Daily", "“Daily” is none of the options")]
    [InlineData("reads", "Often\nSometimes", "one option only")]
    [InlineData("languages", "German\nGerman", "twice")]
    [InlineData("age", "17", "from 18 to 99")]
    [InlineData("age", "old", "from 18 to 99")]
    [InlineData("age", "NaN", "from 18 to 99")]
    [InlineData("remark", "a text of more than twenty characters", "At most 20 characters")]
    [InlineData("trust", "8", "from 1 to 7")]
    [InlineData("trust", "2.5", "from 1 to 7")]
    [InlineData("shoe_size", "44", "does not ask that")]
    public async Task AnswerAsync_BadAnswer_NamesTheQuestionAndSavesNothing(string key, string value, string words)
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        await study.ConsentAsync(ann);

        var problems = await study.AnswerAsync(ann, SurveyMoment.Before, new(WholeFlow.Before) { [key] = value });

        var problem = Assert.Single(problems);
        Assert.Equal(key, problem.Field);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Empty(await study.RowsAsync<SurveyAnswer>());
        Assert.Equal(RaterStage.QuestionsBefore, await study.StageAsync(ann));
    }

    [Fact]
    public async Task AnswerAsync_ScreeningOption_EndsTheStudyWithTheReasonAndGivesPlacesBack()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design);
        var ann = await study.AnnotatorAsync("ann");
        await study.ConsentAsync(ann);
        // A place held all the same, as one that a researcher's import left.
        await study.Get<Database>().WriteAsync(db =>
        {
            var comparison = db.Set<Comparison>().First();
            db.Add(new Assignment
            {
                Id = Guid.NewGuid(),
                StudyId = study.Id,
                ComparisonId = comparison.Id,
                RaterId = db.Set<Rater>().Single().Id,
                FirstIsLeft = true,
                Position = 0,
                State = AssignmentState.Open,
                CreatedAt = study.Now,
                LeaseUntil = study.Now.AddMinutes(30),
            });
            return Task.CompletedTask;
        }, Cancel);

        Assert.Empty(await study.AnswerAsync(ann, SurveyMoment.Before, new(WholeFlow.Before) { ["reads"] = "Never" }));

        Assert.Equal(RaterStage.ScreenedOut, await study.StageAsync(ann));
        var rater = Assert.Single(await study.RowsAsync<Rater>());
        Assert.Equal((study.Now, "Do you read novels?: Never"), (rater.ScreenedOutAt, rater.ScreenOutReason));
        Assert.Equal(5, (await study.RowsAsync<SurveyAnswer>()).Count);
        var assignment = Assert.Single(await study.RowsAsync<Assignment>());
        Assert.Equal((AssignmentState.Released, null), (assignment.State, assignment.LeaseUntil));
        foreach (var act in new Func<Task>[]
        {
            () => study.Assignments.NextAsync(ann, study.Id, null, Cancel),
            () => study.NextTrainingAsync(ann),
            () => study.Judgments.SubmitAsync(ann, new() { Id = Guid.NewGuid(), AssignmentId = assignment.Id, Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = new(Choice.Tie) } }, Cancel),
        })
            Assert.Contains("other people", (await Assert.ThrowsAsync<AccessDeniedException>(act)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_PlacesOpenedWhileTheLastQuestionsAreWritten_TakesTheAnswers()
    {
        var design = WholeFlow.Design with { Consent = null, QuestionsBefore = [], Training = [], TrainingPass = null, RatersPerComparison = 1 };
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 2, annotation: design);
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        for (var i = 0; i < 2; i++)
            await study.JudgeAsync(ann, (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!, Choice.Tie);
        await study.JudgeAllAsync(bob);
        Assert.Null(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        Assert.Equal(RaterStage.QuestionsAfter, await study.StageAsync(ann));
        await study.Get<StudyDecisionStore>().ChangeOverlapAsync(new("owner", "Owner", ActorRole.Owner), study.Id, 2, "More.", Cancel);

        Assert.Empty(await study.AnswerAsync(ann, SurveyMoment.After, WholeFlow.After));

        Assert.Equal(RaterStage.Judging, await study.StageAsync(ann));
        Assert.Equal(2, await study.JudgeAllAsync(ann));
        Assert.Equal(RaterStage.Finished, await study.StageAsync(ann));
    }
}
