namespace Workbench.Methods.Text;

/// <summary>
/// BLEU with sacreBLEU's defaults: tokenization 13a, mixed case, exponential smoothing, one reference.
/// </summary>
/// <remarks>
/// <c>BP · exp(mean_n ln p_n)</c>, <c>BP = exp(1 − r/c)</c> for c &lt; r. A precision without matches becomes <c>100 / (2^k total)</c> for the k-th such n.
/// The corpus score pools counts and is not a mean of sentence scores; the sentence score uses the effective order.
/// No match at all, or no hypothesis, scores 0 as in the reference implementation.
/// References: Papineni et al. (2002), ACL; Post (2018), A call for clarity in reporting BLEU scores, WMT.
/// </remarks>
public static class Bleu
{
    /// <summary>What to print beside a corpus score.</summary>
    public const string Signature = "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp";

    /// <summary>Corpus BLEU from sums of statistics.</summary>
    /// <param name="statistics">Sums over the corpus.</param>
    public static BleuScore Corpus(BleuStatistics statistics) => Score(statistics, effectiveOrder: false);

    /// <summary>Corpus BLEU of texts.</summary>
    /// <param name="pairs">Hypothesis and reference of each row.</param>
    public static BleuScore Corpus(IEnumerable<(string Hypothesis, string Reference)> pairs)
    {
        var statistics = new BleuStatistics();
        foreach (var (hypothesis, reference) in pairs)
            statistics.Add(hypothesis, reference);
        return Corpus(statistics);
    }

    /// <summary>Sentence BLEU (effective order).</summary>
    /// <param name="hypothesis">Text of the hypothesis.</param>
    /// <param name="reference">Text of the reference.</param>
    public static BleuScore Sentence(string hypothesis, string reference)
    {
        var statistics = new BleuStatistics();
        statistics.Add(hypothesis, reference);
        return Sentence(statistics);
    }

    /// <summary>Sentence BLEU from the statistics of that one sentence.</summary>
    /// <param name="statistics">Statistics of one pair.</param>
    public static BleuScore Sentence(BleuStatistics statistics) => Score(statistics, effectiveOrder: true);

    private static BleuScore Score(BleuStatistics s, bool effectiveOrder)
    {
        var precisions = new double[BleuStatistics.Order];
        var order = BleuStatistics.Order;
        var smoothing = 1.0;
        for (var n = 0; n < precisions.Length && s.Total[n] > 0; n++)
        {
            if (effectiveOrder)
                order = n + 1;
            if (s.Correct[n] == 0)
                smoothing *= 2;
            precisions[n] = s.Correct[n] == 0 ? 100 / (smoothing * s.Total[n]) : 100.0 * s.Correct[n] / s.Total[n];
        }
        var brevity = s.HypothesisLength >= s.ReferenceLength ? 1
            : s.HypothesisLength == 0 ? 0 : Math.Exp(1 - (double)s.ReferenceLength / s.HypothesisLength);
        var sum = 0.0;
        for (var n = 0; n < order; n++)
            sum += precisions[n] > 0 ? Math.Log(precisions[n]) : double.NegativeInfinity;
        var score = s.Correct.Sum() == 0 ? 0 : brevity * Math.Exp(sum / order);
        return new BleuScore(score, precisions, brevity, s.HypothesisLength, s.ReferenceLength);
    }
}
