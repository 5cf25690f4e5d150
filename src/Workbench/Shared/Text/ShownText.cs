namespace Workbench.Shared.Text;

/// <summary>
/// Texts as they are shown. Passages and differences are counted in these and not in the Markdown behind them, so
/// that what a reader marks is what is kept, and a bold word is no different word.
/// </summary>
public static class ShownText
{
    private static readonly MarkdownRenderer Renderer = new();

    /// <summary>The rendered text's characters, block after block, equal to the browser's textContent.</summary>
    public static string Of(string? markdown) => Renderer.ToShownText(markdown);

    /// <summary>Where two shown texts differ, word by word: in the first what the second lacks, and the other way round.</summary>
    public static ShownDifferences Differences(string? left, string? right)
    {
        var (inLeft, inRight) = (new List<int>(), new List<int>());
        var (atLeft, atRight) = (0, 0);
        foreach (var part in WordDiff.Between(Of(left), Of(right)))
        {
            var counts = !string.IsNullOrWhiteSpace(part.Text);
            if (part.Kind == DiffKind.Removed && counts)
                inLeft.AddRange([atLeft, part.Text.Length]);
            if (part.Kind == DiffKind.Added && counts)
                inRight.AddRange([atRight, part.Text.Length]);
            if (part.Kind != DiffKind.Added)
                atLeft += part.Text.Length;
            if (part.Kind != DiffKind.Removed)
                atRight += part.Text.Length;
        }
        return new(inLeft, inRight);
    }
}
