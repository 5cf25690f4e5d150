using Workbench.Features.Analysis;
using Workbench.Features.Annotation.Reviewing;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Features.Datasets;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation.Reviewing;

/// <summary>Perspectives are different questions: what is adjudicated from one says nothing about another.</summary>
public sealed class AdjudicatedViewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One comparison disputed from two views; the impersonal wave is open.</summary>
    private static StudyRows TwoViews()
    {
        var rows = new StudyRows();
        foreach (var view in new[] { Perspective.ThirdParty, Perspective.Impersonal })
            rows.Judge(0, 0, ResolvedChoice.Second, "ann", perspective: view).Judge(0, 0, ResolvedChoice.First, "bob", perspective: view);
        rows.Study.Wave = 1;
        rows.Study.Design = rows.Study.Design with { Annotation = rows.Study.Design.Annotation with { Waves = [new WaveDesign { Name = "one" }, new WaveDesign { Name = "two", Perspective = Perspective.Impersonal }] } };
        return rows;
    }

    [Fact]
    public async Task Adjudicate_FromOneView_LeavesTheOtherAsItIs()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = TwoViews();
        await rows.SaveAsync(workbench.Database, Cancel);
        var (store, id) = (workbench.Get<AdjudicationStore>(), rows.ComparisonOf(0, 0).Id);

        Task<ReviewQueue> QueueAsync(ReviewFilter filter) => workbench.Get<ReviewQuery>().QueueAsync(Actor.LocalOwner, rows.Study.Id, filter, Cancel);

        await store.AdjudicateAsync(Actor.LocalOwner, rows.Study.Id, new() { ComparisonId = id, Criterion = "overall", Perspective = Perspective.ThirdParty, Displayed = Choice.Left, Reason = "fits the person" }, Cancel);

        // The wave of the other view is open: there the pair is still disputed, and its history is empty.
        var now = await QueueAsync(new());
        Assert.Equal((Perspective.Impersonal, 1, 0), (now.Perspective, now.Total, Assert.Single(now.Items).Adjudications));
        Assert.Equal([Perspective.ThirdParty, Perspective.Impersonal], now.PerspectiveChoices);
        Assert.Empty((await store.OpenAsync(Actor.LocalOwner, rows.Study.Id, id, "overall", null, Cancel)).History);
        Assert.Empty((await QueueAsync(new() { View = Perspective.ThirdParty })).Items);
        var before = await store.OpenAsync(Actor.LocalOwner, rows.Study.Id, id, "overall", Perspective.ThirdParty, Cancel);
        Assert.Equal(("Which answer fits this person better?", "fits the person"), (before.Criterion.Question, Assert.Single(before.History).Reason));
        foreach (var (view, lines) in new[] { (Perspective.ThirdParty, 1), (Perspective.Impersonal, 0) })
        {
            var analysis = await workbench.Get<AnalysisQuery>().AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new() { Perspective = view }, Cancel);
            Assert.Equal(lines, analysis.Charts.Single(c => c.Chart.Key == "does-it-help").Answer.Footnotes.Count(f => f.StartsWith("With adjudicated", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Export_AdjudicationsOfTwoViews_AreEachTheLatest()
    {
        var (bytes, _) = await Exports.WriteAsync(TwoViews().Adjudicate(0, 0, ResolvedChoice.First).Adjudicate(0, 0, ResolvedChoice.Second, perspective: Perspective.Impersonal), "adjudications-jsonl");

        Assert.Equal([("impersonal", true), ("third_party", true)], Exports.Objects(bytes).Select(l => (l.GetProperty("perspective").GetString()!, l.GetProperty("latest").GetBoolean())).Order());
    }
}
