using Bunit;
using Microsoft.AspNetCore.Components;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class PlanningPanelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private static IRenderedComponent<PlanningPanel> Show(PageContext screen, int comparisons = 48, int raters = 3)
    {
        var panel = screen.Show<PlanningPanel>(p => p.Add(x => x.Comparisons, comparisons).Add(x => x.RatersPerComparison, raters));
        panel.WaitForElement("[data-planning='sentence']", Patience);
        return panel;
    }

    private static string Sentence(IRenderedComponent<PlanningPanel> panel) => panel.Find("[data-planning='sentence']").TextContent;

    [Fact]
    public async Task Panel_Defaults_SayWhatIsNeededAndWhatTheDesignYields()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        await using var screen = new PageContext(workbench);
        var panel = Show(screen);

        // 199 decisive at 60 %; three judgments at ICC 0.3 (1.6) and 20 % ties: 398 judgments, 133 comparisons. 48 × 3 = 144 find 67 %: 66 · 1.6 / 0.8 = 132.
        Assert.StartsWith("To find a win rate of 60 % you need about 398 judgments: 133 comparisons × 3 people; this design yields 48 × 3 = 144, which is too few and would find 67 % or more.", Sentence(panel), StringComparison.Ordinal);
        Assert.Equal(["55 %", "60 %", "65 %", "70 %", "75 %"], panel.FindAll("table tbody tr td:first-child").Select(td => td.TextContent));
        Assert.Equal(["too few", "too few", "too few", "enough", "enough"], panel.FindAll("table tbody tr td:last-child").Select(td => td.TextContent));
        Assert.Contains("design effect 1.6", panel.Find(".hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_WavesOfDifferentSize_CountsWhatAllOfThemYield()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        await using var screen = new PageContext(workbench);

        // 30 % for five people and 70 % for one: 2.2 a comparison.
        var panel = screen.Show<PlanningPanel>(p => p.Add(x => x.Comparisons, 100).Add(x => x.RatersPerComparison, 5).Add(x => x.Yield, 220));

        panel.WaitForAssertion(() => Assert.Contains("this design yields 220 judgments of 100 comparisons in all its waves, which is too few", Sentence(panel), StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Panel_OtherRateAndTies_ComputesAgain()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        await using var screen = new PageContext(workbench);
        var panel = Show(screen, comparisons: 60);

        await panel.Find("input[name='planning-win-rate']").ChangeAsync(new ChangeEventArgs { Value = "70" });
        await panel.Find("input[name='planning-ties']").ChangeAsync(new ChangeEventArgs { Value = "0" });

        // 49 · 1.6 = 78.4.
        panel.WaitForAssertion(() => Assert.Equal("To find a win rate of 70 % you need about 79 judgments: 27 comparisons × 3 people; this design yields 60 × 3 = 180, which is enough.", Sentence(panel)), Patience);
        await panel.Find("input[name='planning-win-rate']").ChangeAsync(new ChangeEventArgs { Value = "40" });
        Assert.Contains("A number from 51 to 99", panel.Find("[role='alert']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_JudgedStudyChosen_TakesItsSpreadAndTies()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        // Items (1, 1), (0, 0), (1, 0): ICC ½ by hand, no ties.
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(0, 0, ResolvedChoice.Second, "rater-2")
            .Judge(0, 1, ResolvedChoice.First).Judge(0, 1, ResolvedChoice.First, "rater-2")
            .Judge(1, 0, ResolvedChoice.Second).Judge(1, 0, ResolvedChoice.First, "rater-2");
        await rows.SaveAsync(workbench.Database, Cancel);
        await using var screen = new PageContext(workbench);
        var panel = Show(screen);
        panel.WaitForElement($"option[value='{rows.Study.Id}']", Patience);

        await panel.Find("select[name='planning-source']").ChangeAsync(new ChangeEventArgs { Value = rows.Study.Id.ToString() });

        // Design effect 1 + 2 · ½ = 2, no ties: 199 · 2 = 398.
        panel.WaitForAssertion(() => Assert.Contains("ICC 0.5)", panel.Find(".hint").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("about 398 judgments", Sentence(panel), StringComparison.Ordinal);
        Assert.Equal("0", panel.Find("input[name='planning-ties']").GetAttribute("value"));
    }

    [Fact]
    public async Task Query_SomebodyElsesStudy_IsNeitherListedNorRead()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second);
        await rows.SaveAsync(workbench.Database, Cancel);
        var query = workbench.Get<PlanningQuery>();
        var stranger = new Actor("stranger", "Stranger", ActorRole.Researcher);

        Assert.Empty(await query.SourcesAsync(stranger, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => query.SpreadAsync(stranger, rows.Study.Id, Cancel));
        Assert.Single(await query.SourcesAsync(Actor.LocalOwner, Cancel));
    }
}
