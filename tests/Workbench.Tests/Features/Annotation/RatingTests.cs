using Microsoft.EntityFrameworkCore;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>One answer at a time, rated from 1 to 5, from the launch to the results and the files.</summary>
public sealed class RatingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LaunchAsync_ARatingStudy_MakesOneRowForEachOutput()
    {
        await using var study = await RatingStudy.LaunchAsync(personas: 2, prompts: 3);

        var rows = await study.RowsAsync<Comparison>();

        Assert.Equal(2 * 3 * 2, rows.Count);
        Assert.All(rows, r => Assert.Equal((null, null), (r.SecondOutputId, r.SecondConditionId)));
        Assert.Equal((await study.RowsAsync<Output>()).Select(o => o.Id).Order(), rows.Select(r => r.FirstOutputId).Order());
    }

    [Fact]
    public async Task NextAsync_ARatingStudy_ShowsEveryAnswerOnceAndNeverTwoToOnePromptInARow()
    {
        await using var study = await RatingStudy.LaunchAsync(personas: 2, prompts: 4);
        for (var rater = 0; rater < 4; rater++)
        {
            var shown = await study.RateAllAsync(await study.AnnotatorAsync($"r{rater}"), _ => 3);
            // Three people rate each answer; the fourth finds nothing left.
            Assert.Equal(rater < 3 ? 2 * 4 * 2 : 0, shown.Count);
            Assert.All(shown, s => Assert.Null(s.Right));
            Assert.Equal(shown.Count, shown.Select(s => s.Left).Distinct().Count());
            Assert.All(shown.Zip(shown.Skip(1)), pair => Assert.False(pair.First.Prompt == pair.Second.Prompt && pair.First.Persona!.Name == pair.Second.Persona!.Name));
        }
        Assert.All(await study.RowsAsync<Assignment>(), a => Assert.True(a.FirstIsLeft));
    }

    [Fact]
    public async Task OpenAsync_OthersFilledWhatTheRaterDidNotRate_IsAtTheEnd()
    {
        await using var study = await RatingStudy.LaunchAsync(personas: 2, prompts: 4, new() { RatersPerComparison = 2, CompletionCode = "DONE" });
        Assert.Equal(16, (await study.RateAllAsync(await study.AnnotatorAsync("ann"), _ => 3)).Count);
        var (bob, cem) = (await study.AnnotatorAsync("bob"), await study.AnnotatorAsync("cem"));
        for (var i = 0; i < 8; i++)
            await study.RateAsync(bob, (await study.Assignments.NextAsync(bob, study.Id, null, Cancel))!, 3);
        Assert.Equal(8, (await study.RateAllAsync(cem, _ => 3)).Count);
        Assert.Null(await study.Assignments.NextAsync(bob, study.Id, null, Cancel));

        var session = await study.Assignments.OpenAsync(bob, study.Id, Cancel);

        Assert.Equal((RaterStage.Finished, "DONE", 8, 0), (session.Stage, session.CompletionCode, session.Progress.Total, session.Progress.Remaining));
        var running = await study.Workbench.Get<StudyDecisionStore>().ViewAsync(Actor.LocalOwner, study.Id, Cancel);
        Assert.Equal(new OverlapEffect(Wanted: 16, Reopened: 16, Closed: 0, Beyond: 0, Uneven: 0), running.EffectOf(3));
        Assert.Equal(new OverlapEffect(Wanted: 0, Reopened: 0, Closed: 0, Beyond: 16, Uneven: 0), running.EffectOf(1));
    }

    [Fact]
    public async Task DueAsync_RepeatInAWaveOfAnotherPerspective_RepeatsNothingOfTheFirst()
    {
        await using var study = await RatingStudy.LaunchAsync(personas: 1, prompts: 10, new()
        {
            CheckEvery = 2,
            RatersPerComparison = 1,
            Waves = [new() { Name = "Fit" }, new() { Name = "Quality", Perspective = Workbench.Shared.Judging.Perspective.Impersonal }],
        });
        var ann = await study.AnnotatorAsync("ann");
        await study.RateAllAsync(ann, _ => 3);
        await study.Workbench.Get<StudyDecisionStore>().OpenNextWaveAsync(Actor.LocalOwner, study.Id, 0, "It is time.", Cancel);
        await study.RateAllAsync(ann, _ => 3);

        var waves = (await study.RowsAsync<Assignment>()).ToDictionary(a => a.Id, a => a.Wave);
        var repeats = (await study.RowsAsync<HiddenCheck>()).Where(c => c.RepeatsAssignmentId is not null).ToList();
        Assert.Contains(repeats, c => c.After > 20);
        Assert.All(repeats, c => Assert.Equal(c.After > 20 ? 1 : 0, waves[c.RepeatsAssignmentId!.Value]));
    }

    [Fact]
    public async Task SubmitAsync_Ratings_AreStoredAsValuesOnceAndCanBeUndoneAndSkipped()
    {
        await using var study = await RatingStudy.LaunchAsync(1, 2, new() { Criteria = [CriterionDesign.Usual[1]] });
        var anna = await study.AnnotatorAsync("anna");
        var first = (await study.Assignments.NextAsync(anna, study.Id, null, Cancel))!;
        var submission = new Submission
        {
            Id = Guid.NewGuid(),
            AssignmentId = first.AssignmentId,
            Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = CriterionAnswer.Rating(5), ["quality"] = CriterionAnswer.Rating(2) },
        };

        Assert.Equal(SubmitOutcome.Saved, await study.Judgments.SubmitAsync(anna, submission, Cancel));
        Assert.Equal(SubmitOutcome.Repeated, await study.Judgments.SubmitAsync(anna, submission, Cancel));
        var second = (await study.Assignments.NextAsync(anna, study.Id, null, Cancel))!;
        await study.Judgments.SkipAsync(anna, Guid.NewGuid(), second.AssignmentId, "no idea", Cancel);
        await study.Judgments.UndoAsync(anna, study.Id, Cancel);

        var rows = await study.RowsAsync<StoredJudgment>();
        Assert.Equal([("overall", 5), ("quality", 2)], rows.Where(r => r.SupersededAt is null).Select(r => (r.Criterion, r.Value!.Value)).Order());
        Assert.All(rows, r => Assert.Equal((null, null, null), (r.Displayed, r.Resolved, r.Strength)));
        Assert.Equal(second.AssignmentId, (await study.Assignments.NextAsync(anna, study.Id, null, Cancel))!.AssignmentId);
    }

    [Theory]
    [InlineData("tie")]
    [InlineData("left_1")]
    [InlineData("both_bad")]
    public async Task SubmitAsync_AChoiceInARatingStudy_IsRefused(string token)
    {
        await using var study = await RatingStudy.LaunchAsync(1, 1);
        var anna = await study.AnnotatorAsync("anna");
        var shown = (await study.Assignments.NextAsync(anna, study.Id, null, Cancel))!;

        var error = await Assert.ThrowsAsync<ArgumentException>(() => study.Judgments.SubmitAsync(
            anna, new Submission { Id = Guid.NewGuid(), AssignmentId = shown.AssignmentId, Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = CriterionAnswer.Parse(token)! } }, Cancel));

        Assert.StartsWith($"'{token}' is no answer to 'overall'.", error.Message, StringComparison.Ordinal);
        Assert.Empty(await study.RowsAsync<StoredJudgment>());
    }

    [Theory]
    [InlineData("value_1", 1)]
    [InlineData("value_5", 5)]
    [InlineData("value_0", null)]
    [InlineData("value_6", null)]
    [InlineData("value_33", null)]
    [InlineData("value_", null)]
    public void Parse_ARatingToken_IsItsValueOrNothing(string token, int? value)
    {
        var answer = CriterionAnswer.Parse(token);

        Assert.Equal(value, answer?.Value);
        Assert.Equal(value is null ? null : token, answer?.Token);
    }

    [Fact]
    public void Of_ARatingStudy_AsksAboutOneAnswerAndNeverForAGuess()
    {
        var questions = JudgingQuestions.Of(new() { Unit = JudgedUnit.Output, AsksGuess = true, Criteria = CriterionDesign.Usual });

        Assert.Equal("How good is this answer for this person?", questions[0].Question);
        Assert.DoesNotContain(questions, q => q.Key == CriterionDesign.GuessKey || q.Question.StartsWith("Which", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DueAsync_HiddenChecks_AreARepeatAndAnInstruction()
    {
        await using var study = await RatingStudy.LaunchAsync(2, 12, new() { CheckEvery = 4, RatersPerComparison = 1 });
        var anna = await study.AnnotatorAsync("anna");

        await study.RateAllAsync(anna, shown => shown.Left.Split("choose **") is [_, var rest] ? rest[0] - '0' : 3);

        var checks = await study.RowsAsync<HiddenCheck>();
        Assert.Equal([HiddenCheckKind.Duplicate, HiddenCheckKind.Attention], checks.Select(c => c.Kind).Distinct().Order());
        Assert.All(checks, c => Assert.True(c.IsPassed));
        var summary = (await study.Workbench.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel)).Raters.Single();
        Assert.Equal(48, summary.Judged);
    }

    [Fact]
    public async Task DueAsync_CarelessRatings_FailTheInstruction()
    {
        await using var study = await RatingStudy.LaunchAsync(2, 6, new() { CheckEvery = 2, RatersPerComparison = 1, ExcludeAfterFailedChecks = 1 });

        // The instruction names one step of five; whoever always answers another one fails it.
        await study.RateAllAsync(await study.AnnotatorAsync("anna"), shown => shown.Left.Split("choose **") is [_, var rest] ? (rest[0] - '0') % 5 + 1 : 3);

        Assert.Contains(await study.RowsAsync<HiddenCheck>(), c => c is { Kind: HiddenCheckKind.Attention, IsPassed: false });
        Assert.NotNull(Assert.Single(await study.RowsAsync<Rater>()).ExcludedAt);
    }
}
