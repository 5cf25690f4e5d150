using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Reviewing;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;
using Workbench.Tests.Features.Datasets;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation.Reviewing;

public sealed class ReviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>(0,0): two against one; (0,1): two that differ; (1,0): one alone, flagged; (1,1): two alike.</summary>
    private static StudyRows Judged() => new StudyRows()
        .Judge(0, 0, ResolvedChoice.Second, "ann", rationale: "A knows the age").Judge(0, 0, ResolvedChoice.Second, "bob", firstIsLeft: false).Judge(0, 0, ResolvedChoice.First, "cis")
        .Judge(0, 1, ResolvedChoice.Tie, "ann").Judge(0, 1, ResolvedChoice.First, "bob")
        .Judge(1, 0, ResolvedChoice.First, "ann", flag: "cut off")
        .Judge(1, 1, ResolvedChoice.BothBad, "ann").Judge(1, 1, ResolvedChoice.BothBad, "bob");

    private static async Task<(TestWorkbench Workbench, StudyRows Rows)> OpenAsync(StudyRows? rows = null, FakeTimeProvider? time = null)
    {
        var workbench = await TestWorkbench.StartAsync(Cancel, time);
        rows ??= Judged();
        await rows.SaveAsync(workbench.Database, Cancel);
        return (workbench, rows);
    }

    private static Task<ReviewQueue> QueueAsync(TestWorkbench workbench, StudyRows rows, ReviewFilter? filter = null) =>
        workbench.Get<ReviewQuery>().QueueAsync(Actor.LocalOwner, rows.Study.Id, filter ?? new(), Cancel);

    [Fact]
    public async Task Queue_OfDisagreement_HasTheMostDisputedFirst()
    {
        var (workbench, rows) = await OpenAsync();
        await using var _ = workbench;

        var queue = await QueueAsync(workbench, rows);

        Assert.Equal([rows.ComparisonOf(0, 1).Id, rows.ComparisonOf(0, 0).Id], queue.Items.Select(i => i.ComparisonId));
        Assert.Equal([1, 0.5793801642856950], queue.Items.Select(i => Math.Round(i.Disagreement!.Value, 15)));
        Assert.Equal((2, 3, RaterKind.Human), (queue.Total, queue.Shared, queue.Raters));
        Assert.Equal(("Prompt 1?", "Persona 1"), (queue.Items[1].Prompt, queue.Items[1].Persona));
        // Two say second, one says first, in the words of the review's own order.
        var (two, one) = ReviewSides.FirstIsLeft(rows.Study, rows.ComparisonOf(0, 0).Id) ? ("B better", "A better") : ("A better", "B better");
        Assert.Equal([(two, 2), (one, 1)], queue.Items[1].Verdicts.OrderByDescending(v => v.Count));
    }

    [Fact]
    public async Task Queue_Filters_ShowWhatTheyName()
    {
        var (workbench, rows) = await OpenAsync(Judged().Judge(0, 0, ResolvedChoice.First, "ann", criterion: "quality").Judge(0, 0, ResolvedChoice.Second, "cis", criterion: "quality"));
        await using var _ = workbench;

        Assert.Equal(["overall", "quality"], (await QueueAsync(workbench, rows)).Criteria);
        Assert.Equal(["quality"], (await QueueAsync(workbench, rows, new() { Criterion = "quality" })).Items.Select(i => i.Criterion));
        Assert.Equal([rows.ComparisonOf(1, 0).Id], (await QueueAsync(workbench, rows, new() { Why = ReviewReason.Flagged })).Items.Select(i => i.ComparisonId));
        Assert.Equal(4, (await QueueAsync(workbench, rows, new() { Why = ReviewReason.Any })).Total);
        Assert.Equal(2, (await QueueAsync(workbench, rows, new() { Least = 0.75 })).Total);
        Assert.Empty((await QueueAsync(workbench, rows, new() { Adjudicated = true })).Items);
        Assert.Empty((await QueueAsync(workbench, rows, new() { Page = 2 })).Items);
    }

    [Fact]
    public async Task Queue_RatersLeftOutAndOtherViews_DoNotDispute()
    {
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second, "ann").Judge(0, 0, ResolvedChoice.First, "bob")
            .Judge(0, 1, ResolvedChoice.Second, "ann").Judge(0, 1, ResolvedChoice.First, "bob", perspective: Perspective.RolePlay);
        rows.Exclude("bob", "rushed");
        var (workbench, _) = await OpenAsync(rows);
        await using var disposed = workbench;

        Assert.Empty((await QueueAsync(workbench, rows)).Items);
    }

    [Fact]
    public async Task Queue_KnownAnswersThatMostMissed_AreNamed()
    {
        var rows = Judged();
        var (workbench, _) = await OpenAsync(rows);
        await using var disposed = workbench;
        await workbench.Database.WriteAsync(db =>
        {
            var after = 0;
            foreach (var (rater, passed) in new[] { ("ann", false), ("bob", false), ("cis", true) })
                db.Add(Check(rows, rater, "gold-1", passed, ++after));
            foreach (var (rater, passed) in new[] { ("ann", true), ("bob", false) })
                db.Add(Check(rows, rater, "gold-2", passed, ++after));
            return Task.CompletedTask;
        }, Cancel);

        var failed = Assert.Single((await QueueAsync(workbench, rows)).FailedChecks);

        Assert.Equal(("gold-1", 3, 1, "good", "bad", "How much is two and two?"), (failed.Key, failed.Answered, failed.Passed, failed.Expected, failed.Other, failed.Prompt));
    }

    private static HiddenCheck Check(StudyRows rows, string rater, string key, bool passed, int after) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = rows.Study.Id,
        RaterId = rows.RaterNamed(rater).Id,
        Kind = HiddenCheckKind.WrongPersona,
        StudyPersonaId = null,
        StudyPromptId = null,
        PreparedKey = key,
        PromptText = "How much is two and two?",
        Left = after % 2 == 0 ? "good" : "bad",
        Right = after % 2 == 0 ? "bad" : "good",
        Expected = after % 2 == 0 ? Choice.Left : Choice.Right,
        After = after,
        Answer = Choice.Tie,
        IsPassed = passed,
        CreatedAt = rows.Study.CreatedAt,
        AnsweredAt = rows.Study.CreatedAt,
    };

    [Fact]
    public async Task Open_APair_IsBlindAndInOneOrder()
    {
        var (workbench, rows) = await OpenAsync();
        await using var _ = workbench;
        var id = rows.ComparisonOf(0, 0).Id;

        var pair = await workbench.Get<AdjudicationStore>().OpenAsync(Actor.LocalOwner, rows.Study.Id, id, "overall", null, Cancel);

        var firstIsLeft = ReviewSides.FirstIsLeft(rows.Study, id);
        Assert.Equal(firstIsLeft, pair.Left.StartsWith("plain answer", StringComparison.Ordinal));
        Assert.Equal(!firstIsLeft, pair.Right!.StartsWith("plain answer", StringComparison.Ordinal));
        var (second, first) = firstIsLeft ? ("B much better", "A much better") : ("A much better", "B much better");
        Assert.Equal([("ann", second), ("bob", second), ("cis", first)], pair.Verdicts.Select(v => (v.Pseudonym, v.Words)));
        // bob saw the sides the other way round than ann and cis.
        Assert.Equal([!firstIsLeft, firstIsLeft, !firstIsLeft], pair.Verdicts.Select(v => v.SawSwapped));
        Assert.Equal("A knows the age", pair.Verdicts[0].Rationale);
        Assert.True(pair.MayAdjudicate);
        await Assert.ThrowsAsync<MissingException>(() => workbench.Get<AdjudicationStore>().OpenAsync(Actor.LocalOwner, rows.Study.Id, Guid.NewGuid(), "overall", null, Cancel));
    }

    [Fact]
    public void Sides_OverManyComparisons_AreBalancedAndStable()
    {
        var study = new StudyRows().Study;
        var ids = Enumerable.Range(1, 1000).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();

        var left = ids.Count(id => ReviewSides.FirstIsLeft(study, id));

        Assert.InRange(left, 440, 560);
        Assert.Equal(left, ids.Count(id => ReviewSides.FirstIsLeft(study, id)));
    }

    [Fact]
    public async Task Adjudicate_Twice_AddsTwoRowsAndChangesNoJudgment()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        var (workbench, rows) = await OpenAsync(time: time);
        await using var _ = workbench;
        var (store, id) = (workbench.Get<AdjudicationStore>(), rows.ComparisonOf(0, 1).Id);
        var before = await JudgmentsAsync(workbench);
        var heard = 0;
        using var subscription = workbench.Get<ChangeFeed>().Subscribe(ChangeFeed.Study(rows.Study.Id), TimeSpan.FromSeconds(1), () =>
        {
            Interlocked.Increment(ref heard);
            return Task.CompletedTask;
        });

        await store.AdjudicateAsync(Actor.LocalOwner, rows.Study.Id, Verdict(id, Choice.Left, "  A names the age  "), Cancel);
        time.Advance(TimeSpan.FromMinutes(1));
        await store.AdjudicateAsync(Actor.LocalOwner, rows.Study.Id, Verdict(id, null, "Read again: I cannot tell"), Cancel);

        var firstIsLeft = ReviewSides.FirstIsLeft(rows.Study, id);
        var stored = (await workbench.Database.ReadAsync(db => db.Set<Adjudication>().ToListAsync(Cancel), Cancel)).OrderBy(a => a.At).ToList();
        Assert.Equal([(firstIsLeft ? ResolvedChoice.First : ResolvedChoice.Second, "A names the age"), ((ResolvedChoice?)null, "Read again: I cannot tell")], stored.Select(a => (a.Resolved, a.Reason)));
        Assert.All(stored, a => Assert.Equal((firstIsLeft, Actor.LocalOwner.Name), (a.FirstIsLeft, a.By)));
        Assert.Equal(["no verdict", "A better"], (await store.OpenAsync(Actor.LocalOwner, rows.Study.Id, id, "overall", null, Cancel)).History.Select(h => h.Words));
        Assert.Equal(before, await JudgmentsAsync(workbench));
        Assert.Equal([rows.ComparisonOf(0, 0).Id], (await QueueAsync(workbench, rows)).Items.Select(i => i.ComparisonId));
        Assert.Equal(2, Assert.Single((await QueueAsync(workbench, rows, new() { Adjudicated = true })).Items).Adjudications);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref heard) > 0, TimeSpan.FromSeconds(20)));
    }

    private static Task<List<string>> JudgmentsAsync(TestWorkbench workbench) => workbench.Database.ReadAsync(db =>
        db.Set<StoredJudgment>().OrderBy(j => j.Id).Select(j => $"{j.Id} {j.Displayed} {j.Resolved} {j.SupersededAt} {j.Rationale}").ToListAsync(Cancel), Cancel);

    private static NewAdjudication Verdict(Guid comparison, Choice? choice, string reason, string criterion = "overall", int? value = null) =>
        new() { ComparisonId = comparison, Criterion = criterion, Perspective = Perspective.ThirdParty, Displayed = choice, Value = value, Reason = reason };

    [Fact]
    public async Task Adjudicate_WhatDoesNotFit_IsRefusedByName()
    {
        var (workbench, rows) = await OpenAsync();
        await using var _ = workbench;
        var (store, id) = (workbench.Get<AdjudicationStore>(), rows.ComparisonOf(0, 0).Id);
        Task Try(NewAdjudication verdict) => store.AdjudicateAsync(Actor.LocalOwner, rows.Study.Id, verdict, Cancel);

        Assert.StartsWith("Reason:", (await Assert.ThrowsAsync<ArgumentException>(() => Try(Verdict(id, Choice.Left, "  ")))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Reason:", (await Assert.ThrowsAsync<ArgumentException>(() => Try(Verdict(id, Choice.Left, new string('x', 2_001))))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Criterion:", (await Assert.ThrowsAsync<ArgumentException>(() => Try(Verdict(id, Choice.Left, "why", "beauty")))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Perspective:", (await Assert.ThrowsAsync<ArgumentException>(() => Try(Verdict(id, Choice.Left, "why") with { Perspective = Perspective.Impersonal }))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Verdict:", (await Assert.ThrowsAsync<ArgumentException>(() => Try(Verdict(id, null, "why", value: 3)))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MissingException>(() => Try(Verdict(Guid.NewGuid(), Choice.Left, "why")));
        Assert.Equal(0, await workbench.Database.ReadAsync(db => db.Set<Adjudication>().CountAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task Adjudicate_ByWhoMayOnlyLook_IsRefused()
    {
        var (workbench, rows) = await OpenAsync();
        await using var _ = workbench;
        var viewer = new Actor("viewer", "Vera", ActorRole.Researcher);
        await workbench.Database.WriteAsync(db => Task.FromResult(db.Add(new StudyMember { StudyId = rows.Study.Id, ActorId = viewer.Id, Right = StudyRight.View, CreatedAt = rows.Study.CreatedAt })), Cancel);
        var (store, id) = (workbench.Get<AdjudicationStore>(), rows.ComparisonOf(0, 0).Id);

        Assert.False((await store.OpenAsync(viewer, rows.Study.Id, id, "overall", null, Cancel)).MayAdjudicate);
        Assert.Equal(2, (await workbench.Get<ReviewQuery>().QueueAsync(viewer, rows.Study.Id, new(), Cancel)).Total);
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.AdjudicateAsync(viewer, rows.Study.Id, Verdict(id, Choice.Left, "why"), Cancel));
    }

    [Fact]
    public async Task Results_WithAdjudications_ShowThemInALineOfTheirOwn()
    {
        // Won 1 of 3 as judged. Adjudicated, both judgments of (0,0) are wins: 2 of 3. (1,1) stays: nobody could decide.
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second, "ann").Judge(0, 0, ResolvedChoice.First, "bob").Judge(1, 1, ResolvedChoice.First, "ann")
            .Judge(0, 1, null, "ann").Adjudicate(0, 0, ResolvedChoice.First, by: "Early").Adjudicate(0, 0, ResolvedChoice.Second).Adjudicate(0, 1, ResolvedChoice.Second).Adjudicate(1, 1, null)
            .Adjudicate(1, 1, ResolvedChoice.Second, criterion: "quality");
        var (workbench, _) = await OpenAsync(rows);
        await using var disposed = workbench;

        var analysis = await workbench.Get<AnalysisQuery>().AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel);

        var answer = analysis.Charts.Single(c => c.Chart.Key == "does-it-help").Answer;
        Assert.Contains("in 33 % of 3 judgments", answer.Sentence, StringComparison.Ordinal);
        var line = Assert.Single(answer.Footnotes, f => f.StartsWith("With adjudicated verdicts instead:", StringComparison.Ordinal));
        Assert.StartsWith("With adjudicated verdicts instead: 67 % [", line, StringComparison.Ordinal);
        Assert.Contains("2 judgments of 1 comparison then say", line, StringComparison.Ordinal);
        Assert.EndsWith("1 comparison more the adjudicators could not decide either; it stays as judged.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_JudgedByOneEach_HasWhatTheyFlagged()
    {
        var (workbench, rows) = await OpenAsync(new StudyRows(ratersPerComparison: 1).Judge(0, 0, ResolvedChoice.First, "ann", flag: "cut off").Judge(0, 1, ResolvedChoice.First, "ann", rationale: "they \"flag\": it"));
        await using var _ = workbench;

        var queue = await QueueAsync(workbench, rows, new() { Why = ReviewReason.Flagged });

        Assert.Equal((0, 2, 1), (queue.Shared, queue.Judged, queue.Total));
        Assert.Equal((rows.ComparisonOf(0, 0).Id, 1), (Assert.Single(queue.Items).ComparisonId, queue.Items[0].Flags));
    }

    [Fact]
    public async Task Export_Adjudications_NamesNoAccountAndKeepsEarlierOnes()
    {
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second).Adjudicate(0, 0, ResolvedChoice.First, by: "Rita Researcher").Adjudicate(0, 0, null, by: "Olga Owner").Adjudicate(0, 0, ResolvedChoice.Tie, by: "Rita Researcher");

        var (bytes, counts) = await Exports.WriteAsync(rows, "adjudications-jsonl");

        Assert.Equal(3, counts.Rows);
        var lines = Exports.Objects(bytes);
        Assert.Equal(["adjudicator-1", "adjudicator-2", "adjudicator-1"], lines.Select(l => l.GetProperty("adjudicator").GetString()!));
        Assert.Equal([false, false, true], lines.Select(l => l.GetProperty("latest").GetBoolean()));
        Assert.Equal(["left", null, "tie"], lines.Select(l => l.GetProperty("choice").GetString()));
        Assert.Equal(["plain", null, "tie"], lines.Select(l => l.GetProperty("resolved").GetString()));
        Assert.DoesNotContain("Rita", Exports.Text(bytes), StringComparison.Ordinal);
        var (judgments, _) = await Exports.WriteAsync(rows, "judgments-jsonl");
        Assert.Single(Exports.Objects(judgments));
    }
}
