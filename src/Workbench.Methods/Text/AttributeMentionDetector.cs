namespace Workbench.Methods.Text;

/// <summary>
/// Finds explicit mentions of persona attributes in an output: the thing that judges reward and people do not.
/// </summary>
/// <remarks>
/// An attribute is mentioned where its value stands word for word (case, punctuation and English endings aside), or, for values of two or more
/// content words, where all of them occur within a window of twice their number plus two. Function words do not
/// count. Deterministic and lexical: it misses paraphrase ("your little ones" for "has two children") and counts a word that the prompt
/// itself uses, so pass the prompt to leave its words out. Values without a content word are never found.
/// </remarks>
public sealed class AttributeMentionDetector
{
    private static readonly HashSet<string> FunctionWords = new(StringComparer.Ordinal)
    {
        "a", "am", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her", "his", "i", "in", "is", "it",
        "its", "like", "likes", "love", "loves", "my", "no", "not", "of", "on", "or", "our", "she", "that", "the", "their", "they", "this", "to", "very",
        "was", "we", "were", "who", "with", "you", "your",
    };

    private readonly List<(string Name, string[] Stems)> _attributes = [];

    /// <summary>Prepares a detector for one persona.</summary>
    /// <param name="attributes">Name and value of each attribute; a name may stand several times.</param>
    public AttributeMentionDetector(IEnumerable<KeyValuePair<string, string>> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            var stems = Tokenizer.Words(value).Where(w => !FunctionWords.Contains(w)).Select(PorterStemmer.Stem).ToArray();
            if (stems.Length > 0)
                _attributes.Add((name, stems));
        }
    }

    /// <summary>All mentions in an output, in order of position, none inside another of the same attribute.</summary>
    /// <param name="output">The text to search.</param>
    /// <param name="prompt">The user's prompt: attributes whose content words it already holds are skipped. Null to skip none.</param>
    public IReadOnlyList<AttributeMention> Find(string output, string? prompt = null)
    {
        var tokens = Tokenizer.Tokens(output);
        // Positions of content words only, so that "teacher of music" meets "music teacher's" neighbours alike.
        var content = Enumerable.Range(0, tokens.Count).Where(i => !FunctionWords.Contains(tokens[i].Text)).ToArray();
        var stems = Array.ConvertAll(content, i => PorterStemmer.Stem(tokens[i].Text));
        var asked = prompt is null ? [] : Tokenizer.Words(prompt).Select(PorterStemmer.Stem).ToHashSet(StringComparer.Ordinal);
        var mentions = new List<AttributeMention>();
        foreach (var (name, wanted) in _attributes)
        {
            if (asked.Count > 0 && wanted.All(asked.Contains))
                continue;
            for (var i = 0; i < stems.Length;)
            {
                var length = Match(stems, i, wanted, out var exact);
                if (length == 0)
                {
                    i++;
                    continue;
                }
                var first = tokens[content[i]];
                var last = tokens[content[i + length - 1]];
                mentions.Add(new AttributeMention(name, first.Start, last.Start + last.Length - first.Start, exact));
                i += length;
            }
        }
        return [.. mentions.OrderBy(m => m.Start).ThenBy(m => m.Attribute, StringComparer.Ordinal)];
    }

    /// <summary>Number of distinct attributes that an output mentions.</summary>
    /// <param name="output">The text to search.</param>
    /// <param name="prompt">The user's prompt, or null.</param>
    public int Count(string output, string? prompt = null) =>
        Find(output, prompt).Select(m => m.Attribute).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Content words that a mention beginning here takes, 0 where there is none.</summary>
    private static int Match(string[] stems, int start, string[] wanted, out bool exact)
    {
        exact = false;
        if (!wanted.Contains(stems[start]))
            return 0;
        if (stems.AsSpan(start).StartsWith(wanted))
        {
            exact = true;
            return wanted.Length;
        }
        if (wanted.Length == 1)
            return 0;
        var missing = wanted.ToList();
        var end = Math.Min(stems.Length, start + 2 * wanted.Length + 2);
        for (var i = start; i < end; i++)
        {
            missing.Remove(stems[i]);
            if (missing.Count == 0)
                return i - start + 1;
        }
        return 0;
    }
}
