using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Annotation;

/// <summary>What an annotator does on the screen, and what they see of it.</summary>
internal static partial class JudgeDriving
{
    private const string Form = "form.judge-answers";

    public static async Task BeginAsync(this PageSession session, JudgingStudy study)
    {
        await session.GoAsync(study.Path);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await session.WaitForPairAsync();
    }

    /// <summary>Waits until a pair is on the screen and the script has taken charge of it.</summary>
    public static Task WaitForPairAsync(this PageSession session) =>
        session.Page.Locator($"{Form} fieldset[data-active]").First.WaitForAsync();

    /// <summary>The marks of the texts on the screen, left first.</summary>
    public static async Task<(string Left, string Right)> MarksAsync(this PageSession session)
    {
        var texts = await session.Page.Locator(".judge-pane").AllInnerTextsAsync();
        return (Mark().Match(texts[0]).Groups[1].Value, Mark().Match(texts[1]).Groups[1].Value);
    }

    public static Task<string> CountAsync(this PageSession session) => session.Page.Locator(".judge-count").InnerTextAsync();

    /// <summary>Presses keys, the last of which submits, and waits for the next pair or the end.</summary>
    public static async Task PressAndTurnAsync(this PageSession session, params string[] keys)
    {
        var before = await session.MarksAsync();
        foreach (var key in keys)
            await session.Page.Keyboard.PressAsync(key);
        await session.Page.WaitForFunctionAsync(
            "mark => !document.querySelector('.judge-panes') || (!document.querySelector('.judge-pane').innerText.includes(mark) && document.querySelector('form.judge-answers fieldset[data-active]'))",
            before.Left);
    }

    [GeneratedRegex(@"\(note ([0-9a-f]{12})\)")]
    private static partial Regex Mark();
}
