using Bunit;
using Microsoft.AspNetCore.Components;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Monitoring;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Annotation.Monitoring;

public sealed class RaterSectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<RaterSummary> SummaryAsync(TestWorkbench workbench, Guid study) =>
        (await workbench.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study, Cancel)).Raters.Single();

    [Fact]
    public async Task Decide_LeftOutBySomebodyElseMeanwhile_NeverTakesTheRaterIn()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.First, "ann");
        await rows.SaveAsync(workbench.Database, Cancel);
        await using var screen = new PageContext(workbench);
        var summary = await SummaryAsync(workbench, rows.Study.Id);
        var section = screen.Show<RaterSection>(p => p.Add(x => x.Rater, summary).Add(x => x.Unit, JudgedUnit.Pair).Add(x => x.Close, "/").Add(x => x.Decide, () => { }));
        await section.Find("input[name=decision-reason]").ChangeAsync(new ChangeEventArgs { Value = "pressed one key" });

        await workbench.Get<RaterStore>().DecideAsync(Actor.LocalOwner, summary.Id, true, "a rule of ours", Cancel);
        // The click is on its way before the page has heard.
        await section.Find("form").SubmitAsync();
        Assert.Contains("ann was left out meanwhile: a rule of ours", section.Find(".problem").TextContent, StringComparison.Ordinal);
        // And after it has heard, the button does nothing before somebody has seen why.
        summary = await SummaryAsync(workbench, rows.Study.Id);
        section.Render(p => p.Add(x => x.Rater, summary));
        Assert.Empty(section.FindAll("button[type=submit]"));
        await section.FindAll("button").Single(b => b.TextContent == "Decide anew").ClickAsync();

        Assert.Equal("Take in again", section.Find("button[type=submit]").TextContent);
        Assert.NotNull((await SummaryAsync(workbench, rows.Study.Id)).Exclusion);
        Assert.Equal("pressed one key", section.Find("input[name=decision-reason]").GetAttribute("value"));
    }

    [Fact]
    public async Task Section_OfWhoMayOnlyLook_CanBeClosed()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.First, "ann");
        await rows.SaveAsync(workbench.Database, Cancel);
        await using var screen = new PageContext(workbench);
        var summary = await SummaryAsync(workbench, rows.Study.Id);

        var section = screen.Show<RaterSection>(p => p.Add(x => x.Rater, summary).Add(x => x.Unit, JudgedUnit.Pair).Add(x => x.Close, "/close"));

        Assert.Equal("/close", section.FindAll("a").Single(a => a.TextContent == "Close").GetAttribute("href"));
        Assert.Empty(section.FindAll("form"));
    }
}
