using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Workbench.Features.Personas;
using Workbench.Features.Personas.Import;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Personas;

public sealed class PersonaPagesTests : IAsyncLifetime
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private Screen _screen = null!;

    private PersonaStore Store => _screen.Get<PersonaStore>();

    public async ValueTask InitializeAsync() => _screen = await Screen.OpenAsync(_cancel);

    public ValueTask DisposeAsync() => _screen.DisposeAsync();

    [Fact]
    public void List_Empty_SaysWhatBelongsHere()
    {
        var page = _screen.RenderAt<PersonasPage>("/personas");

        Assert.Equal("No personas yet", page.Find(".empty-title").TextContent);
        Assert.Empty(page.FindAll("a[download]"));
    }

    [Fact]
    public async Task List_Filled_ShowsTheSchemasColumnsAndFiltersByTheAddress()
    {
        await SeedAsync();

        var all = _screen.RenderAt<PersonasPage>("/personas");
        Assert.Equal("3 personas", all.Find("h1").TextContent);
        Assert.Equal(["Name", .. PersonaSchema.Fields.Where(f => f.InList).Select(f => f.Label), "Texts"], all.FindAll("th").Select(h => h.TextContent));
        Assert.Equal(["Ada", "Bo", "<i>Cy</i>"], all.FindAll("tbody a").Select(a => a.TextContent).OrderBy(n => n.StartsWith('<')));
        Assert.Single(all.FindAll(".tag-sample"));

        var found = _screen.RenderAt<PersonasPage>("/personas?q=ENGINES&show=texts");
        Assert.Equal(["Ada"], found.FindAll("tbody a").Select(a => a.TextContent));
        Assert.Equal("/api/personas/export?q=ENGINES&show=texts", found.Find("a[download]").GetAttribute("href"));
        Assert.Equal("No persona matches", _screen.RenderAt<PersonasPage>("/personas?q=zebra").Find(".empty-title").TextContent);
    }

    [Fact]
    public async Task List_OfDeleted_Restores()
    {
        await SeedAsync();
        var bo = (await Store.AllAsync(Actor.LocalOwner, _cancel)).Single(p => p.Name == "Bo");
        await Store.DeleteAsync(Actor.LocalOwner, bo.Id, _cancel);

        var page = _screen.RenderAt<PersonasPage>("/personas?show=deleted");
        Assert.Equal("1 deleted persona", page.Find("h1").TextContent);
        page.Find("tbody button").Click();

        Assert.Equal(3, await Store.CountAsync(Actor.LocalOwner, new(), _cancel));
    }

    [Fact]
    public void List_ForAnAnnotator_IsRefused() =>
        Assert.Throws<AccessDeniedException>(() => _screen.Render<Microsoft.AspNetCore.Components.CascadingValue<Actor>>(p => p
            .Add(c => c.Value, new Actor("a", "A", ActorRole.Annotator)).AddChildContent<PersonasPage>()));

    [Fact]
    public async Task View_AllKinds_ShowsEverythingAndDeletesWithTheWayBack()
    {
        await SeedAsync();
        var ada = (await Store.AllAsync(Actor.LocalOwner, _cancel)).Single(p => p.Name == "Ada");
        var page = _screen.Render<PersonaPage>(p => p.Add(c => c.Id, ada.Id));
        foreach (var text in new[] { "36", "Plain words.", "On engines.", "2 March 2026", "Asked about rain.", "Tea?", "Yes.", "No." })
            Assert.Contains(text, page.Markup, StringComparison.Ordinal);

        page.Find("button.button-danger").Click();

        Assert.Equal("/personas", _screen.Path);
        Assert.NotNull((await Store.FindAsync(Actor.LocalOwner, ada.Id, _cancel))!.DeletedAt);
    }

    [Fact]
    public async Task Import_WithABadLine_ShowsItAndWritesOnlyOnTheWord()
    {
        var page = _screen.Render<PersonaImportPage>();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("{\"name\":\"Ada\"}\n{\"name\":\"Bo\",\"age\":\"old\"}\n", "two.jsonl"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody")));

        Assert.Equal("2age: 'old' is not a whole number.", page.Find(".problems tbody tr").TextContent);
        Assert.Empty(await Store.AllAsync(Actor.LocalOwner, _cancel));
        var button = page.Find("button.button-primary");
        Assert.Equal("Import the 1 good one", button.TextContent);

        button.Click();
        page.WaitForAssertion(() => Assert.Equal("/personas", _screen.Path));
        Assert.Equal(["Ada"], (await Store.AllAsync(Actor.LocalOwner, _cancel)).Select(p => p.Name));
    }

    private async Task SeedAsync()
    {
        await Store.ImportAsync(Actor.LocalOwner,
        [
            PersonaJson.Read("""
                {"name":"Ada","age":36,"style_note":"Plain words.","documents":[{"title":"Notes","date":"2026-03-02","text":"On engines."}],
                 "interactions":["Asked about rain."],"pairwise":[{"prompt":"Tea?","chosen":"Yes.","rejected":"No."}]}
                """),
            new Persona { Name = "<i>Cy</i>", Items = [] },
        ], "a.jsonl", _cancel);
        await Store.SeedAsync(Actor.Program, new Dictionary<string, Persona> { ["bo"] = new() { Name = "Bo", Items = [] } }, _cancel);
    }
}
