using Workbench.Features.Analysis;
using Workbench.Methods.Metrics;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Analysis;

/// <summary>Every chart, found by the scan, against the awkward studies.</summary>
public sealed class ChartContractTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Studies => new("nothing judged", "one rater", "all ties", "all unscored", "one persona", "markup in names");

    private static StudyRows Rows(string name) => name switch
    {
        "nothing judged" => new StudyRows(),
        "one rater" => new StudyRows().Judge(0, 0, ResolvedChoice.Second),
        "all ties" => new StudyRows().Judge(0, 0, ResolvedChoice.Tie).Judge(1, 1, ResolvedChoice.BothBad),
        "all unscored" => new StudyRows().Judge(0, 0, null).Skip(1, 0),
        "one persona" => new StudyRows(personas: 1).Judge(0, 0, ResolvedChoice.Second).Judge(0, 1, ResolvedChoice.First),
        "markup in names" => new StudyRows(names: ["<b>Zoë</b> & friends", "نورة"], categories: ["a<i>", "%{x}"]).Judge(0, 0, ResolvedChoice.Second).Judge(1, 1, ResolvedChoice.First),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    [Fact]
    public void All_ByScan_HaveDistinctKeysAndKnownMetrics()
    {
        Assert.Equal(["how-good", "how-much-better", "does-it-help", "whom-does-it-help", "who-prefers-generic", "where-does-it-help", "does-the-side-decide", "how-far"], ChartCatalog.All.Select(c => c.Key));
        Assert.All(ChartCatalog.All, chart => Assert.EndsWith("?", chart.Question, StringComparison.Ordinal));
        Assert.All(ChartCatalog.All.SelectMany(c => c.Metrics), name => Assert.NotNull(MetricCatalog.Find(name)));
    }

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Build_AwkwardStudy_SaysSomethingTrueWithoutFailing(string study)
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Rows(study);
        await rows.SaveAsync(workbench.Database, Cancel);

        var analysis = await workbench.Get<AnalysisQuery>().AnalyzeAsync(Workbench.Shared.Access.Actor.LocalOwner, rows.Study.Id, new(), Cancel);

        foreach (var (_, answer) in analysis.Charts)
        {
            Assert.NotEmpty(answer.Sentence);
            Assert.DoesNotContain("NaN", string.Join(' ', answer.Tables.SelectMany(t => t.Rows).SelectMany(r => r)), StringComparison.Ordinal);
            Assert.All(answer.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
            if (answer.Figure is not { } figure)
            {
                Assert.StartsWith("No data", answer.Sentence, StringComparison.Ordinal);
                continue;
            }
            Assert.NotEmpty(figure.TextAlternative);
            Assert.All(figure.Series.SelectMany(s => s.Points), point =>
            {
                Assert.InRange(point.Value, figure.Axis.Minimum, figure.Axis.Maximum);
                Assert.InRange(point.Row, 0, figure.Rows.Count - 1);
                Assert.True(point.Lower is null || point.Lower <= point.Value);
                Assert.True(point.Upper is null || point.Upper >= point.Value);
            });
        }
    }
}
