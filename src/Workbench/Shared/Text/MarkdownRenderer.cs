using System.Collections.Concurrent;
using Ganss.Xss;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace Workbench.Shared.Text;

/// <summary>
/// Turns untrusted Markdown, such as a model's text, into safe HTML. Markdig without HTML still lets javascript:
/// links through, so a sanitizer follows: no scripts, no styles, no remote images, links that leave open apart.
/// </summary>
public sealed class MarkdownRenderer
{
    // Some megabytes of ordinary answers.
    private const int MostKept = 512;

    private readonly ConcurrentDictionary<string, MarkupString> _rendered = new(StringComparer.Ordinal);

    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseGridTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().UseListExtras().Build();

    private readonly HtmlSanitizer _sanitizer = Sanitizer();

    /// <summary>What was rendered lately is kept, so that a text made ready ahead is there at once.</summary>
    public MarkupString Render(string? markdown)
    {
        if (string.IsNullOrEmpty(markdown))
            return new("");
        if (_rendered.TryGetValue(markdown, out var known))
            return known;
        if (_rendered.Count >= MostKept)
            _rendered.Clear();
        return _rendered[markdown] = new(ToHtml(markdown));
    }

    public string ToHtml(string markdown) => _sanitizer.Sanitize(Markdown.ToHtml(markdown, _pipeline));

    /// <summary>The text as a reader sees it, without Markdown's marks: what the browser's textContent of the rendered text is.</summary>
    public string ToShownText(string? markdown) =>
        string.IsNullOrEmpty(markdown) ? "" : _sanitizer.SanitizeDom(Markdown.ToHtml(markdown, _pipeline)).Body?.TextContent ?? "";

    private static HtmlSanitizer Sanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(
        [
            "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "ins", "sub", "sup", "mark", "code", "pre", "blockquote",
            "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "input",
        ]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.UnionWith(["href", "title", "start", "type", "checked", "disabled", "align", "class"]);
        sanitizer.AllowedClasses.Clear();
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.UnionWith(["http", "https", "mailto"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.RemovingCssClass += (_, e) => e.Cancel = e.CssClass.StartsWith("language-", StringComparison.Ordinal);
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is not AngleSharp.Dom.IElement element)
                return;
            if (element.LocalName == "a")
            {
                element.SetAttribute("rel", "noopener noreferrer nofollow");
                element.SetAttribute("target", "_blank");
            }
            else if (element.ParentElement?.LocalName == "body")
                element.SetAttribute("dir", "auto"); // each block, a list with its marks, in the direction of its own script
            else if (element.LocalName == "input" && element.GetAttribute("type") != "checkbox")
                element.Remove();
        };
        return sanitizer;
    }
}
