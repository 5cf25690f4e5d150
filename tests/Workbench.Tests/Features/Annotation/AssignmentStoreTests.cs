using Workbench.Features.Annotation;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;
using RaterKind = Workbench.Shared.Judging.RaterKind;

namespace Workbench.Tests.Features.Annotation;

public sealed class AssignmentStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_AskedAgain_GivesTheSameOpenPair()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");

        var first = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        study.Time.Advance(AssignmentStore.Lease * 3);
        var again = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        Assert.NotNull(first);
        Assert.Equal((first.AssignmentId, first.Left, first.Right, first.Prompt), (again!.AssignmentId, again.Left, again.Right, again.Prompt));
        Assert.Equal(["plain", "personal"], new[] { first.Left, first.Right }.Select(t => t!.Split(' ')[0]).OrderByDescending(t => t));
    }

    [Fact]
    public async Task NextAsync_BesidesTheOneOnTheScreen_GivesTheOneThatComesAfterIt()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var first = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        var ahead = await study.Assignments.NextAsync(ann, study.Id, first!.AssignmentId, Cancel);
        await study.JudgeAsync(ann, first, Choice.Left);
        var next = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        Assert.NotEqual(first.AssignmentId, ahead!.AssignmentId);
        Assert.Equal(ahead.AssignmentId, next!.AssignmentId);
    }

    [Fact]
    public async Task NextAsync_ThreeRatersToTheEnd_FillsEveryPlaceOnceWithBalancedSides()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 3, prompts: 5);
        foreach (var name in new[] { "ann", "bob", "cem" })
            Assert.Equal(15, await study.JudgeAllAsync(await study.AnnotatorAsync(name)));

        Assert.Equal(0, await study.JudgeAllAsync(await study.AnnotatorAsync("dee")));
        var assignments = await study.RowsAsync<Assignment>();
        var personas = (await study.RowsAsync<Comparison>()).ToDictionary(c => c.Id, c => c.StudyPersonaId);
        Assert.Equal(45, assignments.Count);
        Assert.All(assignments.GroupBy(a => a.ComparisonId), g => Assert.InRange(g.Count(a => a.FirstIsLeft), 1, 2));
        Assert.All(assignments.GroupBy(a => (a.RaterId, personas[a.ComparisonId])), g => Assert.InRange(g.Sum(a => a.FirstIsLeft ? 1 : -1), -1, 1));
        foreach (var rater in assignments.GroupBy(a => a.RaterId))
        {
            var order = rater.OrderBy(a => a.Position).Select(a => personas[a.ComparisonId]).ToList();
            Assert.Equal(2, order.Zip(order.Skip(1)).Count(pair => pair.First != pair.Second));
        }
    }

    [Fact]
    public async Task NextAsync_AnswersNotGeneratedYet_WaitsForThem()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 4, isDone: number => number < 1);
        var ann = await study.AnnotatorAsync("ann");

        Assert.Equal(1, await study.JudgeAllAsync(ann));

        Assert.Equal(new JudgingProgress(1, 0, 0, 3), await study.Assignments.ProgressAsync(ann, study.Id, Cancel));
    }

    [Fact]
    public async Task NextAsync_LeaseExpired_OthersTakeThePlaceAndTheFirstCannotExceed()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: new() { RatersPerComparison = 1 });
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var lost = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        await study.Assignments.ShowAsync(ann, lost!.AssignmentId, Cancel);
        Assert.Null(await study.Assignments.NextAsync(bob, study.Id, null, Cancel));

        study.Time.Advance(AssignmentStore.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(2, await study.JudgeAllAsync(bob));

        Assert.Equal(SubmitOutcome.PlaceTaken, await study.JudgeAsync(ann, lost, Choice.Left));
        Assert.Null(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        Assert.Equal(2, (await study.RowsAsync<StoredJudgment>()).Count);
    }

    [Fact]
    public async Task NextAsync_LeaseExpiredButPlaceStillFree_CountsTheLateJudgment()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 1, annotation: new() { RatersPerComparison = 3 });
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var late = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        study.Time.Advance(AssignmentStore.Lease * 2);
        Assert.Equal(1, await study.JudgeAllAsync(bob));
        Assert.Contains(await study.RowsAsync<Assignment>(), a => a.State == AssignmentState.Released);

        Assert.Equal(SubmitOutcome.Saved, await study.JudgeAsync(ann, late!, Choice.Right));
    }

    [Fact]
    public async Task NextAsync_SimulatedJudgments_DoNotCountTowardTheOverlap()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: new() { RatersPerComparison = 1 });
        var rater = await study.AddRaterAsync(RaterKind.Simulated);
        await study.AddJudgedAssignmentsAsync(rater);

        Assert.Equal(2, await study.JudgeAllAsync(await study.AnnotatorAsync("ann")));
    }

    [Fact]
    public async Task Anything_WithoutARightToTheStudy_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        foreach (var stranger in new[] { new Actor("eve", "Eve", ActorRole.Annotator), new Actor("rex", "Rex", ActorRole.Researcher), Actor.Anonymous })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.OpenAsync(stranger, study.Id, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.NextAsync(stranger, study.Id, null, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.ShowAsync(stranger, pair!.AssignmentId, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.SaveDraftAsync(stranger, pair!.AssignmentId, "{}", Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => study.Judgments.UndoAsync(stranger, study.Id, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<AnnotationQuery>().OverviewAsync(stranger, study.Id, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => study.JudgeAsync(stranger, pair!, Choice.Left));
        }
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<AnnotationQuery>().OverviewAsync(ann, study.Id, Cancel));
    }

    [Fact]
    public async Task SaveDraftAsync_ThenAskedAgain_BringsTheDraftBackAndRenewsTheLease()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        study.Time.Advance(TimeSpan.FromMinutes(29));

        await study.Assignments.SaveDraftAsync(ann, pair!.AssignmentId, """{"answers":{"overall":"tie"}}""", Cancel);

        Assert.Equal("""{"answers":{"overall":"tie"}}""", (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!.Draft);
        Assert.All(await study.RowsAsync<Assignment>(), a => Assert.Equal(study.Now + AssignmentStore.Lease, a.LeaseUntil));
        await Assert.ThrowsAsync<ArgumentException>(() => study.Assignments.SaveDraftAsync(ann, pair.AssignmentId, new string('x', AssignmentStore.MaxDraftLength + 1), Cancel));
    }

    [Fact]
    public async Task OpenAsync_Impersonal_ShowsNoPersona()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { Perspective = Perspective.Impersonal });
        var ann = await study.AnnotatorAsync("ann");

        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);

        Assert.Equal("Which answer is better?", session.Criteria[0].Question);
        Assert.Null((await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!.Persona);
    }
}
