using System.Globalization;
using System.Text;

namespace Workbench.Shared.Text;

/// <summary>
/// Folds text so that a plain substring search, which is all that both databases offer alike, ignores case and
/// accents in every script: "wisnicz" finds "Wiśnicz".
/// </summary>
public static class SearchText
{
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var folded = new StringBuilder(text.Length);
        var blank = true;
        foreach (var character in Sound(text).Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark)
                continue;
            if (!char.IsWhiteSpace(character))
                folded.Append(char.ToLowerInvariant(character));
            else if (!blank)
                folded.Append(' ');
            blank = char.IsWhiteSpace(character);
        }
        return folded.ToString().TrimEnd();
    }

    // Half of a surrogate pair makes Normalize throw.
    private static string Sound(string text)
    {
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.ToString());
        return sound.ToString();
    }
}
