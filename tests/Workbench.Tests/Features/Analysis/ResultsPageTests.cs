using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;
using Workbench.Shared.Layout;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Analysis;

public sealed class ResultsPageTests : BunitContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private async Task<IRenderedComponent<ResultsPage>> RenderAsync(TestWorkbench workbench, StudyRows rows, string query = "")
    {
        await rows.SaveAsync(workbench.Database, Cancel);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<AppearanceState>();
        Services.AddFallbackServiceProvider(workbench.Services);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/studies/{rows.Study.Id}/results{query}");
        var page = Render<ResultsPage>(p => p.Add(x => x.Id, rows.Study.Id).AddCascadingValue(Actor.LocalOwner));
        page.WaitForElement(".answers, .empty", Patience);
        return page;
    }

    private static string[] Rows(IRenderedComponent<ResultsPage> page, string chart) =>
        [.. page.FindAll($"table[data-table='{chart}'] tbody tr").Select(tr => string.Join(" | ", tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim())))];

    [Fact]
    public async Task Page_NothingJudged_SaysWhatToDo()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows();

        var page = await RenderAsync(workbench, rows);

        Assert.Contains("Nobody has judged yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("4 comparisons are ready, for 3 people each.", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/studies/{rows.Study.Id}/annotate", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-chart]"));
    }

    [Fact]
    public async Task Page_PeopleJudged_HasSentenceChartTableAndFootnotes()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        // Won 2 of 3, lost 1: 67 %.
        var page = await RenderAsync(workbench, new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(0, 1, ResolvedChoice.Second).Judge(1, 0, ResolvedChoice.First));

        var sentence = page.Find("[data-answer='does-it-help'] .answer-sentence").TextContent;
        Assert.StartsWith("People preferred the personalized answer in 67\u00A0% of 3 judgments", sentence, StringComparison.Ordinal);
        Assert.Contains("Ties count half | 67 % | ", string.Join('\n', Rows(page, "does-it-help")), StringComparison.Ordinal);
        Assert.Contains("Won: personalized | 2 | 67 %", Rows(page, "does-it-help"));
        Assert.Contains("Only 2 clusters (persona)", page.Find("[data-answer='does-it-help'] .answer-warnings").TextContent, StringComparison.Ordinal);
        Assert.Contains("0 unscored", page.Find("[data-answer='does-it-help'] .answer-notes").TextContent, StringComparison.Ordinal);
        Assert.Contains("(W + T/2) / (W + T + L)", page.Find("[data-answer='does-it-help'] details").TextContent, StringComparison.Ordinal);
        Assert.Equal(["does-it-help", "whom-does-it-help", "who-prefers-generic", "where-does-it-help", "does-the-side-decide", "how-far"], page.FindAll("[data-chart]").Select(c => c.GetAttribute("data-chart")));
        Assert.All(page.FindAll("[data-chart]"), chart => Assert.False(string.IsNullOrEmpty(chart.GetAttribute("aria-label"))));
        Assert.Empty(page.FindAll(".answer h2 .tag"));
    }

    [Fact]
    public async Task Page_OnlySimulated_IsLabelledInSentenceChartAndTable()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var page = await RenderAsync(workbench, new StudyRows().Judge(0, 0, ResolvedChoice.Second, "sim-1", RaterKind.Simulated).Judge(1, 0, ResolvedChoice.First, "sim-1", RaterKind.Simulated));

        Assert.StartsWith("Simulated raters, not people,", page.Find("[data-answer='does-it-help'] .answer-sentence").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll(".answer h2"), title => Assert.Contains("simulated raters, not people", title.TextContent, StringComparison.Ordinal));
        Assert.All(page.FindAll("table[data-table] caption"), caption => Assert.EndsWith("simulated raters, not people", caption.TextContent, StringComparison.Ordinal));
        Assert.Contains("say nothing about anybody's preference", page.Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_FilterInAddress_IsWhatIsShown()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(1, 0, ResolvedChoice.First).Judge(1, 1, ResolvedChoice.First, "sim-1", RaterKind.Simulated);

        var page = await RenderAsync(workbench, rows, "?persona=2&raters=simulated");

        Assert.StartsWith("For Persona 2, simulated raters, not people, preferred the personalized answer in 0", page.Find("[data-answer='does-it-help'] .answer-sentence").TextContent, StringComparison.Ordinal);
        Assert.Equal("Simulated", page.Find("select[name=raters]").GetAttribute("value"));
        await page.Find("select[name=persona]").ChangeAsync(new ChangeEventArgs { Value = "1" });
        Assert.EndsWith("?persona=1&raters=simulated", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllNumbers_ClosedUntilAsked_ThenEveryMetricWithItsReasons()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        // Won 2 of 3, lost 1; shown 2 at the right, 1 at the left: personalized is the second, at the right.
        var page = await RenderAsync(workbench, new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(0, 1, ResolvedChoice.Second).Judge(1, 0, ResolvedChoice.First));
        var show = page.Find("#all-numbers button");
        Assert.Equal("false", show.GetAttribute("aria-expanded"));
        Assert.Empty(page.FindAll("table[data-table='all-numbers']"));

        await show.ClickAsync(new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        page.WaitForElement("table[data-table='all-numbers']", Patience);

        string[] Cells(string metric) => [.. page.FindAll($"tr[data-metric='{metric}']").Select(tr => string.Join(" | ", tr.QuerySelectorAll("td").Take(4).Select(td => td.TextContent.Trim())))];
        Assert.StartsWith("personalized | 66.7 % | [", Cells("win_rate")[1], StringComparison.Ordinal);
        Assert.Equal("people | 33.3 % | [6.1, 79.2] | 3", Cells("side_share")[0]); // Wilson for 1 of 3
        Assert.Equal("personalized vs plain | p = 1.000 |  | 3", Cells("sign_test")[0]);
        var panel = page.Find("tr[data-metric='conger_kappa']").QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray();
        Assert.Equal(["people", "no data", "", "3", "Fewer than two raters"], panel);
        Assert.Empty(page.FindAll("tr[data-metric='self_consistency']")); // hidden repeats are on the monitor
        Assert.Contains("alternative-annotator test", page.Find("#all-numbers .answer-notes").TextContent, StringComparison.Ordinal);

        await page.Find("tr[data-metric='win_rate'] button").ClickAsync(new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        var about = page.Find("tr[data-metric-about='win_rate']").TextContent;
        Assert.Contains("(W + T/2) / (W + T + L)", about, StringComparison.Ordinal);
        Assert.Contains("arXiv 2306.05685", about, StringComparison.Ordinal);
        Assert.Contains("Only 2 clusters (persona)", about, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllNumbers_Simulated_SaysSoAndNeverPoolsWithPeople()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(0, 0, ResolvedChoice.First, "sim-1", RaterKind.Simulated).Judge(1, 1, ResolvedChoice.First, "sim-1", RaterKind.Simulated);
        var page = await RenderAsync(workbench, rows, "?raters=simulated");
        await page.Find("#all-numbers button").ClickAsync(new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        var table = page.WaitForElement("table[data-table='all-numbers']", Patience);
        Assert.EndsWith("simulated raters, not people", table.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        var winRate = page.FindAll("tr[data-metric='win_rate']").Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray()).Single(cells => cells[0] == "personalized");
        Assert.Equal(("0.0 %", "2"), (winRate[1], winRate[3]));
    }

    [Fact]
    public async Task Page_JudgmentArrives_FollowsWithoutReload()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var workbench = await TestWorkbench.StartAsync(Cancel, time);
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(1, 0, ResolvedChoice.First);
        var page = await RenderAsync(workbench, rows);
        Assert.Contains("Won: personalized | 1 | 50 %", Rows(page, "does-it-help"));

        await workbench.Database.WriteAsync(db =>
        {
            foreach (var judgment in db.Set<StoredJudgment>().Where(j => j.Resolved == ResolvedChoice.First))
                judgment.SupersededAt = judgment.SubmittedAt;
            return Task.CompletedTask;
        }, Cancel);
        workbench.Get<ChangeFeed>().Announce(ChangeFeed.Study(rows.Study.Id));
        time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("Won: personalized | 1 | 100 %", Rows(page, "does-it-help")), Patience);
    }
}
