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

    /// <summary>Adds one sentence; white space does not count, characters are Unicode scalar values.</summary>
    /// <param name="hypothesis">Text of the hypothesis.</param>
    /// <param name="reference">Text of the reference.</param>
    public void Add(string hypothesis, string reference)
    {
        var candidate = Characters(hypothesis);
        var target = Characters(reference);
        for (var n = 1; n <= Order; n++)
        {
            var counts = NGrams.Count(target, n);
            long all = 0;
            foreach (var (gram, count) in NGrams.Count(candidate, n))
            {
                all += count;
                Matches[n - 1] += Math.Min(count, counts.GetValueOrDefault(gram));
            }
            // As sacreBLEU: an order that the reference is too short for does not count against the hypothesis.
            Hypothesis[n - 1] += counts.Count > 0 ? all : 0;
            Reference[n - 1] += Math.Max(0, target.Length - n + 1);
        }
    }

    private static string[] Characters(string text) =>
        [.. text.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r)).Select(r => r.ToString())];
}
