namespace Workbench.Methods.Text;

/// <summary>Porter's stemmer for English: strips endings so that <c>connected</c> and <c>connection</c> meet in <c>connect</c>.</summary>
/// <remarks>Words are lower-case a–z; others are returned as they are. Reference: Porter (1980), An algorithm for suffix stripping, Program 14(3).</remarks>
public static class PorterStemmer
{
    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>The stem of a word.</summary>
    /// <param name="word">A lower-case word.</param>
    public static string Stem(string word)
    {
        if (word.Length <= 2 || !word.All(char.IsAsciiLetterLower))
            return word;
        word = Plurals(word);
        word = PastAndGerund(word);
        if (word.EndsWith('y') && HasVowel(word.AsSpan(0, word.Length - 1)))
            word = word[..^1] + "i";
        word = Replace(word, Step2);
        word = Replace(word, Step3);
        word = Drop(word);
        return Tidy(word);
    }

    private static string Plurals(string w) =>
        w.EndsWith("sses", StringComparison.Ordinal) || w.EndsWith("ies", StringComparison.Ordinal) ? w[..^2]
        : w.EndsWith("ss", StringComparison.Ordinal) ? w
        : w.EndsWith('s') ? w[..^1] : w;

    private static string PastAndGerund(string w)
    {
        if (w.EndsWith("eed", StringComparison.Ordinal))
            return Measure(w.AsSpan(0, w.Length - 3)) > 0 ? w[..^1] : w;
        var cut = w.EndsWith("ed", StringComparison.Ordinal) ? 2 : w.EndsWith("ing", StringComparison.Ordinal) ? 3 : 0;
        if (cut == 0 || !HasVowel(w.AsSpan(0, w.Length - cut)))
            return w;
        w = w[..^cut];
        if (w.EndsWith("at", StringComparison.Ordinal) || w.EndsWith("bl", StringComparison.Ordinal) || w.EndsWith("iz", StringComparison.Ordinal))
            return w + "e";
        if (EndsInDoubleConsonant(w) && w[^1] is not ('l' or 's' or 'z'))
            return w[..^1];
        return Measure(w) == 1 && EndsInShortSyllable(w) ? w + "e" : w;
    }

    private static string Replace(string w, (string Suffix, string Replacement)[] rules)
    {
        // The longest matching suffix decides, whether or not its condition holds.
        var best = rules.Where(r => w.EndsWith(r.Suffix, StringComparison.Ordinal)).DefaultIfEmpty(("", "")).MaxBy(r => r.Item1.Length);
        return best.Item1.Length > 0 && Measure(w.AsSpan(0, w.Length - best.Item1.Length)) > 0 ? w[..^best.Item1.Length] + best.Item2 : w;
    }

    private static string Drop(string w)
    {
        var suffix = Step4.Where(s => w.EndsWith(s, StringComparison.Ordinal)).MaxBy(s => s.Length);
        if (suffix is null)
            return w;
        var stem = w[..^suffix.Length];
        return Measure(stem) > 1 && (suffix != "ion" || stem.EndsWith('s') || stem.EndsWith('t')) ? stem : w;
    }

    private static string Tidy(string w)
    {
        if (w.EndsWith('e'))
        {
            var stem = w[..^1];
            var m = Measure(stem);
            if (m > 1 || (m == 1 && !EndsInShortSyllable(stem)))
                w = stem;
        }
        return w.EndsWith("ll", StringComparison.Ordinal) && Measure(w) > 1 ? w[..^1] : w;
    }

    private static bool IsConsonant(ReadOnlySpan<char> w, int i) =>
        w[i] switch { 'a' or 'e' or 'i' or 'o' or 'u' => false, 'y' => i == 0 || !IsConsonant(w, i - 1), _ => true };

    private static bool HasVowel(ReadOnlySpan<char> w)
    {
        for (var i = 0; i < w.Length; i++)
        {
            if (!IsConsonant(w, i))
                return true;
        }
        return false;
    }

    /// <summary>Number of vowel–consonant sequences.</summary>
    private static int Measure(ReadOnlySpan<char> w)
    {
        var m = 0;
        for (var i = 1; i < w.Length; i++)
        {
            if (IsConsonant(w, i) && !IsConsonant(w, i - 1))
                m++;
        }
        return m;
    }

    private static bool EndsInDoubleConsonant(string w) => w.Length > 1 && w[^1] == w[^2] && IsConsonant(w, w.Length - 1);

    private static bool EndsInShortSyllable(string w) =>
        w.Length > 2 && IsConsonant(w, w.Length - 3) && !IsConsonant(w, w.Length - 2) && IsConsonant(w, w.Length - 1) && w[^1] is not ('w' or 'x' or 'y');
}
