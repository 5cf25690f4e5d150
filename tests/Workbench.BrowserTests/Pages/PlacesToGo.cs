using System.Text.RegularExpressions;
using Workbench.BrowserTests.Browsing;
using Workbench.BrowserTests.Journeys;
using Xunit;

namespace Workbench.BrowserTests.Pages;

/// <summary>Ids in a program with the sample data, found as a user finds them: by following links.</summary>
internal sealed partial record PlacesToGo
{
    public required string SampleStudy { get; init; }

    public required string DraftStudy { get; init; }

    public required string Persona { get; init; }

    public required string Endpoint { get; init; }

    public static async Task<PlacesToGo> FindAsync(PageSession session)
    {
        var draft = await session.DesignAsync("Hard talks and dry facts", ["Huda", "Halina"], ["A friend borrowed money", "Explain how end-to-end"]);
        await session.GoAsync("models/new");
        await session.AddServerAsync("Ollama in the laboratory", new Uri("http://localhost:11434/v1"), model: "llama3.2");
        return new()
        {
            SampleStudy = await IdBehindAsync(session, "studies", "tr:has(.tag-sample) a.row-link"),
            Persona = await IdBehindAsync(session, "personas?q=Halina", "a.row-link"),
            Endpoint = await IdBehindAsync(session, "models", ".endpoint a[href^='/models/']"),
            DraftStudy = draft.ToString(),
        };
    }

    private static async Task<string> IdBehindAsync(PageSession session, string path, string link)
    {
        await session.GoAsync(path);
        var address = await session.Page.Locator(link).First.GetAttributeAsync("href");
        return Assert.IsType<string>(Id().Match(address ?? "").Value);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
