using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Shared.Access;
using Workbench.Testing.OpenAi;
using Workbench.Tests.Features.Models;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Generation;

public sealed class GeneratePageTests : ModelTests
{
    private PageContext _pages = null!;
    private Guid _study;

    private GenerationWorker Worker => Workbench.Services.GetServices<IHostedService>().OfType<GenerationWorker>().Single();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _study = await LaunchedStudy.AddAsync(Workbench.Database, Endpoint, Server.Address.AbsoluteUri, personas: 2, prompts: 2, Cancel);
        _pages = new PageContext(Workbench);
    }

    public override async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task GeneratePage_WhileGenerating_FollowsWithoutBeingAsked()
    {
        var page = _pages.Show<GeneratePage>(p => p.Add(x => x.Id, _study));
        page.WaitForAssertion(() => Assert.Contains("0 of 8 done", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Generating 8 outputs", page.Find("h1").TextContent);

        await WorkAsync();

        page.WaitForAssertion(() => Assert.Equal("All 8 outputs are generated", page.Find("h1").TextContent), TimeSpan.FromSeconds(10));
        Assert.Contains("8 of 8 done", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/studies/{_study}/outputs", page.Find(".button-primary").GetAttribute("href"));
    }

    [Fact]
    public async Task GeneratePage_PauseAndResume_SteerTheStudy()
    {
        var page = _pages.Show<GeneratePage>(p => p.Add(x => x.Id, _study));
        page.WaitForElement(".progress-line");

        await page.FindAll("button").Single(b => b.TextContent == "Pause").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("Paused at 0 of 8 outputs", page.Find("h1").TextContent));
        Assert.Equal(0, await Worker.PassAsync(Cancel));
        await page.FindAll("button").Single(b => b.TextContent == "Resume").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Generating 8 outputs", page.Find("h1").TextContent));
        Assert.True(await Worker.PassAsync(Cancel) > 0);
        await Worker.FinishAsync();
    }

    [Fact]
    public async Task GeneratePage_Failures_StandInTheServersWordsAndCanBeRetried()
    {
        Server.When(r => r.Messages.Count == 2, TestReply.BadRequest("no such thing here"), times: 4);
        await WorkAsync();
        var page = _pages.Show<GeneratePage>(p => p.Add(x => x.Id, _study));
        page.WaitForAssertion(() => Assert.Contains("The server refused the request (400): no such thing here", page.Find(".errors").TextContent, StringComparison.Ordinal));
        Assert.Contains("4 outputs", page.Find(".errors").TextContent, StringComparison.Ordinal);

        await page.FindAll(".errors button").Single().ClickAsync();
        await WorkAsync();

        page.WaitForAssertion(() => Assert.Equal("All 8 outputs are generated", page.Find("h1").TextContent), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task OutputsPage_ShowsConditionsSideBySideSafelyAndWhatDiffers()
    {
        Server.Otherwise(r => TestReply.Answer(r.Messages.Count == 2 ? "Take **tea**, dear. <script>alert(1)</script>" : "Take **coffee**, dear."));
        await WorkAsync();
        var page = _pages.Show<OutputsPage>(p => p.Add(x => x.Id, _study));
        page.WaitForElement(".cell");

        var cell = page.FindAll(".cell")[0];
        Assert.Equal(4, page.FindAll(".cell").Count);
        Assert.Equal(["none", "persona_prompt"], cell.QuerySelectorAll(".pane").Select(p => p.GetAttribute("aria-label")));
        Assert.Equal("tea", cell.QuerySelectorAll(".pane strong")[1].TextContent);
        Assert.Empty(page.FindAll("script"));
        Assert.Contains("Name: Person 0", cell.TextContent, StringComparison.Ordinal);

        await cell.QuerySelector(".cell-head button")!.ClickAsync();

        Assert.Equal("coffee", page.Find(".cell del").TextContent);
        Assert.Contains("tea", page.Find(".cell ins").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutputsPage_Filters_ShowOneConditionOfOnePersona()
    {
        await WorkAsync();
        var frozen = await Workbench.Database.ReadAsync(db => StudyStore.FrozenAsync(db, _study, Cancel), Cancel);

        var all = await Workbench.Get<OutputStore>().ReadAsync(Actor.LocalOwner, _study, new OutputFilter(), Cancel);
        var one = await Workbench.Get<OutputStore>().ReadAsync(Actor.LocalOwner, _study, new OutputFilter
        {
            Persona = frozen.Personas[1].Id,
            Condition = frozen.Conditions[1].Id,
            Page = 9,
        }, Cancel);

        Assert.Equal((4, 1, 4), (all.Total, all.First, all.Last));
        Assert.All(all.Cells, cell => Assert.Equal(2, cell.Outputs.Count));
        Assert.Equal(["Question 0?", "Question 1?"], one.Cells.Select(c => c.Prompt.Text));
        Assert.All(one.Cells, cell => Assert.Equal("persona_prompt", Assert.Single(cell.Outputs).Condition.Name));
        Assert.Equal(1, one.Page);
    }

    [Fact]
    public async Task OutputsPage_BeforeAndAfterAFailure_SaysWhyThereIsNoText()
    {
        Server.Otherwise(r => r.Messages.Count == 2 ? TestReply.BadRequest("flagged") : TestReply.Answer(""));
        var page = _pages.Show<OutputsPage>(p => p.Add(x => x.Id, _study));
        page.WaitForAssertion(() => Assert.Contains("Not generated yet.", page.Markup, StringComparison.Ordinal));

        await WorkAsync();
        var after = _pages.Show<OutputsPage>(p => p.Add(x => x.Id, _study));

        after.WaitForAssertion(() => Assert.Contains("The server refused the request (400): flagged", after.Markup, StringComparison.Ordinal));
        Assert.Contains("The model returned no text (finish reason: stop)", after.Markup, StringComparison.Ordinal);
        Assert.Equal(4, await Workbench.Database.ReadAsync(db => db.Set<Output>().CountAsync(o => o.State == WorkState.Failed, Cancel), Cancel));
    }

    private async Task WorkAsync()
    {
        do
            await Worker.FinishAsync();
        while (await Worker.PassAsync(Cancel) > 0);
    }
}
