namespace Workbench.Methods.Text;

/// <summary>Distinct-n: the share of n-grams of a set of texts that are different; low where a system repeats itself across users.</summary>
/// <remarks>Pooled over the texts; falls with their total length, so compare sets of one size. Null where there is no n-gram. Reference: Li et al. (2016), NAACL.</remarks>
public static class Distinct
{
    /// <summary>The share over all texts.</summary>
    /// <param name="texts">Words of each text.</param>
    /// <param name="n">Words an n-gram.</param>
    public static double? Share(IEnumerable<IReadOnlyList<string>> texts, int n)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long total = 0;
        foreach (var words in texts)
        {
            foreach (var (gram, count) in NGrams.Count(words, n))
            {
                seen.Add(gram);
                total += count;
            }
        }
        return total == 0 ? null : (double)seen.Count / total;
    }
}
