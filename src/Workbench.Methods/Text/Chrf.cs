namespace Workbench.Methods.Text;

/// <summary>
/// chrF2: overlap of character n-grams (1 to 6), recall counting twice; needs no tokenizer and so suits every script.
/// </summary>
/// <remarks>
/// Mean precision and recall over the orders that both sides have, then <c>(1 + β²) P R / (β² P + R)</c>, β = 2, times 100; case kept, white
/// space ignored, as sacreBLEU's chrF2. An empty side scores 0. Reference: Popović (2015), chrF, WMT.
/// </remarks>
public static class Chrf
{
    /// <summary>What to print beside a corpus score.</summary>
    public const string Signature = "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no";

    /// <summary>Corpus chrF2 from sums of statistics, 0 to 100.</summary>
    /// <param name="statistics">Sums over the corpus.</param>
    public static double Corpus(ChrfStatistics statistics)
    {
        const double Factor = 4; // β²
        double precision = 0, recall = 0;
        var orders = 0;
        for (var n = 0; n < ChrfStatistics.Order; n++)
        {
            if (statistics.Hypothesis[n] == 0 || statistics.Reference[n] == 0)
                continue;
            precision += (double)statistics.Matches[n] / statistics.Hypothesis[n];
            recall += (double)statistics.Matches[n] / statistics.Reference[n];
            orders++;
        }
        if (precision + recall <= 0)
            return 0;
        precision /= orders;
        recall /= orders;
        return 100 * (1 + Factor) * precision * recall / (Factor * precision + recall);
    }

    /// <summary>Corpus chrF2 of texts.</summary>
    /// <param name="pairs">Hypothesis and reference of each row.</param>
    public static double Corpus(IEnumerable<(string Hypothesis, string Reference)> pairs)
    {
        var statistics = new ChrfStatistics();
        foreach (var (hypothesis, reference) in pairs)
            statistics.Add(hypothesis, reference);
        return Corpus(statistics);
    }

    /// <summary>chrF2 of one pair.</summary>
    /// <param name="hypothesis">Text of the hypothesis.</param>
    /// <param name="reference">Text of the reference.</param>
    public static double Sentence(string hypothesis, string reference) => Corpus([(hypothesis, reference)]);
}
