using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

public sealed class TrainingStoreTests
{
    private static readonly AnnotationDesign Trained = new() { Training = WholeFlow.Design.Training, TrainingPass = 2 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SubmitAsync_WrongThenRight_GivesFeedbackAndKeepsEveryTry()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Trained);
        var ann = await study.AnnotatorAsync("ann");
        var first = (await study.NextTrainingAsync(ann))!;
        Assert.Equal(("training_bees", 1, 2, "Bees?", "Person 0"), (first.Key, first.Number, first.Total, first.Pair.Prompt, first.Pair.Persona!.Name));
        Assert.Equal(first.Pair.AssignmentId, (await study.NextTrainingAsync(ann))!.Pair.AssignmentId);

        var wrong = await study.TryAsync(ann, first, right: false);
        Assert.Equal((false, first.Pair.Left.StartsWith("better", StringComparison.Ordinal), null), (wrong.IsRight, wrong.BetterIsLeft, wrong.Feedback));
        var again = (await study.NextTrainingAsync(ann, first.Key))!;
        Assert.NotEqual(first.Pair.AssignmentId, again.Pair.AssignmentId);
        Assert.True((await study.TryAsync(ann, again, right: true)).IsRight);
        var second = (await study.NextTrainingAsync(ann))!;
        Assert.Equal("The scarves matter.", (await study.TryAsync(ann, second, right: true)).Feedback);
        Assert.Null((await study.RowsAsync<Rater>())[0].TrainedAt);
        Assert.Null(await study.NextTrainingAsync(ann));

        Assert.Equal(study.Now, (await study.RowsAsync<Rater>())[0].TrainedAt);
        var tries = await study.RowsAsync<TrainingAnswer>();
        Assert.Equal([("training_bees", false), ("training_bees", true), ("training_pipes", true)], tries.Select(t => (t.PairKey, t.IsRight)).Order());
        Assert.All(tries, t => Assert.Equal(t.IsRight, t.Displayed == (t.BetterIsLeft ? Choice.Left : Choice.Right)));
        Assert.Empty(await study.RowsAsync<StoredJudgment>());
    }

    [Fact]
    public async Task NextAsync_TooFewRight_BringsTheMissedPairsBackUntilThereAreEnough()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Trained);
        var ann = await study.AnnotatorAsync("ann");
        for (var i = 0; i < 2; i++)
        {
            await study.TryAsync(ann, (await study.NextTrainingAsync(ann))!, right: false);
            study.Time.Advance(TimeSpan.FromSeconds(5));
        }

        var back = (await study.NextTrainingAsync(ann))!;
        Assert.Equal("training_bees", back.Key);
        await study.TryAsync(ann, back, right: true);
        study.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("training_pipes", (await study.NextTrainingAsync(ann))!.Key);
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        await study.TryAsync(ann, (await study.NextTrainingAsync(ann))!, right: true);
        Assert.Null(await study.NextTrainingAsync(ann));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task NextAsync_SeenAllAndEnoughRight_GoesOn(int? pass)
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Trained with { TrainingPass = pass });
        var ann = await study.AnnotatorAsync("ann");

        await study.TryAsync(ann, (await study.NextTrainingAsync(ann))!, right: false);
        await study.TryAsync(ann, (await study.NextTrainingAsync(ann))!, right: pass is not null);

        Assert.Null(await study.NextTrainingAsync(ann));
        Assert.NotNull(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
    }

    [Fact]
    public async Task SubmitAsync_RepeatedOldOrUnanswered_KeepsNothingTwice()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Trained);
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var store = study.Get<TrainingStore>();
        var pair = (await study.NextTrainingAsync(ann))!;
        var submission = AnnotationStudySteps.Submission(pair.Pair, WholeFlow.SideOf(pair.Pair, false));

        Assert.Equal(await store.SubmitAsync(ann, study.Id, submission, Cancel), await store.SubmitAsync(ann, study.Id, submission, Cancel));

        Assert.Single(await study.RowsAsync<TrainingAnswer>());
        await Assert.ThrowsAsync<ArgumentException>(() => store.SubmitAsync(ann, study.Id, submission with { Id = Guid.NewGuid() }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.SubmitAsync(bob, study.Id, submission with { Id = Guid.NewGuid() }, Cancel));
        var next = (await study.NextTrainingAsync(ann))!;
        await Assert.ThrowsAsync<ArgumentException>(() =>
            store.SubmitAsync(ann, study.Id, new() { Id = Guid.NewGuid(), AssignmentId = next.Pair.AssignmentId, Answers = new Dictionary<string, CriterionAnswer>() }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => study.NextTrainingAsync(ann, "no_such_pair"));
        Assert.Single(await study.RowsAsync<TrainingAnswer>());
    }

    /// <summary>Of 60 raters, sides by seed: half each, four standard deviations (3.9) around it.</summary>
    [Fact]
    public async Task NextAsync_ManyRaters_PutTheBetterAnswerOnEitherSide()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Trained);
        var left = 0;
        for (var i = 0; i < 60; i++)
            left += (await study.NextTrainingAsync(await study.AnnotatorAsync($"a{i}")))!.Pair.Left.StartsWith("better", StringComparison.Ordinal) ? 1 : 0;

        Assert.InRange(left, 15, 45);
    }
}
