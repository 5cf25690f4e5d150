namespace Workbench.Methods.Text;

/// <summary>Sufficient statistics of BLEU; those of a corpus are the sums of its sentences'.</summary>
public sealed class BleuStatistics
{
    /// <summary>Longest n-gram.</summary>
    public const int Order = 4;

    internal long[] Correct { get; } = new long[Order];

    internal long[] Total { get; } = new long[Order];

    /// <summary>Tokens of the hypotheses.</summary>
    public long HypothesisLength { get; private set; }

    /// <summary>Tokens of the references.</summary>
    public long ReferenceLength { get; private set; }

    /// <summary>Adds the statistics of other sentences.</summary>
    /// <param name="other">Their sums.</param>
    public void Add(BleuStatistics other)
    {
        for (var n = 0; n < Order; n++)
        {
            Correct[n] += other.Correct[n];
            Total[n] += other.Total[n];
        }
        HypothesisLength += other.HypothesisLength;
        ReferenceLength += other.ReferenceLength;
    }

    /// <summary>Adds one sentence.</summary>
    /// <param name="hypothesis">Text of the hypothesis.</param>
    /// <param name="reference">Text of the reference.</param>
    public void Add(string hypothesis, string reference)
    {
        var candidate = Tokenizer13a.Tokens(hypothesis);
        var target = Tokenizer13a.Tokens(reference);
        HypothesisLength += candidate.Length;
        ReferenceLength += target.Length;
        for (var n = 1; n <= Order; n++)
        {
            var counts = NGrams.Count(target, n);
            foreach (var (gram, count) in NGrams.Count(candidate, n))
            {
                Total[n - 1] += count;
                Correct[n - 1] += Math.Min(count, counts.GetValueOrDefault(gram));
            }
        }
    }
}
