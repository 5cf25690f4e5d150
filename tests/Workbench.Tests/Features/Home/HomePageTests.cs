using Bunit;
using Workbench.Features.Home;
using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Home;

public sealed class HomePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_EmptyDatabase_ProposesTheFirstStepOnly()
    {
        await using var screen = await Screen.OpenAsync(Cancel);

        var page = screen.Render<HomePage>();

        Assert.Equal(["Describe a persona"], page.FindAll(".button-primary").Select(b => b.TextContent));
        Assert.Equal(6, page.FindAll(".path li").Count);
        Assert.Empty(page.FindAll(".sample"));
        Assert.Contains("No model connected", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithALibrary_CountsIt()
    {
        await using var screen = await Screen.OpenAsync(Cancel);
        await screen.Get<PersonaStore>().AddAsync(Actor.LocalOwner, new Persona { Name = "Ada", Items = [new() { Field = "documents", Text = "A text." }] }, Cancel);
        await screen.Get<PromptStore>().AddAsync(Actor.LocalOwner, new PromptDraft { Text = "Tea?" }, Cancel);

        var page = screen.Render<HomePage>();

        Assert.Contains("1 persona, 1 with texts of their own", page.Markup, StringComparison.Ordinal);
        Assert.Contains("1 prompt in 1 category", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/studies/new", page.Find(".button-primary").GetAttribute("href"));
    }

    [Fact]
    public async Task Page_ForAnAnnotator_ShowsNoLibrary()
    {
        await using var screen = await Screen.OpenAsync(Cancel, new Actor("a", "A", ActorRole.Annotator));

        var page = screen.Render<HomePage>();

        Assert.Equal("Nothing to do on this page", page.Find(".empty-title").TextContent);
        Assert.Empty(page.FindAll(".path"));
    }
}
