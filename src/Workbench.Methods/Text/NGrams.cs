namespace Workbench.Methods.Text;

internal static class NGrams
{
    /// <summary>How often each n-gram occurs; words are joined by a character that no tokenizer leaves inside one.</summary>
    internal static Dictionary<string, int> Count(IReadOnlyList<string> words, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + n <= words.Count; i++)
        {
            var gram = words[i];
            for (var k = 1; k < n; k++)
                gram = string.Concat(gram, "\u0001", words[i + k]);
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }
        return counts;
    }
}
