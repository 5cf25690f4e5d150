using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

public sealed class WaveTests
{
    private static readonly Actor Owner = new("owner", "Owner", ActorRole.Owner);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_TwoHalvesOfOnePerspective_DivideTheStudy()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 3, prompts: 8, annotation: Design(new() { Name = "One", Share = 0.5 }, new() { Name = "Two", Share = 0.5 }));
        var ann = await study.AnnotatorAsync("ann");
        var inFirst = await study.JudgeAllAsync(ann);
        Assert.Equal(new JudgingProgress(inFirst, 0, 0, 0), await study.Assignments.ProgressAsync(ann, study.Id, Cancel));

        await study.OpenNextWaveAsync(0);
        Assert.Equal(new JudgingProgress(0, 0, 24 - inFirst, 0) { JudgedBefore = inFirst }, await study.Assignments.ProgressAsync(ann, study.Id, Cancel));
        var inSecond = await study.JudgeAllAsync(ann);

        Assert.InRange(inFirst, 9, 15);
        Assert.Equal(24, inFirst + inSecond);
        var assignments = await study.RowsAsync<Assignment>();
        Assert.Equal(24, assignments.Select(a => a.ComparisonId).Distinct().Count());
        Assert.Equal([(0, inFirst), (1, inSecond)], assignments.CountBy(a => a.Wave).OrderBy(w => w.Key).Select(w => (w.Key, w.Value)));
        var overview = await study.Get<AnnotationQuery>().OverviewAsync(Owner, study.Id, Cancel);
        Assert.Equal((inSecond, inSecond, 1), (overview.Planned, overview.Complete, overview.RatersPerComparison));
    }

    [Fact]
    public async Task NextAsync_WaveOfAnotherPerspective_AsksThePeopleOfTheFirstAgain()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 3, annotation: Design(
            new() { Name = "Fit" }, new() { Name = "Quality", Perspective = Perspective.Impersonal, RatersPerComparison = 2 }, new() { Name = "Fit again" }));
        var ann = await study.AnnotatorAsync("ann");
        Assert.Equal(6, await study.JudgeAllAsync(ann));

        await study.OpenNextWaveAsync(0);
        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        Assert.Equal((1, Perspective.Impersonal, "Which answer is better?"), (session.Wave, session.Perspective, session.Criteria[0].Question));
        Assert.True(session is { AsksAnew: true, HasBegun: false });
        Assert.Null(pair!.Persona);
        Assert.Equal(6, await study.JudgeAllAsync(ann));
        Assert.Equal(6, await study.JudgeAllAsync(await study.AnnotatorAsync("bob")));

        // The order of the first perspective is used up and begins again: for others, not for whoever judged it.
        await study.OpenNextWaveAsync(1);
        Assert.Equal(0, await study.JudgeAllAsync(ann));
        Assert.Equal(6, await study.JudgeAllAsync(await study.AnnotatorAsync("cem")));
        var judgments = await study.RowsAsync<StoredJudgment>();
        Assert.Equal([(Perspective.ThirdParty, 12), (Perspective.Impersonal, 12)],
            judgments.CountBy(j => j.Perspective).Select(p => (p.Key, p.Value)).OrderByDescending(p => p.Key == Perspective.ThirdParty));
        Assert.All(judgments.GroupBy(j => (j.Perspective, j.ComparisonId, j.RaterId)), g => Assert.Single(g));

        // The results offer each perspective, and show one.
        var third = (await study.Get<AnalysisQuery>().AnalyzeAsync(Owner, study.Id, new(), Cancel)).Scope;
        Assert.Equal((Perspective.ThirdParty, 2), (third.Perspective, third.PerspectiveChoices.Count));
        var impersonal = await study.Get<AnalysisQuery>().AnalyzeAsync(Owner, study.Id, new() { Perspective = Perspective.Impersonal }, Cancel);
        Assert.Equal(Perspective.Impersonal, impersonal.Scope.Perspective);
    }

    [Fact]
    public async Task OpenNextWaveAsync_WhileAPairIsOnTheScreen_LetsItBeJudgedFromItsOwnPerspective()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 3, annotation: Design(
            new() { Name = "Fit" }, new() { Name = "Quality", Perspective = Perspective.Impersonal }));
        var ann = await study.AnnotatorAsync("ann");
        var first = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        await study.Assignments.ShowAsync(ann, first!.AssignmentId, Cancel);
        await study.OpenNextWaveAsync(0);

        // What is in hand comes first, with the question that it was given with; a rater who comes later begins with the new wave.
        var again = await study.Assignments.OpenAsync(ann, study.Id, Cancel);
        Assert.Equal((0, Perspective.ThirdParty), (again.Wave, again.Perspective));
        Assert.Equal(SubmitOutcome.Saved, await study.JudgeAsync(ann, first, Choice.Left));
        Assert.Equal(Perspective.ThirdParty, Assert.Single(await study.RowsAsync<StoredJudgment>()).Perspective);
        Assert.Equal(1, (await study.Assignments.NextAsync(await study.AnnotatorAsync("bob"), study.Id, null, Cancel))!.Wave);
        for (var i = 0; i < 2; i++)
        {
            var held = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
            Assert.Equal(0, held!.Wave);
            await study.JudgeAsync(ann, held, Choice.Left);
        }

        // Bob holds the new wave's places; undoing goes back into the old wave.
        Assert.Null(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        await study.Judgments.UndoAsync(ann, study.Id, Cancel);
        Assert.Equal(0, (await study.Assignments.OpenAsync(ann, study.Id, Cancel)).Wave);
        var undone = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        await study.Judgments.SkipAsync(ann, Guid.NewGuid(), undone!.AssignmentId, "unclear", Cancel);
        Assert.All(await study.RowsAsync<StoredJudgment>(), j => Assert.Equal(Perspective.ThirdParty, j.Perspective));
    }

    [Fact]
    public async Task OpenNextWaveAsync_Opened_IsKeptWithItsReasonAndLetsTheFinishedGoOn()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 4, annotation: Design(new() { Name = "One", Share = 0.5 }, new() { Name = "Two", Share = 0.5 }));
        var ann = await study.AnnotatorAsync("ann");
        await study.JudgeAllAsync(ann);
        Assert.NotNull(Assert.Single(await study.RowsAsync<Rater>()).FinishedAt);
        var store = study.Get<StudyDecisionStore>();

        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenNextWaveAsync(Owner, study.Id, 0, "  ", Cancel));
        await store.OpenNextWaveAsync(Owner, study.Id, 0, "The first half is in.", Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.OpenNextWaveAsync(Owner, study.Id, 0, "Twice by mistake", Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.OpenNextWaveAsync(Owner, study.Id, 1, "There is no third", Cancel));

        Assert.Null(Assert.Single(await study.RowsAsync<Rater>()).FinishedAt);
        var decision = Assert.Single((await store.ViewAsync(Owner, study.Id, Cancel)).Decisions);
        Assert.Equal(("Wave 2 of 2 opened: Two, after One.", "The first half is in.", "Owner"), (decision.What, decision.Reason, decision.By));
        Assert.Equal(2, await study.JudgeAllAsync(ann));
    }

    [Fact]
    public async Task Anything_WithoutTheRightToEdit_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Design(new() { Name = "One" }, new() { Name = "Two" }));
        var store = study.Get<StudyDecisionStore>();
        foreach (var stranger in new[] { await study.AnnotatorAsync("ann"), new Actor("rex", "Rex", ActorRole.Researcher), Actor.Anonymous })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => store.ViewAsync(stranger, study.Id, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => store.OpenNextWaveAsync(stranger, study.Id, 0, "I like to", Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => store.ChangeOverlapAsync(stranger, study.Id, 2, "I like to", Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => store.ChangeTargetsAsync(stranger, study.Id, [], [], "I like to", Cancel));
        }
        Assert.Empty(await study.RowsAsync<StudyDecision>());
    }

    [Fact]
    public async Task DueAsync_RepeatInAWaveOfAnotherPerspective_RepeatsNothingOfTheFirst()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 10, annotation: Design(
            new() { Name = "Fit" }, new() { Name = "Quality", Perspective = Perspective.Impersonal }) with
        { CheckEvery = 2 });
        var ann = await study.AnnotatorAsync("ann");
        await study.JudgeAllAsync(ann);
        await study.OpenNextWaveAsync(0);
        var progress = await study.Assignments.ProgressAsync(ann, study.Id, Cancel);
        Assert.Equal((0, 30, 20), (progress.Judged, progress.Total, progress.JudgedBefore));
        await study.JudgeAllAsync(ann);
        Assert.Equal(30, (await study.Assignments.ProgressAsync(ann, study.Id, Cancel)).Judged);

        var waves = (await study.RowsAsync<Assignment>()).ToDictionary(a => a.Id);
        var repeats = (await study.RowsAsync<HiddenCheck>()).Where(c => c.RepeatsAssignmentId is not null).ToList();
        Assert.Contains(repeats, c => c.After > 20);
        Assert.All(repeats, c => Assert.Equal(c.After > 20 ? 1 : 0, waves[c.RepeatsAssignmentId!.Value].Wave));
    }

    [Fact]
    public async Task OpenNextWaveAsync_OfTheOwnViewWhilePairsAreInHand_LetsThemBeJudgedToTheEnd()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 3, annotation: Design(
            new() { Name = "Fit" }, new() { Name = "Own", Perspective = Perspective.Self }));
        var ann = await study.AnnotatorAsync("ann");
        var first = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.OpenNextWaveAsync(0);

        var submission = AnnotationStudySteps.Submission(first, Choice.Left);
        Assert.Equal(RaterStage.Judging, await study.StageAsync(ann));
        Assert.Equal(SubmitOutcome.Saved, await study.Judgments.SubmitAsync(ann, submission, Cancel));
        var second = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.JudgeAsync(ann, second, Choice.Right);
        var last = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        // Looking ahead finds nothing, and is not refused.
        Assert.Null(await study.Assignments.NextAsync(ann, study.Id, last.AssignmentId, Cancel));
        Assert.Equal(SubmitOutcome.Saved, await study.Judgments.SkipAsync(ann, Guid.NewGuid(), last.AssignmentId, "unclear", Cancel));

        // What was saved is answered so, though the rater stands before their profile by now.
        Assert.Equal(RaterStage.Profile, await study.StageAsync(ann));
        Assert.Equal(SubmitOutcome.Repeated, await study.Judgments.SubmitAsync(ann, submission, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.NextAsync(ann, study.Id, null, Cancel));
    }

    [Fact]
    public async Task DueAsync_PairsOfTheWaveBeforeInHand_ChecksFromTheirPerspectiveAndEndsWithThem()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: Design(
            new() { Name = "Fit" }, new() { Name = "Quality", Perspective = Perspective.Impersonal }) with
        { CheckEvery = 1, Gold = [WholeFlow.Pair("gold", "Bees?")] });
        var ann = await study.AnnotatorAsync("ann");
        var first = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.OpenNextWaveAsync(0);
        await study.JudgeAsync(ann, first, Choice.Tie);

        // Without its card the gold pair would stand out among pairs that have one.
        var gold = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        Assert.Equal(("Bees?", "Person 0", 0), (gold.Prompt, gold.Persona?.Name, gold.Wave));
        await study.JudgeAsync(ann, gold, Choice.Left);
        var last = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.Assignments.NextAsync(ann, study.Id, last.AssignmentId, Cancel);
        await study.JudgeAsync(ann, last, Choice.Tie);

        // The check that was fetched ahead asks from the perspective that is over.
        var next = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        Assert.Equal(1, next.Wave);
        Assert.Contains(await study.RowsAsync<Assignment>(), a => a.Id == next.AssignmentId);
        Assert.Equal((0, 4), ((await study.Assignments.ProgressAsync(ann, study.Id, Cancel)).Judged, (await study.Assignments.ProgressAsync(ann, study.Id, Cancel)).Total));
    }

    private static AnnotationDesign Design(params WaveDesign[] waves) => new() { RatersPerComparison = 1, Waves = waves };
}
