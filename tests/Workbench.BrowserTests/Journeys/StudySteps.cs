using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Journeys;

/// <summary>What a researcher does with a study, from the question to the last output.</summary>
internal static partial class StudySteps
{
    /// <summary>Names a study and ends on the step that chooses its personas.</summary>
    public static async Task<Guid> BeginStudyAsync(this PageSession session, string name)
    {
        await session.GoAsync("studies/new");
        await session.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await session.Page.GetByLabel("Question").FillAsync("Do people prefer answers that know who they are written for?");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Choose personas" }).ClickAsync();
        await Assertions.Expect(session.Page).ToHaveURLAsync(DesignAddress());
        return Guid.Parse(DesignAddress().Match(session.Page.Url).Groups[1].Value);
    }

    /// <summary>Ticks personas or prompts by how their words begin.</summary>
    public static async Task ChooseAsync(this PageSession session, params IEnumerable<string> words)
    {
        foreach (var word in words)
            await session.Page.Locator("label.pick", new() { HasText = word }).GetByRole(AriaRole.Checkbox).CheckAsync();
    }

    /// <summary>Goes to the next step of the design.</summary>
    public static async Task NextAsync(this PageSession session, string step)
    {
        await session.Page.GetByRole(AriaRole.Link, new() { Name = $"Next: {step}" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator(".step-current")).ToContainTextAsync(step, new() { IgnoreCase = true });
    }

    /// <summary>From a name to the check of the design; the overall question alone is asked, and everything else is as the program proposes it.</summary>
    public static async Task<Guid> DesignAsync(this PageSession session, string name, IEnumerable<string> personas, IEnumerable<string> prompts)
    {
        var id = await session.BeginStudyAsync(name);
        await session.ChooseAsync(personas);
        await session.NextAsync("prompts");
        await session.ChooseAsync(prompts);
        await session.NextAsync("conditions");
        await session.NextAsync("judging");
        // A new study asks more than these journeys answer.
        var alone = session.Page.GetByRole(AriaRole.Button, new() { Name = "Ask the overall question alone" });
        await alone.ClickAsync();
        await Assertions.Expect(alone).ToHaveCountAsync(0);
        await session.NextAsync("check and launch");
        await Assertions.Expect(session.Fact("Calls")).ToBeVisibleAsync();
        return id;
    }

    /// <summary>What stands beside a term: the number of calls, of outputs.</summary>
    public static ILocator Fact(this PageSession session, string term) =>
        session.Page.Locator($"dt:text-is('{term}') + dd");

    public static async Task LaunchAsync(this PageSession session)
    {
        await session.Page.GetByRole(AriaRole.Button, new() { NameRegex = GenerateButton() }).ClickAsync();
        await session.ExpectAddressAsync("/generate");
    }

    /// <summary>Waits until the page's address ends like this.</summary>
    public static Task ExpectAddressAsync(this PageSession session, string end) =>
        Assertions.Expect(session.Page).ToHaveURLAsync(new Regex(Regex.Escape(end) + "$"));

    /// <summary>Waits on the generate page until its line says all of this.</summary>
    public static async Task ExpectDoneAsync(this PageSession session, params IEnumerable<string> words)
    {
        foreach (var word in words)
            await Assertions.Expect(session.Page.Locator(".progress-words")).ToContainTextAsync(word, new() { Timeout = 60_000 });
    }

    [GeneratedRegex("^Generate [0-9,]+ outputs$")]
    private static partial Regex GenerateButton();

    [GeneratedRegex("/studies/([0-9a-f-]{36})/design")]
    private static partial Regex DesignAddress();
}
