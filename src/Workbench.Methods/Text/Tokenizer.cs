using System.Globalization;
using System.Text;

namespace Workbench.Methods.Text;

/// <summary>Cuts texts into words.</summary>
/// <remarks>
/// Scripts written without spaces (Chinese, Japanese, Thai) give one token a run: word metrics are coarse there, and
/// chrF is the better choice. An empty text has no tokens.
/// </remarks>
public static class Tokenizer
{
    /// <summary>The words of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="tokenization">How to cut.</param>
    public static string[] Words(string text, Tokenization tokenization = Tokenization.Unicode)
    {
        var tokens = Tokens(tokenization == Tokenization.Unicode ? text.Normalize(NormalizationForm.FormC) : text, tokenization);
        var words = new string[tokens.Count];
        for (var i = 0; i < words.Length; i++)
            words[i] = tokens[i].Text;
        return words;
    }

    /// <summary>The words of a text with their positions in it (the text as it is, without composition).</summary>
    /// <param name="text">Any text.</param>
    /// <param name="tokenization">How to cut.</param>
    public static IReadOnlyList<Token> Tokens(string text, Tokenization tokenization = Tokenization.Unicode)
    {
        var tokens = new List<Token>();
        var start = -1;
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var inside = tokenization == Tokenization.Unicode ? IsWordPart(rune, start >= 0) : rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value);
            if (inside && start < 0)
                start = position;
            else if (!inside && start >= 0)
                Close();
            position += rune.Utf16SequenceLength;
        }
        if (start >= 0)
            Close();
        return tokens;

        void Close()
        {
            tokens.Add(new Token(text[start..position].ToLowerInvariant(), start, position - start));
            start = -1;
        }
    }

    private static bool IsWordPart(Rune rune, bool inside) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.LetterNumber => true,
            // A mark belongs to the letter before it: Devanagari vowels, decomposed accents.
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => inside,
            _ => false,
        };
}
