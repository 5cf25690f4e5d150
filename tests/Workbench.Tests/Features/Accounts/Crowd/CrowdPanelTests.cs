using Bunit;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Annotation;
using Workbench.Tests.Features.Annotation;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Accounts.Crowd;

/// <summary>What stands on the screens of a platform's participants and of who looks after them.</summary>
public sealed class CrowdPanelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MarkAsReturned_AsksBeforeItEndsSomebodysPart()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ada = await study.ParticipantAsync(await study.OpenDoorAsync(), "ada");
        await study.JudgeAllAsync(ada);
        await study.Assignments.OpenAsync(ada, study.Id, Cancel);
        var door = await study.DoorAsync();
        await using var page = new PageContext(study.Get<IServiceProvider>());
        var panel = page.Show<CrowdDoorPanel>(p => p.Add(x => x.StudyId, study.Id).Add(x => x.Door, door).Add(x => x.CanEdit, true));

        await panel.Find("table button").ClickAsync(new());
        Assert.Equal(CrowdState.Complete, (await study.RowAsync(ada)).State);
        Assert.Contains("is finished. Marked as returned, they are out at once", panel.Find(".notice").TextContent, StringComparison.Ordinal);
        await panel.FindAll(".notice button").Single(b => b.TextContent == "Cancel").ClickAsync(new());
        Assert.Empty(panel.FindAll(".notice"));
        Assert.Equal(CrowdState.Complete, (await study.RowAsync(ada)).State);
        await panel.Find("table button").ClickAsync(new());
        await panel.Find(".notice .button-danger").ClickAsync(new());

        Assert.Equal(CrowdState.Returned, (await study.RowAsync(ada)).State);
        Assert.Empty(panel.FindAll(".notice"));
    }

    [Fact]
    public async Task End_OfAFinishedParticipantWhoseIdWasForgotten_DoesNotTellThemToGiveTheStudyBack()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var settings = CrowdPreset.Sona.Settings with { CompleteAddress = "https://x.sona-systems.com/webstudy_credit.aspx?survey_code={id}" };
        var ada = (await study.ArriveAsync(await study.OpenDoorAsync(settings: settings), "id=4711")).Actor!;
        await study.JudgeAllAsync(ada);
        await study.Assignments.OpenAsync(ada, study.Id, Cancel);
        await study.Get<CrowdStore>().ForgetAsync(Workbench.Shared.Access.Actor.LocalOwner, study.Id, (await study.DoorAsync()).Id, Cancel);
        var session = await study.Assignments.OpenAsync(ada, study.Id, Cancel);
        await using var page = new PageContext(study.Get<IServiceProvider>(), ada);

        var end = page.Show<JudgeEnd>(p => p.Add(x => x.Session, session).Add(x => x.Progress, session.Progress));

        Assert.Contains("Your part is complete and recorded.", end.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("give the study back", end.Markup, StringComparison.Ordinal);
    }
}
