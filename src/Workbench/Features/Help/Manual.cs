using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using Workbench.Shared;

namespace Workbench.Features.Help;

/// <summary>
/// The manual: the Markdown files in wwwroot/docs, which read the same in a repository's viewer and under /help. Its
/// text is ours, and trusted; links between pages and to pictures are written as files and become addresses here.
/// </summary>
public sealed partial class Manual(ContentRoot root)
{
    public const string FirstPage = "index";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    /// <summary>The first page, then the others in the order in which it links to them, then those that it does not name.</summary>
    public IReadOnlyList<ManualPage> Pages()
    {
        if (!Directory.Exists(root.Manual))
            return [];
        var pages = Directory.EnumerateFiles(root.Manual, "*.md").Select(Read).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        var first = pages.FirstOrDefault(p => p.Name == FirstPage)?.Markdown ?? "";
        return [.. pages.OrderBy(p => p.Name == FirstPage ? -1 : first.IndexOf($"({p.Name}.md", StringComparison.Ordinal) is >= 0 and var at ? at : int.MaxValue)];
    }

    public ManualPage? Find(string name) => Pages().FirstOrDefault(p => p.Name == name);

    public static MarkupString Render(ManualPage page)
    {
        var document = Markdown.Parse(page.Markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Rewrite(link, page.Name);
        return new(document.ToHtml(Pipeline));
    }

    private static void Rewrite(LinkInline link, string page)
    {
        var url = link.Url ?? "";
        if (link.IsImage)
        {
            link.Url = $"/docs/{url}";
            link.GetAttributes().AddPropertyIfNotExist("loading", "lazy");
        }
        else if (url.StartsWith('#'))
            link.Url = $"/help/{page}{url}";
        else if (PageLink().Match(url) is { Success: true } match)
            link.Url = match.Groups["page"].Value == FirstPage ? $"/help{match.Groups["anchor"].Value}" : $"/help/{match.Groups["page"].Value}{match.Groups["anchor"].Value}";
        else if (url.StartsWith("http", StringComparison.Ordinal))
        {
            link.GetAttributes().AddPropertyIfNotExist("target", "_blank");
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer");
        }
        else if (!url.StartsWith('/'))
            Unlink(link);
    }

    // A file of the repository beside the manual: the program does not serve it, so its name stands as text.
    private static void Unlink(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }
        link.Remove();
    }

    private static ManualPage Read(string path)
    {
        var text = File.ReadAllText(path);
        var name = Path.GetFileNameWithoutExtension(path);
        var title = text.Split('\n').FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? name;
        return new(name, title, text);
    }

    [GeneratedRegex("^(?<page>[a-z-]+)[.]md(?<anchor>#.+)?$")]
    private static partial Regex PageLink();
}
