using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Reviewing;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation.Monitoring;

/// <summary>What the monitor costs the machine that people judge on.</summary>
public sealed class MonitorLoadTests
{
    private const double Bound = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Overview_NothingChanged_IsComputedOnceForAllWhoLook()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second, "ann").Judge(0, 0, ResolvedChoice.First, "cis");
        await rows.SaveAsync(workbench.Database, Cancel);
        var (query, viewer) = (workbench.Get<AnnotationQuery>(), new Actor("viewer", "Vera", ActorRole.Researcher));
        await workbench.Database.WriteAsync(db => Task.FromResult(db.Add(new StudyMember { StudyId = rows.Study.Id, ActorId = viewer.Id, Right = StudyRight.View, CreatedAt = rows.Study.CreatedAt })), Cancel);

        var both = await Task.WhenAll(query.OverviewAsync(Actor.LocalOwner, rows.Study.Id, Cancel), query.OverviewAsync(viewer, rows.Study.Id, Cancel));

        Assert.Same(both[0].Raters, both[1].Raters);
        Assert.Equal([true, false], both.Select(o => o.MayDecide));
        await workbench.Get<RaterStore>().DecideAsync(Actor.LocalOwner, rows.RaterNamed("cis").Id, true, "pressed one key", Cancel);
        Assert.Equal("pressed one key", (await query.OverviewAsync(viewer, rows.Study.Id, Cancel)).Raters.Single(r => r.Pseudonym == "cis").Exclusion);
    }

    /// <summary>
    /// A hundred raters with two hundred judgments each, with five criteria and what is said besides, read and computed
    /// whole; how long it took is in the test's output. The bound is several times what it takes on a busy machine.
    /// </summary>
    [Fact]
    public async Task Overview_OfTwentyThousandJudgments_StaysQuick()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows(personas: 20, prompts: 50, ratersPerComparison: 20);
        var random = new Random(5);
        string[] further = ["fit", "quality", "relevance", "over_personalization"];
        for (var rater = 0; rater < 100; rater++)
            for (var i = 0; i < 200; i++)
            {
                var at = (rater * 10 + i) % 1000;
                var quote = new string('x', 60 + random.Next(200));
                JudgmentDetails details = new()
                {
                    Reasons = ["tone", "facts"],
                    Spans = [.. Enumerable.Range(0, 3).Select(n => new HighlightedSpan { Side = Choice.Left, Start = n, Length = quote.Length, Quote = quote, Field = "age", Item = 0 })],
                    Flag = i % 40 == 0 ? "cut off" : null,
                    Changes = 2,
                    FirstMark = 3.5,
                };
                rows.JudgeAnew(at / 50, at % 50, (ResolvedChoice)random.Next(3), $"rater-{rater}", random.Next(2) == 0, details, further);
            }
        await rows.SaveAsync(workbench.Database, Cancel);
        var (query, review) = (workbench.Get<AnnotationQuery>(), workbench.Get<ReviewQuery>());
        async Task<(T Found, double Seconds)> TimedAsync<T>(Func<Task<T>> ask)
        {
            // As while people judge: something has changed, so that nothing computed before is of use.
            await workbench.Database.WriteAsync(async db => (await db.Set<StoredJudgment>().OrderBy(j => j.Id).FirstAsync(j => j.SupersededAt == null && j.Criterion == "overall", Cancel)).SupersededAt = rows.Study.CreatedAt, Cancel);
            var clock = Stopwatch.StartNew();
            return (await ask(), clock.Elapsed.TotalSeconds);
        }
        await query.OverviewAsync(Actor.LocalOwner, rows.Study.Id, Cancel);
        await review.QueueAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel);

        var one = await TimedAsync(() => query.OverviewAsync(Actor.LocalOwner, rows.Study.Id, Cancel));
        var four = await TimedAsync(() => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => query.OverviewAsync(Actor.LocalOwner, rows.Study.Id, Cancel))));
        var queue = await TimedAsync(() => review.QueueAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel));

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"Overview of 20,000 judgments: {one.Seconds:0.00} s; for four who look at once: {four.Seconds:0.00} s; review queue: {queue.Seconds:0.00} s"));
        Assert.Equal((100, 19_999, 499), (one.Found.Raters.Count, one.Found.HumanJudgments, one.Found.Raters.Sum(r => r.FlaggedPairs)));
        Assert.InRange(one.Seconds, 0, Bound);
    }
}
