using Bunit;
using Microsoft.AspNetCore.Components;
using Workbench.Features.Annotation;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Annotation.Monitoring;

public sealed class AnnotatePageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StudyRows Judged() => new StudyRows()
        .Judge(0, 0, ResolvedChoice.Second, "ann").Judge(0, 1, ResolvedChoice.Second, "ann").Judge(1, 0, ResolvedChoice.First, "ann")
        .Judge(0, 0, ResolvedChoice.Second, "bob", firstIsLeft: false);

    private static async Task<IRenderedComponent<AnnotatePage>> RenderAsync(Screen screen, StudyRows rows, string query = "")
    {
        await rows.SaveAsync(screen.Workbench.Database, Cancel);
        screen.Get<NavigationManager>().NavigateTo($"/studies/{rows.Study.Id}/annotate{query}");
        var page = screen.Render<AnnotatePage>(p => p.Add(x => x.Id, rows.Study.Id));
        page.WaitForElement("[data-table=raters], .empty", Patience);
        return page;
    }

    private static string[] Raters(IRenderedComponent<AnnotatePage> page) => [.. page.FindAll("[data-table=raters] tbody tr").Select(tr => tr.GetAttribute("data-rater")!)];

    [Fact]
    public async Task Page_WhileJudging_ShowsWidthAndNeedAndNeverTheAnswer()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var page = await RenderAsync(screen, Judged(), "?width=10");

        var precision = page.Find("[data-part=precision]");
        Assert.Contains("known to ±50 points from 4 judgments over 2 personas", precision.TextContent, StringComparison.Ordinal);
        // (0.5/0.1)² · 4 = 100.
        Assert.Contains("For ±10 points: about 96 more judgments if they are about further personas like these", precision.TextContent, StringComparison.Ordinal);
        Assert.Contains("left out here on purpose", precision.TextContent, StringComparison.Ordinal);
        Assert.Equal("10", page.Find("input[name=width]").GetAttribute("value"));
        // Three of four for the personalized one: the monitor says so nowhere.
        Assert.DoesNotContain("75 %", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("personalized", page.Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Page_SortInTheAddress_OrdersTheRaters()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var page = await RenderAsync(screen, Judged(), "?sort=judged&dir=up");

        Assert.Equal(["bob", "ann"], Raters(page));
        Assert.Equal("ascending", page.Find("th[aria-sort=ascending]").GetAttribute("aria-sort"));
        Assert.EndsWith("annotate?sort=judged", page.FindAll("th a").Single(a => a.TextContent == "Judged").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rater_Opened_IsLeftOutWithAReasonAndTakenInAgain()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var page = await RenderAsync(screen, Judged(), "?rater=bob");
        page.WaitForElement("[data-table=judgments]", Patience);
        Assert.Equal("A much better", page.FindAll("[data-table=judgments] tbody td")[3].TextContent);

        await page.Find(".rater-section form").SubmitAsync();
        Assert.Contains("Reason: 1 to", page.Find(".rater-section .problem").TextContent, StringComparison.Ordinal);
        await page.Find("input[name=decision-reason]").ChangeAsync(new ChangeEventArgs { Value = "pressed one key" });
        await page.Find(".rater-section form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("left out: pressed one key", page.Find("tr[data-rater=bob]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("bob left out by You, on this machine: pressed one key", page.Find("ul").TextContent, StringComparison.Ordinal);
        Assert.Contains("from 3 judgments", page.Find("[data-part=precision]").TextContent, StringComparison.Ordinal);

        await page.Find("input[name=decision-reason]").ChangeAsync(new ChangeEventArgs { Value = "they wrote: a broken mouse" });
        await page.Find(".rater-section form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("from 4 judgments", page.Find("[data-part=precision]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(2, page.FindAll("ul li").Count);
    }

    [Fact]
    public async Task Rater_WhoWithdraws_IsAskedForOnceMoreAndThenStaysOut()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var page = await RenderAsync(screen, Judged(), "?rater=bob");
        page.WaitForElement("[data-table=judgments]", Patience);

        await page.FindAll(".rater-section button").Single(b => b.TextContent == "Take out at their request").ClickAsync(new());
        Assert.Contains("Deleted for good:", page.Find(".rater-section").TextContent, StringComparison.Ordinal);
        Assert.Contains("from 4 judgments", page.Find("[data-part=precision]").TextContent, StringComparison.Ordinal);
        await page.Find("input[name=withdrawal-reason]").ChangeAsync(new ChangeEventArgs { Value = "a letter" });
        await page.FindAll(".rater-section form")[1].SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("left out: withdrew: a letter", page.Find("tr[data-rater=bob]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("from 3 judgments", page.Find("[data-part=precision]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".rater-section form"));
    }

    [Fact]
    public async Task Page_NobodyJudged_OffersToJudgeAndToTry()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var rows = new StudyRows();
        var page = await RenderAsync(screen, rows);

        Assert.Contains("Nobody has judged yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("0 of 4 comparisons judged by 3 people, 0 begun, 4 open", page.Find(".progress-words").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='/studies/{rows.Study.Id}/try']"));
        Assert.NotNull(page.Find($"a[href='/studies/{rows.Study.Id}/review']"));
    }
}
