using Microsoft.Extensions.Time.Testing;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Monitoring;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation.Monitoring;

public sealed class MonitorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Four comparisons for three people each, one second apart from 9:00:01 on. (0,0) has three judgments, (0,1) two,
    /// (1,0) one. As displayed: ann right, tie, left; bob, who saw (0,0) the other way round, left, left; cis left.
    /// </summary>
    private static StudyRows Judged() => new StudyRows()
        .Judge(0, 0, ResolvedChoice.Second, "ann").Judge(0, 1, ResolvedChoice.Tie, "ann").Judge(1, 0, ResolvedChoice.First, "ann", flag: "both say the same")
        .Judge(0, 0, ResolvedChoice.Second, "bob", firstIsLeft: false).Judge(0, 1, ResolvedChoice.First, "bob")
        .Judge(0, 0, ResolvedChoice.First, "cis");

    private static async Task<AnnotationOverview> OverviewAsync(StudyRows rows)
    {
        // An hour and a second after the first judgment, which is just past.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 10, 0, 1, TimeSpan.Zero));
        await using var workbench = await TestWorkbench.StartAsync(Cancel, time);
        await rows.SaveAsync(workbench.Database, Cancel);
        return await workbench.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, rows.Study.Id, Cancel);
    }

    [Fact]
    public async Task Overview_KnownJudgments_StatesPaceAndSidesAreThoseByHand()
    {
        var overview = await OverviewAsync(Judged());

        var now = overview.Now;
        Assert.Equal((4, 0, 1, 2, 1), (now.Planned, now.Waiting, now.Open, now.Begun, now.Complete));
        Assert.Equal(6, overview.Throughput.Remaining); // 0 + 1 + 2 + 3
        Assert.Equal(5, overview.Throughput.PerHour);
        Assert.Equal(1.2, overview.Throughput.TimeLeft!.Value.TotalHours, 1e-9);
        // Four left of five: Wilson, and 2·P(X ≤ 1) = 2·(1 + 5)/32.
        Assert.Equal((0.8, 5), (overview.Sides.Left.Value, overview.Sides.Left.N));
        Assert.Equal(0.375, overview.Sides.P, 1e-12);
        Assert.False(overview.Sides.IsConspicuous);
    }

    [Fact]
    public async Task Overview_AgreementWithTheRest_IsTheMeanShareOfEqualVerdicts()
    {
        var raters = (await OverviewAsync(Judged())).Raters.ToDictionary(r => r.Pseudonym);

        // ann: on (0,0) one of two others says the same, on (0,1) none of one; nobody else judged (1,0).
        Assert.Equal((0.25, 2), (raters["ann"].AgreesWithOthers, raters["ann"].AgreementItems));
        Assert.Equal((0.25, 2), (raters["bob"].AgreesWithOthers, raters["bob"].AgreementItems));
        Assert.Equal((0.0, 1), (raters["cis"].AgreesWithOthers, raters["cis"].AgreementItems));
        Assert.Equal((3, 1, 1, 1), (raters["ann"].Judged, raters["ann"].ChoseLeft, raters["ann"].ChoseRight, raters["ann"].FlaggedPairs));
        // Right, tie, left: three answers equally often.
        Assert.Equal(Math.Log2(3), raters["ann"].ChoiceEntropy!.Value, 1e-12);
        Assert.Equal((2, 0.0, 1.0), (raters["bob"].LongestRun, raters["bob"].ChoiceEntropy, raters["bob"].LeftShare));
    }

    [Fact]
    public async Task Overview_RaterLeftOut_CountsNowhereButInPlaces()
    {
        var rows = Judged();
        rows.Exclude("cis", "pressed one key");

        var overview = await OverviewAsync(rows);

        Assert.Equal(1, overview.Complete); // the place stays taken
        Assert.Equal(4, overview.Sides.Left.N);
        Assert.Equal(5, overview.Precision.N);
        Assert.Equal((5, 6), (overview.Throughput.PerHour, overview.Throughput.Remaining)); // who holds places is part of the pace
        Assert.Equal((6, 1), (overview.HumanJudgments, overview.LeftOutJudgments));
        Assert.Equal(0.5, overview.Raters.Single(r => r.Pseudonym == "ann").AgreesWithOthers); // (1 + 0)/2
    }

    [Fact]
    public async Task Overview_SimulatedRaters_AreHeldAgainstTheirOwnKindOnly()
    {
        var rows = Judged().Judge(0, 0, ResolvedChoice.Second, "sim", RaterKind.Simulated).Judge(1, 1, ResolvedChoice.First, "sim", RaterKind.Simulated);

        var overview = await OverviewAsync(rows);

        Assert.Null(overview.Raters.Single(r => r.Pseudonym == "sim").AgreesWithOthers);
        Assert.Equal(0.25, overview.Raters.Single(r => r.Pseudonym == "ann").AgreesWithOthers);
        Assert.Equal((6, 2, 5, 6), (overview.HumanJudgments, overview.SimulatedJudgments, overview.Sides.Left.N, overview.Precision.N));
    }

    [Fact]
    public async Task Overview_AlwaysTheSameKey_IsFlaggedInWords()
    {
        var rows = new StudyRows(personas: 3, prompts: 4);
        for (var i = 0; i < 12; i++)
            rows.Judge(i / 4, i % 4, ResolvedChoice.First, "ann").Judge(i / 4, i % 4, i % 2 == 0 ? ResolvedChoice.First : ResolvedChoice.Second, "bob");

        var overview = await OverviewAsync(rows);

        var ann = overview.Raters.Single(r => r.Pseudonym == "ann");
        Assert.Equal((12, 0.0), (ann.LongestRun, ann.ChoiceEntropy));
        Assert.Equal(["a run of 12 equal positions", "prefers the left side", "always the same position"], ann.Flags.Take(3));
        Assert.Empty(overview.Raters.Single(r => r.Pseudonym == "bob").Flags);
    }

    [Fact]
    public async Task Overview_TwoPersonas_PrecisionIsTheClusteredHalfWidth()
    {
        var overview = await OverviewAsync(Judged());

        // t with one degree of freedom is wider than everything: the interval is [0, 1].
        Assert.Equal((6, 2, "persona", 0.5), (overview.Precision.N, overview.Precision.Clusters, overview.Precision.ClusterUnit, overview.Precision.HalfWidth));
        // (0.5/0.05)² = 100 times as many.
        Assert.Equal(594, overview.Precision.More(0.05));
        Assert.Equal(0, overview.Precision.More(0.5));
    }

    [Fact]
    public async Task Precision_VerdictsTurnedRound_IsTheSame()
    {
        var one = new StudyRows(personas: 12, prompts: 2);
        var other = new StudyRows(personas: 12, prompts: 2);
        for (var i = 0; i < 24; i++)
        {
            var isSecond = i % 5 < 4;
            one.Judge(i / 2, i % 2, isSecond ? ResolvedChoice.Second : ResolvedChoice.First);
            other.Judge(i / 2, i % 2, isSecond ? ResolvedChoice.First : ResolvedChoice.Second);
        }

        var (a, b) = ((await OverviewAsync(one)).Precision, (await OverviewAsync(other)).Precision);

        Assert.Equal((a.N, a.Clusters, a.Method), (b.N, b.Clusters, b.Method));
        Assert.Equal(a.HalfWidth, b.HalfWidth, 1e-9);
        Assert.Equal(a.Icc, b.Icc, 1e-9);
        Assert.InRange(a.HalfWidth, 0.05, 0.3);
    }

    [Fact]
    public async Task Overview_NobodyJudged_SaysNoDataEverywhere()
    {
        var overview = await OverviewAsync(new StudyRows());

        Assert.Equal((4, 0, 12), (overview.Now.Open, overview.Complete, overview.Throughput.Remaining));
        Assert.Null(overview.Throughput.From);
        Assert.Equal("no person has judged yet", overview.Precision.UndefinedReason);
        Assert.NotNull(overview.Agreement.UndefinedReason);
        Assert.Null(overview.Sides.Left.Value);
        Assert.False(overview.Sides.IsConspicuous);
    }

    [Fact]
    public async Task Overview_TwoWaves_CountsEachByItself()
    {
        var rows = Judged();
        rows.Study.Design = rows.Study.Design with
        {
            Annotation = rows.Study.Design.Annotation with { Waves = [new WaveDesign { Name = "pilot", RatersPerComparison = 1 }, new WaveDesign { Name = "half", Share = 0.5 }] },
        };

        var overview = await OverviewAsync(rows);

        Assert.Equal(["pilot", "half"], overview.Waves.Select(w => w.Name));
        Assert.Equal((true, false), (overview.Waves[0].IsOpen, overview.Waves[1].IsOpen));
        Assert.Equal((3, 0, 1), (overview.Waves[0].Complete, overview.Waves[0].Begun, overview.Throughput.Remaining));
        // One of two comparisons of each persona.
        Assert.Equal((2, 2, 0, 3), (overview.Waves[1].Planned, overview.Waves[1].Open, overview.Waves[1].Complete, overview.Waves[1].RatersPerComparison));
    }

    [Fact]
    public async Task Latest_OfARater_IsWhatTheySawAndNoCondition()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Judged();
        await rows.SaveAsync(workbench.Database, Cancel);

        var latest = await workbench.Get<RaterStore>().LatestAsync(Actor.LocalOwner, rows.RaterNamed("ann").Id, Cancel);

        Assert.Equal(["A much better", "Tie", "B much better"], latest.Select(j => j.Words));
        Assert.Equal("both say the same", latest[0].Flag);
        Assert.Equal(("Prompt 1?", "Persona 2"), (latest[0].Prompt, latest[0].Persona));
        Assert.DoesNotContain("personalized", string.Join(' ', latest.Select(j => j.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_Targets_LeaveWantedWhatTheyHaveRoomFor()
    {
        var rows = Judged();
        StratumTarget Persona(string name, int judgments) => new() { Kind = StratumKind.Persona, Value = name, Judgments = judgments };
        rows.Study.Design = rows.Study.Design with { Annotation = rows.Study.Design.Annotation with { Targets = [Persona("Persona 1", 5), Persona("Persona 2", 2)] } };

        // Five of five judged of the one, one of two of the other.
        Assert.Equal(1, (await OverviewAsync(rows)).Throughput.Remaining);
    }

    [Fact]
    public async Task Overview_AnotherPerspective_EntersNeitherSidesNorAgreementNorWidth()
    {
        var rows = Judged();
        foreach (var rater in new[] { "ann", "bob" })
            for (var i = 0; i < 4; i++)
                rows.Judge(i / 2, i % 2, ResolvedChoice.First, rater, perspective: Perspective.Impersonal);

        var overview = await OverviewAsync(rows);

        Assert.Equal((5, 5, 6), (overview.Sides.Left.N, overview.Agreement.N, overview.Precision.N));
    }

    [Fact]
    public async Task Overview_NewPerspectiveWithoutJudgments_SaysSoInsteadOfShowingTheOld()
    {
        var rows = Judged();
        rows.Study.Wave = 1;
        rows.Study.Design = rows.Study.Design with { Annotation = rows.Study.Design.Annotation with { Waves = [new WaveDesign { Name = "one" }, new WaveDesign { Name = "two", Perspective = Perspective.Impersonal }] } };

        var overview = await OverviewAsync(rows);

        Assert.Equal((Perspective.Impersonal, "no person has judged yet"), (overview.Precision.Perspective, overview.Precision.UndefinedReason));
        Assert.Null(overview.Sides.Left.Value);
    }

    [Fact]
    public async Task Overview_AllSkipped_IsNotCalledNotJudged()
    {
        var overview = await OverviewAsync(new StudyRows().Judge(0, 0, null).Skip(0, 1));

        Assert.Equal("people skipped all they were given so far", overview.Precision.UndefinedReason);
    }

    [Fact]
    public async Task Overview_Agreement_ResamplesPersonas()
    {
        var rows = new StudyRows(personas: 12, prompts: 4);
        for (var i = 0; i < 48; i++)
            rows.Judge(i / 4, i % 4, (ResolvedChoice)(i % 3), "ann").Judge(i / 4, i % 4, i / 4 % 2 == 0 ? (ResolvedChoice)(i % 3) : (ResolvedChoice)((i + 1) % 3), "bob");

        var agreement = (await OverviewAsync(rows)).Agreement;

        Assert.Equal((12, "persona"), (agreement.Clusters, agreement.ClusterUnit));
        // Six personas with full agreement, six without any: an interval over 48 independent items would be half as wide.
        Assert.InRange(agreement.Interval!.Upper - agreement.Interval.Lower, 0.6, 1.4);
        Assert.Contains("95 % interval, persona bootstrap (percentile) over 12 personas, 500 replicates, seed 7", MonitorWords.AgreementFootnote(agreement), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_VerdictsAgainstAllOthers_AreFlaggedAtTheUsualOverlap()
    {
        var rows = new StudyRows(personas: 5, prompts: 6);
        foreach (var rater in new[] { "ann", "bob", "cis" })
            for (var i = 0; i < 30; i++)
                rows.Judge(i / 6, i % 6, rater == "cis" ? ResolvedChoice.First : ResolvedChoice.Second, rater, firstIsLeft: i % 2 == 0);

        var raters = (await OverviewAsync(rows)).Raters;

        Assert.Equal(["cis"], raters.Where(r => r.Flags.Any(f => f.StartsWith("verdicts where earlier ones", StringComparison.Ordinal))).Select(r => r.Pseudonym));
    }

    [Fact]
    public async Task Decide_WhatSomebodyDecidedBefore_IsSaidAndNotSwallowed()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Judged();
        await rows.SaveAsync(workbench.Database, Cancel);
        var (store, id) = (workbench.Get<RaterStore>(), rows.RaterNamed("cis").Id);

        await store.DecideAsync(Actor.LocalOwner, id, true, "pressed one key", Cancel);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => store.DecideAsync(Actor.LocalOwner, id, true, "far too fast", Cancel));

        Assert.Equal("cis was left out meanwhile: pressed one key", error.Message);
        Assert.Single(await store.DecisionsAsync(Actor.LocalOwner, rows.Study.Id, Cancel));
    }
}
