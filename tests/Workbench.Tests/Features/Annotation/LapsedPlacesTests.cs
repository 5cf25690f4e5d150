using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>Places that a rater was away from, gave up or left out are theirs again only while nobody else has them.</summary>
public sealed class LapsedPlacesTests
{
    private static readonly TimeSpan Away = AssignmentStore.Lease + TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_TwoRatersAwayOneAfterTheOther_CountsOne(bool keepsADraft)
    {
        await using var study = await OneComparisonAsync(k: 1);
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var first = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        study.Time.Advance(Away);
        var second = (await study.Assignments.NextAsync(bob, study.Id, null, Cancel))!;
        study.Time.Advance(Away);

        Assert.Equal(SubmitOutcome.Saved, await study.JudgeAsync(ann, first, Choice.Left));
        if (keepsADraft)
            await study.Assignments.SaveDraftAsync(bob, second.AssignmentId, "{}", Cancel);
        Assert.Equal(SubmitOutcome.PlaceTaken, await study.JudgeAsync(bob, second, Choice.Left));

        Assert.Single(await study.RowsAsync<StoredJudgment>());
        Assert.Null(await study.Assignments.NextAsync(bob, study.Id, null, Cancel));
    }

    [Fact]
    public async Task SaveDraftAsync_AfterTheLease_TakesAFreePlaceBack()
    {
        await using var study = await OneComparisonAsync(k: 1);
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var pair = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        study.Time.Advance(Away);

        await study.Assignments.SaveDraftAsync(ann, pair.AssignmentId, "{}", Cancel);

        Assert.Null(await study.Assignments.NextAsync(bob, study.Id, null, Cancel));
        Assert.Equal(SubmitOutcome.Saved, await study.JudgeAsync(ann, pair, Choice.Left));
    }

    [Fact]
    public async Task NextAsync_AfterTheLease_GivesUpWhatOthersTook()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 4, annotation: new() { RatersPerComparison = 1 });
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        study.Time.Advance(Away);
        // One of the four was judged by somebody without the rest of the block being looked at.
        await AddAsync(study, "cem", (await study.RowsAsync<Assignment>())[0], AssignmentState.Judged);

        Assert.Equal(3, await study.JudgeAllAsync(ann));
        Assert.Equal(0, await study.JudgeAllAsync(bob));
        Assert.All((await study.RowsAsync<Assignment>()).Where(a => a.State == AssignmentState.Judged).CountBy(a => a.ComparisonId), c => Assert.Equal(1, c.Value));
    }

    [Fact]
    public async Task UndoAsync_ASkipWhosePlaceOthersHave_StaysSkippedAndSaysSo()
    {
        await using var study = await OneComparisonAsync(k: 1);
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var pair = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.Judgments.SkipAsync(ann, Guid.NewGuid(), pair.AssignmentId, "unclear", Cancel);
        Assert.Equal(pair.AssignmentId, await study.Judgments.UndoAsync(ann, study.Id, Cancel));
        await study.Judgments.SkipAsync(ann, Guid.NewGuid(), pair.AssignmentId, "unclear", Cancel);
        await study.Assignments.NextAsync(bob, study.Id, null, Cancel);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => study.Judgments.UndoAsync(ann, study.Id, Cancel));

        Assert.Contains("stays skipped", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await study.JudgeAllAsync(bob));
        Assert.Equal([AssignmentState.Judged, AssignmentState.Skipped], (await study.RowsAsync<Assignment>()).Select(a => a.State).Order());
        Assert.Equal(1, (await study.RowsAsync<StoredJudgment>()).Count(j => j is { Displayed: null, SupersededAt: null }));
    }

    [Fact]
    public async Task SubmitAsync_WhatWasGivenBackBeyondTheRatersLimit_DoesNotCount()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: new() { MaxPerRater = 1 });
        var ann = await study.AnnotatorAsync("ann");
        var late = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        var taken = (await OnlyAssignment(study)).ComparisonId;
        var other = (await study.RowsAsync<Comparison>()).Single(c => c.Id != taken).Id;
        await study.Get<Database>().WriteAsync(async db =>
        {
            var given = await db.Set<Assignment>().SingleAsync(Cancel);
            given.State = AssignmentState.Released;
            db.Add(new Assignment { Id = Guid.NewGuid(), StudyId = study.Id, ComparisonId = other, RaterId = given.RaterId, FirstIsLeft = true, Position = 1, State = AssignmentState.Judged, CreatedAt = study.Now });
        }, Cancel);

        Assert.Equal(SubmitOutcome.PlaceTaken, await study.JudgeAsync(ann, late, Choice.Left));
    }

    /// <summary>Of two places the one that is left stands on the side that this rater has not seen: it is none for them.</summary>
    [Fact]
    public async Task ProgressAsync_OnlyTheOtherSideIsLeft_CountsNoPlace()
    {
        await using var study = await OneComparisonAsync(k: 2);
        var ann = await study.AnnotatorAsync("ann");
        var pair = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.Assignments.ShowAsync(ann, pair.AssignmentId, Cancel);
        study.Time.Advance(Away);
        await AddAsync(study, "bob", await OnlyAssignment(study), AssignmentState.Judged);

        Assert.Null(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        Assert.Equal(0, (await study.Assignments.ProgressAsync(ann, study.Id, Cancel)).Remaining);
    }

    private static Task<AnnotationStudy> OneComparisonAsync(int k) =>
        AnnotationStudy.CreateAsync(personas: 1, prompts: 1, annotation: new() { RatersPerComparison = k });

    private static async Task<Assignment> OnlyAssignment(AnnotationStudy study) => Assert.Single(await study.RowsAsync<Assignment>());

    // The same comparison on the same side for somebody else.
    private static Task AddAsync(AnnotationStudy study, string name, Assignment like, AssignmentState state) => study.Get<Database>().WriteAsync(db =>
    {
        var rater = new Rater { Id = Guid.NewGuid(), StudyId = study.Id, Kind = RaterKind.Human, ActorId = name, Pseudonym = name, CreatedAt = study.Now };
        db.Add(rater);
        db.Add(new Assignment { Id = Guid.NewGuid(), StudyId = study.Id, ComparisonId = like.ComparisonId, RaterId = rater.Id, FirstIsLeft = like.FirstIsLeft, Position = 0, State = state, CreatedAt = study.Now });
        return Task.CompletedTask;
    }, Cancel);
}
