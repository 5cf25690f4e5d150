using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Workbench.Shared.Access;
using Xunit;
using Choice = Workbench.Shared.Judging.Choice;

namespace Workbench.Tests.Features.Annotation;

public sealed class OverlapChangeTests
{
    private static readonly Actor Owner = new("owner", "Owner", ActorRole.Owner);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangeOverlapAsync_Up_OpensFullComparisonsAgainAndFillsThemInBalance()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 4, annotation: new() { RatersPerComparison = 1 });
        Assert.Equal(8, await study.JudgeAllAsync(await study.AnnotatorAsync("ann")));
        var effect = (await study.Get<StudyDecisionStore>().ViewAsync(Owner, study.Id, Cancel)).EffectOf(4);
        Assert.Equal(new OverlapEffect(Wanted: 24, Reopened: 8, Closed: 0, Beyond: 0, Uneven: 0), effect);

        await study.Get<StudyDecisionStore>().ChangeOverlapAsync(Owner, study.Id, 4, "Agreement is wanted.", Cancel);
        foreach (var name in new[] { "bob", "cem", "dee", "eve" })
            await study.JudgeAllAsync(await study.AnnotatorAsync(name));

        var assignments = await study.RowsAsync<Assignment>();
        Assert.All(assignments.GroupBy(a => a.ComparisonId), g => Assert.Equal((2, 2), (g.Count(a => a.FirstIsLeft), g.Count(a => !a.FirstIsLeft))));
        Assert.Equal(32, (await study.RowsAsync<StoredJudgment>()).Count);
        Assert.Equal("People per comparison: 1 → 4.", Assert.Single(await study.RowsAsync<StudyDecision>()).What);
    }

    [Fact]
    public async Task ChangeOverlapAsync_Down_KeepsEveryJudgmentAndWhatIsInHand()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 4, annotation: new() { RatersPerComparison = 3 });
        await study.JudgeAllAsync(await study.AnnotatorAsync("ann"));
        var bob = await study.AnnotatorAsync("bob");
        var held = await study.Assignments.NextAsync(bob, study.Id, null, Cancel);

        await study.Get<StudyDecisionStore>().ChangeOverlapAsync(Owner, study.Id, 1, "Money is short.", Cancel);

        Assert.Null(await study.Assignments.NextAsync(await study.AnnotatorAsync("cem"), study.Id, null, Cancel));
        Assert.Equal(SubmitOutcome.Saved, await study.JudgeAsync(bob, held!, Choice.Right));
        Assert.Equal(3, await study.JudgeAllAsync(bob));
        Assert.Equal(8, (await study.RowsAsync<StoredJudgment>()).Count(j => j.SupersededAt is null));
        Assert.Equal(4, (await study.Get<AnnotationQuery>().OverviewAsync(Owner, study.Id, Cancel)).Complete);
    }

    [Fact]
    public async Task ChangeOverlapAsync_InAWave_ChangesThatWaveAlone()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { RatersPerComparison = 3, Waves = [new() { Name = "One" }, new() { Name = "Two" }] });

        await study.Get<StudyDecisionStore>().ChangeOverlapAsync(Owner, study.Id, 2, "Enough.", Cancel);

        var design = Assert.Single(await study.RowsAsync<Study>()).Design.Annotation;
        Assert.Equal((2, 3, 3), (design.InWave(0).RatersPerComparison, design.InWave(1).RatersPerComparison, design.RatersPerComparison));
        Assert.Equal("People per comparison in wave One: 3 → 2.", Assert.Single(await study.RowsAsync<StudyDecision>()).What);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(3)]
    public async Task ChangeOverlapAsync_ImpossibleOrUnchanged_SaysSoAndKeepsNothing(int k)
    {
        await using var study = await AnnotationStudy.CreateAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => study.Get<StudyDecisionStore>().ChangeOverlapAsync(Owner, study.Id, k, "Why not", Cancel));

        Assert.StartsWith("People per comparison", error.Message, StringComparison.Ordinal);
        Assert.Empty(await study.RowsAsync<StudyDecision>());
    }

    /// <summary>
    /// A crowd on the real store: raters come, judge, let leases lapse and come back, while the overlap goes up and down.
    /// Nobody judges twice, no judgment is lost, and at the end every comparison is as full and as even as stated.
    /// </summary>
    [Theory]
    [InlineData(1, 2, 5, 3)]
    [InlineData(2, 4, 1, 2)]
    [InlineData(3, 3, 2, 4)]
    public async Task Crowd_OverlapChangedMidway_EndsFullAndEven(int seed, int first, int second, int third)
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 5, annotation: new() { RatersPerComparison = first });
        var random = new Random(seed);
        var raters = new List<Actor>();
        for (var i = 0; i < 9; i++)
            raters.Add(await study.AnnotatorAsync($"r{i}"));
        var saved = 0;
        for (var step = 0; step < 150; step++)
        {
            if (step is 25 or 60)
                await study.Get<StudyDecisionStore>().ChangeOverlapAsync(Owner, study.Id, step == 25 ? second : third, "As planned.", Cancel);
            if (random.Next(12) == 0)
                study.Time.Advance(AssignmentStore.Lease * 1.1);
            var rater = raters[random.Next(raters.Count)];
            if (await study.Assignments.NextAsync(rater, study.Id, null, Cancel) is not { } pair)
                continue;
            await study.Assignments.ShowAsync(rater, pair.AssignmentId, Cancel);
            saved += random.Next(6) == 0 ? 0 : await study.JudgeAsync(rater, pair, Choice.Left) == SubmitOutcome.Saved ? 1 : 0;
        }
        foreach (var rater in raters)
            saved += await study.JudgeAllAsync(rater);

        var judged = (await study.RowsAsync<Assignment>()).Where(a => a.State == AssignmentState.Judged).ToList();
        Assert.Equal(saved, judged.Count);
        Assert.Equal(saved, (await study.RowsAsync<StoredJudgment>()).Count(j => j.SupersededAt is null));
        Assert.All(judged.GroupBy(a => (a.ComparisonId, a.RaterId)), g => Assert.Single(g));
        Assert.Equal(10, judged.Select(a => a.ComparisonId).Distinct().Count());
        var most = (new[] { first, second, third }.Max() + 1) / 2;
        Assert.All(judged.GroupBy(a => a.ComparisonId), g =>
        {
            var (left, right) = (g.Count(a => a.FirstIsLeft), g.Count(a => !a.FirstIsLeft));
            Assert.Equal(0, SideBalance.PlacesLeft(left, right, third));
            Assert.InRange(Math.Max(left, right), 0, most);
        });
    }
}
