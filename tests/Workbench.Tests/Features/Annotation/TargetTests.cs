using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

public sealed class TargetTests
{
    private static readonly Actor Owner = new("owner", "Owner", ActorRole.Owner);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_StratumWithATarget_ClosesWhenJudgedAndInHandReachIt()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 4, annotation: Design(Persona("Person 0", 5)));
        var ann = await study.AnnotatorAsync("ann");
        Assert.Equal(8, await study.JudgeAllAsync(ann));
        var bob = await study.AnnotatorAsync("bob");
        await study.Assignments.NextAsync(bob, study.Id, null, Cancel);

        // Bob may have the whole of Person 1 and one of Person 0, whichever comes first.
        Assert.Equal(5, (await study.Assignments.ProgressAsync(bob, study.Id, Cancel)).Remaining);
        Assert.Equal(5, await study.JudgeAllAsync(bob));
        Assert.Equal(4, await study.JudgeAllAsync(await study.AnnotatorAsync("cem")));
        var state = Assert.Single((await study.Get<StudyDecisionStore>().ViewAsync(Owner, study.Id, Cancel)).Targets);
        Assert.Equal((5, 0, 4, true), (state.Judged, state.InHand, state.Comparisons, state.IsClosed));
    }

    [Fact]
    public async Task NextAsync_PairsInHand_CountTowardTheTargetUntilTheirLeaseEnds()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 4, annotation: Design(Persona("Person 0", 3)));
        var ann = await study.AnnotatorAsync("ann");
        var late = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        Assert.Null(await study.Assignments.NextAsync(await study.AnnotatorAsync("bob"), study.Id, null, Cancel));
        var state = await State(study);
        Assert.Equal((0, 3), (state.Judged, state.InHand));

        study.Time.Advance(AssignmentStore.Lease * 2);
        Assert.Equal(3, await study.JudgeAllAsync(await study.AnnotatorAsync("cem")));

        // The part is full: what Ann was away from has no place any more, though its comparison has two.
        var lost = (await study.RowsAsync<Assignment>()).Where(a => a.State == AssignmentState.Released).Select(a => a.Id).ToList();
        Assert.Equal(3, lost.Count);
        foreach (var id in lost)
            Assert.Equal(SubmitOutcome.PlaceTaken, await study.Judgments.SubmitAsync(ann, AnnotationStudySteps.Submission(late! with { AssignmentId = id }, Choice.Left), Cancel));
    }

    [Fact]
    public async Task ChangeTargetsAsync_RaisedAndDropped_OpensThePartAgainAndIsKept()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 4, annotation: Design(Persona("Person 0", 2)));
        var ann = await study.AnnotatorAsync("ann");
        Assert.Equal(2, await study.JudgeAllAsync(ann));
        var store = study.Get<StudyDecisionStore>();
        StratumTarget[] raised = [Persona("Person 0", 3), new() { Kind = StratumKind.ConditionPair, Value = "personal against plain", Judgments = 90 }];

        await store.ChangeTargetsAsync(Owner, study.Id, [Persona("Person 0", 2)], raised, "Too wide still.", Cancel);
        Assert.Equal(1, await study.JudgeAllAsync(ann));
        // Whoever has not seen that does not overwrite it.
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.ChangeTargetsAsync(Owner, study.Id, [Persona("Person 0", 2)], [Persona("Person 0", 9)], "More.", Cancel));
        await store.ChangeTargetsAsync(Owner, study.Id, raised, [], "No limit.", Cancel);
        Assert.Equal(1, await study.JudgeAllAsync(ann));

        Assert.Equal(["Targets: Person 0 2 → 3; personal against plain none → 90.", "Targets: Person 0 3 → none; personal against plain 90 → none."],
            (await study.RowsAsync<StudyDecision>()).Select(d => d.What).Order());
    }

    [Fact]
    public async Task ChangeTargetsAsync_WhatCannotBe_NamesTheTarget()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var store = study.Get<StudyDecisionStore>();

        async Task<string> Refused(params StratumTarget[] targets) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => store.ChangeTargetsAsync(Owner, study.Id, [], targets, "Because", Cancel))).Message;

        Assert.Contains("persona 'Nobody'", await Refused(Persona("Nobody", 5)), StringComparison.Ordinal);
        Assert.Contains("Target of Person 0", await Refused(Persona("Person 0", 0)), StringComparison.Ordinal);
        Assert.Contains("two targets", await Refused(Persona("Person 0", 1), Persona("Person 0", 2)), StringComparison.Ordinal);
        Assert.Contains("nothing is changed", await Refused(), StringComparison.Ordinal);
    }

    /// <summary>A crowd that lets leases lapse, on overlapping strata: no stratum is ever given more places than its target.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Crowd_OverlappingTargets_NeverExceedsOneAndGetsAsFarAsAllAllow(int seed)
    {
        StratumTarget[] targets = [Persona("Person 0", 7), Persona("Person 1", 4), new() { Kind = StratumKind.PromptCategory, Value = "advice", Judgments = 18 }];
        await using var study = await AnnotationStudy.CreateAsync(personas: 3, prompts: 5, annotation: Design(targets));
        var random = new Random(seed);
        var raters = new List<Actor>();
        for (var i = 0; i < 6; i++)
            raters.Add(await study.AnnotatorAsync($"r{i}"));
        for (var step = 0; step < 120; step++)
        {
            if (random.Next(10) == 0)
                study.Time.Advance(AssignmentStore.Lease * 1.1);
            var rater = raters[random.Next(raters.Count)];
            if (await study.Assignments.NextAsync(rater, study.Id, null, Cancel) is { } pair && random.Next(4) > 0)
                await study.JudgeAsync(rater, pair, Choice.Tie);
            Assert.All((await study.Get<StudyDecisionStore>().ViewAsync(Owner, study.Id, Cancel)).Targets, t => Assert.InRange(t.Judged + t.InHand, 0, t.Target.Judgments));
        }
        study.Time.Advance(AssignmentStore.Lease * 1.1);
        foreach (var rater in raters)
            await study.JudgeAllAsync(rater);

        // The persons have room for 7, 4 and 15; the category closes at 18.
        Assert.Equal(18, (await study.RowsAsync<StoredJudgment>()).Count);
        Assert.All((await study.Get<StudyDecisionStore>().ViewAsync(Owner, study.Id, Cancel)).Targets.Skip(2), t => Assert.True(t.IsClosed));
    }

    private static AnnotationDesign Design(params StratumTarget[] targets) => new() { RatersPerComparison = 3, Targets = targets };

    private static StratumTarget Persona(string name, int judgments) => new() { Kind = StratumKind.Persona, Value = name, Judgments = judgments };

    private static async Task<StratumState> State(AnnotationStudy study) =>
        Assert.Single((await study.Get<StudyDecisionStore>().ViewAsync(Owner, study.Id, Cancel)).Targets);
}
