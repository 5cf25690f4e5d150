namespace Workbench.Features.Studies;

/// <summary>Names for files, made from the words that people read.</summary>
internal static class KeyWords
{
    /// <summary>The words in lower snake case, numbered where the name is taken; it is taken afterwards.</summary>
    public static string Unique(string words, string otherwise, HashSet<string> taken)
    {
        var letters = new string([.. words.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
        var stem = string.Join('_', letters.Split('_', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } some
            ? some[..Math.Min(some.Length, CriterionDesign.MaxKeyLength - 4)]
            : otherwise;
        var key = stem;
        for (var i = 2; !taken.Add(key); i++)
            key = $"{stem}_{i}";
        return key;
    }
}
