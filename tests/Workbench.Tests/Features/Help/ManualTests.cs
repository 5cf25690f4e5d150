using System.Text.RegularExpressions;
using Bunit;
using Workbench.Features.Help;
using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Testing;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Workbench.Tests.Features.Help;

public sealed partial class ManualTests
{
    private static readonly Manual Manual = new(new ContentRoot(RepositoryRoot.Path));

    public static TheoryData<string> Names { get; } = [.. Manual.Pages().Select(p => p.Name)];

    [Fact]
    public void Pages_InTheOrderOfTheFirst_AreAllReachable()
    {
        var pages = Manual.Pages();

        Assert.Equal(Manual.FirstPage, pages[0].Name);
        Assert.Equal(["personas", "prompts", "studies", "models", "annotation", "results", "data"], pages.Skip(1).Take(7).Select(p => p.Name));
        Assert.All(pages.Skip(1), p => Assert.Contains($"({p.Name}.md", pages[0].Markdown, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void Page_EveryLink_LeadsSomewhere(string name)
    {
        var html = Manual.Render(Manual.Find(name)!).Value;
        foreach (Match link in Links().Matches(html))
        {
            var url = link.Groups["url"].Value;
            if (url.StartsWith("/docs/", StringComparison.Ordinal))
                Assert.True(File.Exists(RepositoryRoot.Combine("wwwroot", url[1..])), $"{name}: {url}");
            else if (url.StartsWith("/help", StringComparison.Ordinal))
                AssertPage(name, url);
            else
                Assert.StartsWith("http", url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Personas_Manual_NamesEveryFieldOfTheSchema()
    {
        var text = Manual.Find("personas")!.Markdown;
        Assert.All(PersonaSchema.Fields, f => Assert.Contains(f.Label, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Render_LinksAndPictures_BecomeAddresses()
    {
        using var folder = new TemporaryFolder();
        await folder.WriteAsync("wwwroot/docs/index.md", "# First\n\n[b](other.md#a-part) ![p](images/p.png) [x](../../README.md) [w](https://example.org) [s](#here)", TestContext.Current.CancellationToken);
        await folder.WriteAsync("wwwroot/docs/other.md", "No heading", TestContext.Current.CancellationToken);
        var manual = new Manual(new ContentRoot(folder.Path));

        var html = Manual.Render(manual.Find("index")!).Value;

        Assert.Equal(["First", "other"], manual.Pages().Select(p => p.Title));
        Assert.Contains("<h1 id=\"first\">", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/help/other#a-part\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"/docs/images/p.png\"", html, StringComparison.Ordinal);
        Assert.Contains(" x <a href=\"https://example.org\" target=\"_blank\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/help/index#here\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_UnknownName_SaysSoAndListsTheOthers()
    {
        await using var screen = await Screen.OpenAsync(TestContext.Current.CancellationToken);

        var page = screen.Render<HelpPage>(p => p.Add(c => c.Name, "../../appsettings"));

        Assert.Equal("The manual has no such page", page.Find("h1").TextContent);
    }

    private static void AssertPage(string from, string url)
    {
        var parts = url.Split('#');
        var page = Manual.Find(parts[0] == "/help" ? Manual.FirstPage : parts[0]["/help/".Length..]);
        Assert.True(page is not null, $"{from}: {url}");
        if (parts.Length > 1)
            Assert.Contains($"id=\"{parts[1]}\"", Manual.Render(page).Value, StringComparison.Ordinal);
    }

    [GeneratedRegex("(href|src)=\"(?<url>[^\"]+)\"")]
    private static partial Regex Links();
}
