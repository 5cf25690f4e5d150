using System.Text.RegularExpressions;

namespace Workbench.Methods.Text;

/// <summary>
/// Surface features that judges are known to reward: length and Markdown. Fenced code counts for length, not for Markdown.
/// </summary>
/// <remarks>References: Arena-Hard-Auto's style control (lmarena/arena-hard-auto); Dubois et al. (2024), arXiv 2404.04475.</remarks>
public sealed partial record TextFeatures
{
    /// <summary>Characters (UTF-16 units).</summary>
    public required int Characters { get; init; }

    /// <summary>Words, Unicode tokenization.</summary>
    public required int Words { get; init; }

    /// <summary>Markdown headers.</summary>
    public required int Headers { get; init; }

    /// <summary>List items, bulleted or numbered.</summary>
    public required int ListItems { get; init; }

    /// <summary>Bold spans.</summary>
    public required int Bold { get; init; }

    /// <summary>Fenced code blocks.</summary>
    public required int CodeBlocks { get; init; }

    /// <summary>Headers, list items and bold spans a word: <c>count / (words + 1)</c>.</summary>
    public double MarkdownDensity => (double)(Headers + ListItems + Bold) / (Words + 1);

    /// <summary>Counts the features of a text.</summary>
    /// <param name="text">Any text.</param>
    public static TextFeatures Of(string text)
    {
        var prose = Fence().Replace(text, "\n");
        return new TextFeatures
        {
            Characters = text.Length,
            Words = Tokenizer.Tokens(text).Count,
            Headers = Header().Count(prose),
            ListItems = ListItem().Count(prose),
            Bold = BoldSpan().Count(prose),
            CodeBlocks = Fence().Count(text),
        };
    }

    /// <summary>Relative difference of two counts or densities, <c>(a − b) / (a + b + 1)</c>, in (−1, 1): the covariate of style-controlled rankings.</summary>
    /// <param name="a">Feature of the first output.</param>
    /// <param name="b">The same of the second.</param>
    public static double RelativeDifference(double a, double b) => (a - b) / (a + b + 1);

    /// <summary>Length difference of length-controlled win rates: <c>tanh((a − b) / sd)</c>.</summary>
    /// <param name="a">Length of the first output.</param>
    /// <param name="b">Length of the second.</param>
    /// <param name="standardDeviation">Standard deviation of the length differences of the study; 0 gives 0.</param>
    public static double LengthDifference(double a, double b, double standardDeviation) =>
        standardDeviation > 0 ? Math.Tanh((a - b) / standardDeviation) : 0;

    [GeneratedRegex(@"^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*\r?$|\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^[ ]{0,3}#{1,6}[ \t]+\S", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\*\*(?!\s)[^*\n]+?(?<!\s)\*\*|__(?!\s)[^_\n]+?(?<!\s)__", RegexOptions.CultureInvariant)]
    private static partial Regex BoldSpan();
}
