using Bunit;
using Workbench.Features.Personas;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Library;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Personas;

public sealed class PersonaEditorTests : IAsyncLifetime
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private Screen _screen = null!;

    public static TheoryData<string> Keys { get; } = [.. PersonaSchema.Fields.Select(f => f.Key)];

    private PersonaStore Store => _screen.Get<PersonaStore>();

    public async ValueTask InitializeAsync() => _screen = await Screen.OpenAsync(_cancel);

    public ValueTask DisposeAsync() => _screen.DisposeAsync();

    [Theory, MemberData(nameof(Keys))]
    public void Fields_EveryEntryOfTheSchema_CanBeFilled(string key)
    {
        var field = PersonaSchema.Get(key);
        var form = PersonaForm.Empty();
        var changes = 0;
        var editor = _screen.Render<PersonaFields>(p => p.Add(c => c.Form, form).Add(c => c.Problems, PersonaFormProblems.None).Add(c => c.OnChange, () => changes++));

        if (!field.IsSingle)
            editor.Find($"section[aria-labelledby='{key}-title'] > button").Click();
        var input = editor.Find($"[name='{key}/0/text']");
        input.Change("7");
        if (field.Kind == PersonaFieldKind.Pairs)
        {
            editor.Find($"[name='{key}/0/title']").Change("asked");
            editor.Find($"[name='{key}/0/rejected']").Change("left");
        }

        Assert.Equal(field.MaxLength.ToString(System.Globalization.CultureInfo.InvariantCulture), input.GetAttribute("maxlength"));
        Assert.Equal("7", form.ToPersona().Value(key));
        Assert.Equal(0, PersonaForm.Of(form.ToPersona() with { Name = "Ada" }).Problems().Count);
        Assert.True(changes > 0);
        Assert.NotNull(editor.Find($"label[for='{input.Id}']"));
    }

    [Fact]
    public void Entries_AddedMovedAndRemoved_FollowTheForm()
    {
        var form = PersonaForm.Of(PersonaJson.Read("""{"name":"Ada","preferences":["one","two"]}"""));
        var editor = _screen.Render<PersonaFields>(p => p.Add(c => c.Form, form).Add(c => c.Problems, PersonaFormProblems.None));

        editor.Find("button[aria-label='Move preferences 2 up']").Click();
        editor.Find("section[aria-labelledby='preferences-title'] > button").Click();
        editor.Find("[name='preferences/2/text']").Change("three");
        editor.Find("button[aria-label='Remove preferences 2']").Click();

        Assert.Equal(["two", "three"], form.ToPersona().Of("preferences").Select(i => i.Text));
        Assert.Equal("three", editor.Find("[name='preferences/1/text']").GetAttribute("value"));
    }

    [Fact]
    public void Field_NearItsLimit_ShowsTheRoomThatIsLeft()
    {
        var form = PersonaForm.Of(new Persona { Name = "Ada", Items = [new() { Field = "place", Text = new string('x', 190) }] });

        var editor = _screen.Render<PersonaFields>(p => p.Add(c => c.Form, form).Add(c => c.Problems, PersonaFormProblems.None));

        Assert.Equal(["10 of 200 characters left"], editor.FindAll("[role=status]").Select(e => e.TextContent));
    }

    [Fact]
    public async Task Page_NewPersona_IsSavedAndShown()
    {
        var page = _screen.Render<PersonaEditPage>();
        page.Find("#name").Change("Ada <b>");
        page.Find("#age").Change("36");
        page.Find("button.button-primary").Click();

        var saved = Assert.Single(await Store.AllAsync(Actor.LocalOwner, _cancel));
        Assert.Equal(("Ada <b>", "36"), (saved.Name, saved.Persona.Value("age")));
        Assert.Equal($"/personas/{saved.Id}", _screen.Path);
        var view = _screen.Render<PersonaPage>(p => p.Add(c => c.Id, saved.Id));
        Assert.Equal("Ada <b>", view.Find("h1").TextContent);
    }

    [Fact]
    public async Task Page_WithProblems_SaysSoAtTheFieldAndKeepsTheText()
    {
        var page = _screen.Render<PersonaEditPage>();
        page.Find("#age").Change("old");
        page.Find("button.button-primary").Click();

        Assert.Equal(["A persona needs a name.", "'old' is not a whole number."], page.FindAll(".problem").Select(e => e.TextContent));
        Assert.Equal("true", page.Find("#age").GetAttribute("aria-invalid"));
        page.Find("#age").Change("36");
        Assert.Equal(["A persona needs a name."], page.FindAll(".problem").Select(e => e.TextContent));
        Assert.Empty(await Store.AllAsync(Actor.LocalOwner, _cancel));
    }

    [Fact]
    public async Task Page_Overtaken_KeepsTheTextUntilTheUserDecides()
    {
        var first = await AddAsync("Ada");
        var page = _screen.Render<PersonaEditPage>(p => p.Add(c => c.Id, first.Id));
        await Store.SaveAsync(Actor.LocalOwner, first.Id, 1, first.Persona with { Name = "Theirs" }, _cancel);

        page.Find("#name").Change("Mine");
        page.Find("button.button-primary").Click();

        Assert.Contains("version 2", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", page.Find("#name").GetAttribute("value"));
        Assert.Equal("Theirs", (await Store.FindAsync(Actor.LocalOwner, first.Id, _cancel))!.Name);

        page.Find(".notice button").Click();
        var saved = (await Store.FindAsync(Actor.LocalOwner, first.Id, _cancel))!;
        Assert.Equal(("Mine", 3), (saved.Name, saved.Version));
    }

    [Fact]
    public async Task Page_DeletedMeanwhile_OffersToSaveAsNew()
    {
        var first = await AddAsync("Ada");
        var page = _screen.Render<PersonaEditPage>(p => p.Add(c => c.Id, first.Id));
        await Store.DeleteAsync(Actor.LocalOwner, first.Id, _cancel);
        page.Find("#name").Change("Ada again");
        page.Find("button.button-primary").Click();

        page.Find(".notice button").Click();

        Assert.Equal(["Ada again"], (await Store.AllAsync(Actor.LocalOwner, _cancel)).Select(p => p.Name));
    }

    private async Task<PersonaRecord> AddAsync(string name) =>
        ((SaveOutcome<PersonaRecord>.Saved)await Store.AddAsync(Actor.LocalOwner, new Persona { Name = name, Items = [] }, _cancel)).Value;
}
