using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Journeys;

/// <summary>What a researcher does with model servers.</summary>
internal static class ModelSteps
{
    /// <summary>Fills the form of a server; what is null stays as it is.</summary>
    public static async Task FillServerAsync(this PageSession session, string name, Uri address, string? key = null, string? model = null)
    {
        await session.FillAsync("name", name);
        await session.FillAsync("address", address.AbsoluteUri);
        if (key is not null)
            await session.FillAsync("key", key);
        if (model is not null)
            await session.FillAsync("model", model);
    }

    public static async Task FillAsync(this PageSession session, string name, string value)
    {
        var field = session.Page.Locator($"[name='{name}']");
        await field.FillAsync(value);
        // A field tells the server about its value when it is left.
        await field.BlurAsync();
    }

    /// <summary>Adds a server from the empty form and ends on the list.</summary>
    public static async Task AddServerAsync(this PageSession session, string name, Uri address, string? key = null, string? model = null)
    {
        await session.FillServerAsync(name, address, key, model);
        await session.SaveServerAsync();
    }

    public static async Task SaveServerAsync(this PageSession session)
    {
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await session.ExpectAddressAsync("/models");
    }

    /// <summary>Presses Test and waits for the words that it says.</summary>
    public static async Task ExpectTestAsync(this PageSession session, string words)
    {
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".test-result")).ToContainTextAsync(words);
    }
}
