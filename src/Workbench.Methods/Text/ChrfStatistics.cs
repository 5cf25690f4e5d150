using System.Text;

namespace Workbench.Methods.Text;

/// <summary>Sufficient statistics of chrF; those of a corpus are the sums of its sentences'.</summary>
public sealed class ChrfStatistics
{
    /// <summary>Longest character n-gram.</summary>
    public const int Order = 6;

    internal long[] Hypothesis { get; } = new long[Order];

    internal long[] Reference { get; } = new long[Order];

    internal long[] Matches { get; } = new long[Order];

    /// <summary>Adds the statistics of other sentences.</summary>
    /// <param name="other">Their sums.</param>
    public void Add(ChrfStatistics other)
    {
        for (var n = 0; n < Order; n++)
        {
            Hypothesis[n] += other.Hypothesis[n];
            Reference[n] += other.Reference[n];
            Matches[n] += other.Matches[n];
        }
    }

    /// <summary>Adds one sentence; white space does not count, characters are Unicode scalar values.</summary>
    /// <param name="hypothesis">Text of the hypothesis.</param>
    /// <param name="reference">Text of the reference.</param>
    public void Add(string hypothesis, string reference)
    {
        // Each distinct scalar value becomes one char, so that n-grams are slices whatever the script.
        var codes = new Dictionary<Rune, char>();
        var candidate = Encode(hypothesis, codes);
        var target = Encode(reference, codes);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var n = 1; n <= Order; n++)
        {
            var own = Math.Max(0, candidate.Length - n + 1);
            var wanted = Math.Max(0, target.Length - n + 1);
            counts.Clear();
            for (var i = 0; i < wanted; i++)
            {
                var gram = target.AsSpan(i, n);
                lookup[gram] = lookup.TryGetValue(gram, out var count) ? count + 1 : 1;
            }
            // Using up the reference's n-grams one by one clips the matches.
            for (var i = 0; i < own; i++)
            {
                var gram = candidate.AsSpan(i, n);
                if (!lookup.TryGetValue(gram, out var left) || left == 0)
                    continue;
                lookup[gram] = left - 1;
                Matches[n - 1]++;
            }
            // As sacreBLEU: an order that the reference is too short for does not count against the hypothesis.
            Hypothesis[n - 1] += wanted > 0 ? own : 0;
            Reference[n - 1] += wanted;
        }
    }

    private static string Encode(string text, Dictionary<Rune, char> codes)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                continue;
            // More than 65,535 distinct characters do not occur in one pair of texts.
            if (!codes.TryGetValue(rune, out var code))
                codes[rune] = code = (char)codes.Count;
            encoded.Append(code);
        }
        return encoded.ToString();
    }
}
