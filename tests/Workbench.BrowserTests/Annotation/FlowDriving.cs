using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Annotation;

/// <summary>What an annotator does besides judging: by keys and clicks on a desk, by touch on a phone.</summary>
internal static class FlowDriving
{
    public static ILocator Heading(this PageSession session) => session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public static ILocator Button(this PageSession session, string name) => session.Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Touches it on a phone; on a desk presses its key.</summary>
    public static async Task PressAsync(this PageSession session, ILocator target, string key)
    {
        await target.WaitForAsync();
        if (session.Viewport.IsPhone)
            await target.TapAsync();
        else
            await session.Page.Keyboard.PressAsync(key);
    }

    private static async Task TickAsync(this PageSession session, ILocator target)
    {
        if (session.Viewport.IsPhone)
        {
            await target.TapAsync();
            return;
        }
        await target.PressAsync("Space");
        await Assertions.Expect(target).ToBeCheckedAsync();
    }

    public static async Task ConsentAsync(this PageSession session, JudgingStudy study)
    {
        await session.GoAsync(study.Path);
        await session.TickAsync(session.Page.Locator("input[name=consent]"));
        await Assertions.Expect(session.Button("Begin")).ToBeEnabledAsync();
        await session.PressAsync(session.Button("Begin"), "Enter");
        await Assertions.Expect(session.Heading()).ToHaveTextAsync("Some questions first");
    }

    /// <summary>Enters everything that is needed before the first pair; does not save.</summary>
    public static async Task FillBeforeAsync(this PageSession session, string reads = "Now and then")
    {
        await session.TickAsync(session.Page.GetByLabel(reads, new() { Exact = true }));
        await session.TickAsync(session.Page.GetByLabel("English", new() { Exact = true }));
        await session.TickAsync(session.Page.GetByLabel("العربية", new() { Exact = true }));
        await session.Page.Locator("input[name=age]").FillAsync("41");
        await session.TickAsync(session.Page.Locator("input[name=trust]").Nth(5));
    }

    /// <summary>Answers the question after the last pair; does not save.</summary>
    public static Task FillAfterAsync(this PageSession session) => session.TickAsync(session.Page.Locator("input[name=effort]").Nth(1));

    public static Task SaveAsync(this PageSession session) => session.PressAsync(session.Button("Save and go on"), "Enter");

    /// <summary>Chooses the better or the worse answer of the training pair on the screen, and submits.</summary>
    public static async Task TryAsync(this PageSession session, string key, bool right)
    {
        await session.WaitForPairAsync();
        var (left, _) = await session.MarksAsync();
        var choosesLeft = left == FlowDesign.Mark(key, isBetter: true) == right;
        await session.ChooseAsync(choosesLeft ? "A better" : "B better", choosesLeft ? "a" : "b");
        await session.Page.Locator(".training-feedback").WaitForAsync();
    }

    /// <summary>Answers the overall question and submits, by touch or by keys.</summary>
    public static async Task ChooseAsync(this PageSession session, string label, string key)
    {
        if (session.Viewport.IsPhone)
        {
            await session.Page.Locator("label.choice", new() { HasText = label }).Filter(new() { HasNotText = "much" }).TapAsync();
            await session.Button("Submit").TapAsync();
            return;
        }
        await session.Page.Keyboard.PressAsync(key);
        await session.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Judges the pair on the screen and waits for what comes then.</summary>
    public static async Task JudgeOneAsync(this PageSession session)
    {
        var (left, _) = await session.MarksAsync();
        await session.ChooseAsync("Tie", "t");
        await session.Page.WaitForFunctionAsync(
            "mark => !document.querySelector('.judge-panes') || (!document.querySelector('.judge-pane').innerText.includes(mark) && document.querySelector('form.judge-answers fieldset[data-active]'))", left);
    }
}
