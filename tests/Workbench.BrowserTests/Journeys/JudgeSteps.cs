using Microsoft.Playwright;
using Workbench.BrowserTests.Annotation;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Journeys;

/// <summary>What an annotator does with the pairs of a study whose texts are known to the test.</summary>
internal static class JudgeSteps
{
    public static async Task BeginJudgingAsync(this PageSession session, Guid study)
    {
        await session.GoAsync($"judge/{study}");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await session.WaitForPairAsync();
    }

    /// <summary>What an annotator sees: who asks what, and the two answers.</summary>
    public static async Task<SeenPair> SeenPairAsync(this PageSession session)
    {
        var page = session.Page;
        var answers = await page.Locator(".judge-pane .reading").AllInnerTextsAsync();
        var persona = await page.Locator(".judge-persona summary").First.EvaluateAsync<string>("summary => summary.firstChild.textContent.trim()");
        return new(persona, (await page.Locator(".judge-prompt .reading").InnerTextAsync()).Trim(), answers[0], answers[1]);
    }

    /// <summary>Presses keys and waits until the number of the pair has changed, or nothing is left.</summary>
    public static async Task PressAsync(this PageSession session, params string[] keys)
    {
        var before = await session.CountAsync();
        foreach (var key in keys)
            await session.Page.Keyboard.PressAsync(key);
        await session.WaitForTurnAsync(before);
    }

    public static async Task SkipAsync(this PageSession session, string reason)
    {
        var before = await session.CountAsync();
        await session.Page.Keyboard.PressAsync("s");
        await session.Page.GetByLabel(reason).CheckAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Skip it" }).ClickAsync();
        await session.WaitForTurnAsync(before);
    }

    private static async Task WaitForTurnAsync(this PageSession session, string before) => await session.Page.WaitForFunctionAsync("""
        before => !document.querySelector('.judge-panes') && document.querySelector('.judge-calm h1')
            || document.querySelector('form.judge-answers fieldset[data-active]') && document.querySelector('.judge-count').innerText !== before
        """, before);
}
