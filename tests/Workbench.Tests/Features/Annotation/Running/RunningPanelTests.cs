using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Running;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Annotation.Running;

public sealed class RunningPanelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextWave_OpenedBySomebodyElseMeanwhile_IsNotOpenedTwice()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = new StudyRows();
        rows.Study.Design = rows.Study.Design with { Annotation = rows.Study.Design.Annotation with { Waves = [.. new[] { "one", "two", "three" }.Select(name => new WaveDesign { Name = name, Share = 0.3 })] } };
        await rows.SaveAsync(workbench.Database, Cancel);
        await using var screen = new PageContext(workbench);
        var panel = screen.Show<RunningPanel>(p => p.Add(x => x.StudyId, rows.Study.Id));
        panel.WaitForElement(".actions button", Patience);
        await panel.FindAll("button").Single(b => b.TextContent == "Open the next wave").ClickAsync();
        await panel.Find("input[name=change-reason]").ChangeAsync(new ChangeEventArgs { Value = "The first is done" });

        await workbench.Get<StudyDecisionStore>().OpenNextWaveAsync(Actor.LocalOwner, rows.Study.Id, 0, "Mine", Cancel);
        panel.WaitForAssertion(() => Assert.Contains("2 of 3, two", panel.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal("Open wave 2: two", panel.Find(".decision h3").TextContent);
        await panel.Find(".decision").SubmitAsync();

        Assert.Contains("Another wave was opened meanwhile", panel.Find(".decision .problem").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await workbench.Database.ReadAsync(db => db.Set<Study>().Where(s => s.Id == rows.Study.Id).Select(s => s.Wave).SingleAsync(Cancel), Cancel));
    }
}
