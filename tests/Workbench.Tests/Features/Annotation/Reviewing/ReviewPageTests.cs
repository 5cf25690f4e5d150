using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Reviewing;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Shared.Text;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Annotation.Reviewing;

public sealed class ReviewPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StudyRows Judged() => new StudyRows()
        .Judge(0, 0, ResolvedChoice.Second, "ann", rationale: "A <b>knows</b> the age").Judge(0, 0, ResolvedChoice.First, "bob", firstIsLeft: false);

    private static async Task<IRenderedComponent<ReviewPage>> RenderAsync(Screen screen, StudyRows rows, string query, string shows)
    {
        screen.Services.AddSingleton<MarkdownRenderer>();
        await rows.SaveAsync(screen.Workbench.Database, Cancel);
        screen.Get<NavigationManager>().NavigateTo($"/studies/{rows.Study.Id}/review{query}");
        var page = screen.Render<ReviewPage>(p => p.Add(x => x.Id, rows.Study.Id));
        page.WaitForElement(shows, Patience);
        return page;
    }

    [Fact]
    public async Task Queue_Disputed_LinksToThePairAndFiltersInTheAddress()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var rows = Judged();
        var page = await RenderAsync(screen, rows, "?least=50", "[data-table=review]");

        Assert.Contains("100 %", page.Find("[data-table=review] tbody tr").TextContent, StringComparison.Ordinal);
        var link = page.Find("[data-table=review] a.row-link").GetAttribute("href")!;
        Assert.Contains($"pair={rows.ComparisonOf(0, 0).Id}", link, StringComparison.Ordinal);
        Assert.Contains("least=50", link, StringComparison.Ordinal);
        await page.Find("select[name=why]").ChangeAsync(new ChangeEventArgs { Value = "flagged" });
        Assert.EndsWith("?least=50&why=flagged", screen.Path, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("Nothing is left to review here", page.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Pair_Opened_ShowsNoConditionAndTakesAVerdictWithItsReason()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var rows = Judged();
        var page = await RenderAsync(screen, rows, $"?pair={rows.ComparisonOf(0, 0).Id}&on=overall", "[data-part=pair]");

        Assert.DoesNotContain("persona_prompt", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("test-model", page.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[data-part=verdicts] li").Count);
        // Exactly one of the two saw the sides the other way round; what ann wrote is text and no markup.
        Assert.Empty(page.FindAll("[data-part=verdicts] b"));
        Assert.Equal(["A better", "Tie", "B better", "Both bad", "I cannot decide either"], page.FindAll(".review form .check").Select(c => c.TextContent));

        await page.Find(".review form").SubmitAsync();
        Assert.Equal("Choose a verdict first.", page.Find(".review .problem").TextContent);
        await page.Find("input[value=tie]").ChangeAsync(new ChangeEventArgs { Value = "tie" });
        await page.Find(".review form").SubmitAsync();
        Assert.StartsWith("Reason: 1 to", page.Find(".review .problem").TextContent, StringComparison.Ordinal);
        await page.Find("textarea[name=reason]").ChangeAsync(new ChangeEventArgs { Value = "They say the same" });
        await page.Find(".review form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("They say the same", page.Find("[data-part=history]").TextContent, StringComparison.Ordinal), Patience);
        Assert.StartsWith("Tie", page.Find("[data-part=history] li").TextContent, StringComparison.Ordinal);
        Assert.Equal("", page.Find("textarea[name=reason]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Pair_VerdictSentTwice_IsAddedOnce()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var rows = Judged();
        var page = await RenderAsync(screen, rows, $"?pair={rows.ComparisonOf(0, 0).Id}&on=overall", "[data-part=pair]");
        await page.Find("input[value=tie]").ChangeAsync(new ChangeEventArgs { Value = "tie" });
        await page.Find("textarea[name=reason]").ChangeAsync(new ChangeEventArgs { Value = "They say the same" });

        var form = page.Find(".review form");
        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());

        Assert.Equal(1, await screen.Workbench.Database.ReadAsync(db => db.Set<Adjudication>().CountAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task Pair_AdjudicatedBySomebodyElse_KeepsWhatIsBeingWritten()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var rows = Judged();
        var page = await RenderAsync(screen, rows, $"?pair={rows.ComparisonOf(0, 0).Id}&on=overall", "[data-part=pair]");
        await page.Find("textarea[name=reason]").ChangeAsync(new ChangeEventArgs { Value = "A long thought" });

        await screen.Workbench.Get<AdjudicationStore>().AdjudicateAsync(
            Actor.LocalOwner, rows.Study.Id, new() { ComparisonId = rows.ComparisonOf(0, 0).Id, Criterion = "overall", Perspective = Perspective.ThirdParty, Displayed = Choice.Tie, Reason = "the other's" }, Cancel);

        page.WaitForAssertion(() => Assert.Contains("the other's", page.Find("[data-part=history]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("A long thought", page.Find("textarea[name=reason]").GetAttribute("value"));
    }

    [Fact]
    public async Task Page_JudgedByOneEach_OffersWhatTheyFlagged()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var page = await RenderAsync(screen, new StudyRows().Judge(0, 0, ResolvedChoice.Second, flag: "cut off").Judge(0, 1, ResolvedChoice.Second), "", "select[name=why]");

        Assert.Contains("as soon as two people judged it", page.Find(".empty").TextContent, StringComparison.Ordinal);
        await page.Find("select[name=why]").ChangeAsync(new ChangeEventArgs { Value = "flagged" });
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-table=review] tbody tr")), Patience);
        Assert.StartsWith("1 flagged of 2 that were judged", page.Find("[data-part=count]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NothingShared_SaysWhatIsNeeded()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var page = await RenderAsync(screen, new StudyRows(), "", ".empty");

        Assert.Contains("as soon as two people judged it", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pair_ThatIsNone_SaysSo()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        var page = await RenderAsync(screen, Judged(), $"?pair={Guid.NewGuid()}", ".notice-error");

        Assert.Contains("no such comparison", page.Find(".notice-error").TextContent, StringComparison.Ordinal);
    }
}
