using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Journeys;

/// <summary>What a researcher does with personas and prompts.</summary>
internal static class LibrarySteps
{
    /// <summary>Describes a person in the empty editor and ends on their page.</summary>
    public static async Task DescribePersonaAsync(
        this PageSession session, string name, IReadOnlyDictionary<string, string> fields, params IEnumerable<string> texts)
    {
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "New persona" }).ClickAsync();
        await session.FillAsync("name", name);
        foreach (var (field, value) in fields)
            await session.FillAsync($"{field}/0/text", value);
        foreach (var (position, text) in texts.Index())
        {
            await session.Page.GetByRole(AriaRole.Button, new() { Name = "Add a text" }).ClickAsync();
            await session.FillAsync($"documents/{position}/text", text);
        }
        await session.SavePersonaAsync();
    }

    public static async Task SavePersonaAsync(this PageSession session)
    {
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" })).ToBeVisibleAsync();
    }

    /// <summary>Takes back what was just done, by the offer at the screen's foot.</summary>
    public static Task UndoAsync(this PageSession session) =>
        session.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

    /// <summary>Writes one prompt in the dialog of the list of prompts.</summary>
    public static async Task WritePromptAsync(this PageSession session, string text, string category)
    {
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "New prompt" }).ClickAsync();
        var dialog = session.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Prompt", new() { Exact = true }).FillAsync(text);
        await dialog.GetByLabel("Category").FillAsync(category);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    /// <summary>Pastes prompts, one a line, and adds them.</summary>
    public static async Task PastePromptsAsync(this PageSession session, string category, params string[] texts)
    {
        await session.GoAsync("prompts/add");
        await session.Page.Locator("#category").FillAsync(category);
        await session.Page.Locator("#lines").FillAsync(string.Join('\n', texts));
        await session.Page.Locator("#lines").BlurAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = $"Add {texts.Length} prompts" }).ClickAsync();
        await session.ExpectAddressAsync("/prompts");
    }
}
