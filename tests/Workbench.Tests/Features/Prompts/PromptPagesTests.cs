using Bunit;
using Workbench.Features.Prompts;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Prompts;

public sealed class PromptPagesTests : IAsyncLifetime
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private Screen _screen = null!;

    private PromptStore Store => _screen.Get<PromptStore>();

    public async ValueTask InitializeAsync() => _screen = await Screen.OpenAsync(_cancel);

    public ValueTask DisposeAsync() => _screen.DisposeAsync();

    [Fact]
    public async Task List_ByCategory_FiltersAndDeletes()
    {
        await Store.ImportAsync(Actor.LocalOwner, [new() { Text = "Which knot?", Category = "sea" }, new() { Text = "Tea or coffee?", Category = "drinks" }], null, _cancel);

        var page = _screen.RenderAt<PromptsPage>("/prompts");
        Assert.Equal(["drinks 1", "sea 1"], page.FindAll("h2").Select(h => string.Join(' ', h.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["Which knot?"], _screen.RenderAt<PromptsPage>("/prompts?category=sea").FindAll("button.text").Select(b => b.TextContent));

        _screen.RenderAt<PromptsPage>("/prompts").Find("button[aria-label='Delete the prompt: Tea or coffee?']").Click();
        Assert.Equal(["Which knot?"], (await Store.AllAsync(Actor.LocalOwner, _cancel)).Select(p => p.Text));
        Assert.Equal(["Tea or coffee?"], _screen.RenderAt<PromptsPage>("/prompts?show=deleted").FindAll("span.text").Select(b => b.TextContent));
    }

    [Fact]
    public async Task Dialog_NewPrompt_IsKeptAndProblemsAreShown()
    {
        var dialogs = _screen.RenderDialogs();
        var page = _screen.RenderAt<PromptsPage>("/prompts?category=drinks");
        page.FindAll("button.button-primary")[0].Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("#prompt-text")));

        dialogs.Find("button.button-primary").Click();
        Assert.Equal("A prompt needs a text.", dialogs.Find(".problem").TextContent);

        dialogs.Find("#prompt-text").Change("Tea or coffee?");
        dialogs.Find("button.button-primary").Click();
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("#prompt-text")));
        var kept = Assert.Single(await Store.AllAsync(Actor.LocalOwner, _cancel));
        Assert.Equal(("Tea or coffee?", "drinks"), (kept.Text, kept.Category));
    }

    [Fact]
    public async Task Add_Lines_ShowsThemAndWritesOnTheWord()
    {
        var page = _screen.Render<PromptAddPage>();
        page.Find("#category").Change("drinks");
        page.Find("#lines").Change("Tea or coffee?\n\n  Milk?  \n");

        Assert.Equal(["Tea or coffee?", "Milk?"], page.FindAll("ol li").Select(l => l.TextContent));
        Assert.Empty(await Store.AllAsync(Actor.LocalOwner, _cancel));
        page.Find("button.button-primary").Click();
        page.WaitForAssertion(() => Assert.Equal("/prompts", _screen.Path));
        Assert.Equal(["drinks", "drinks"], (await Store.AllAsync(Actor.LocalOwner, _cancel)).Select(p => p.Category));
    }

    [Fact]
    public void Lines_Json_AreReadWithTheirFieldsAndProblemsNameTheLine()
    {
        var id = Guid.NewGuid();
        var personas = new[] { ("Ada", id), ("Bo", id), ("Bo", Guid.NewGuid()) }.ToLookup(p => p.Item1, p => p.Item2);

        var file = PromptLines.Read(
            "{\"prompt\":\"Tea?\",\"category\":\"drinks\",\"persona\":\"Ada\",\"reference\":\"Yes.\"}\n{\"text\":\" \"}\n{\"text\":\"A\",\"persona\":\"Cy\"}\n{\"text\":\"A\",\"persona\":\"Bo\"}\n{\"text\":5}\n{oops\n{}",
            "general", personas);

        Assert.Equal(new PromptDraft { Text = "Tea?", Category = "drinks", Reference = "Yes.", PersonaId = id }, Assert.Single(file.Prompts).Draft);
        Assert.Equal(
        [
            "p, line 2: text: A prompt needs a text.", "p, line 3: persona: nobody in the library is called 'Cy'", "p, line 4: persona: 2 in the library are called 'Bo'",
            "p, line 5: text: expected text", "p, line 6: not valid JSON at byte 2", "p, line 7: text: a prompt needs a text",
        ], file.Problems.Select(p => p.In("p")));
    }
}
