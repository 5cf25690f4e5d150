using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Tasks;

/// <summary>
/// Ranking metrics of a downstream task (recommendation, retrieval): each is a mean over queries with a t interval.
/// </summary>
/// <remarks>
/// An item is relevant where its gain is above 0; an id that stands twice in a ranking counts at its first place.
/// Queries without a relevant item are excluded from recall, MAP and NDCG (0/0) and counted; hit rate, precision and MRR give
/// them 0. Undefined without queries. References: Järvelin, Kekäläinen (2002), ACM TOIS 20(4); Voorhees (1999), TREC-8; Manning et al. (2008), ch. 8.
/// </remarks>
public static class RankingMetrics
{
    /// <summary>Recall@k: <c>|relevant ∩ top k| / |relevant|</c>.</summary>
    /// <param name="queries">The rankings.</param>
    /// <param name="k">Depth.</param>
    public static Estimate Recall(IReadOnlyList<RankedQuery> queries, int k) =>
        Mean($"recall@{k}", queries, q => Relevant(q) == 0 ? double.NaN : (double)Hits(q, k) / Relevant(q));

    /// <summary>Precision@k: <c>|relevant ∩ top k| / k</c>; missing places count as wrong.</summary>
    /// <param name="queries">The rankings.</param>
    /// <param name="k">Depth.</param>
    public static Estimate Precision(IReadOnlyList<RankedQuery> queries, int k) => Mean($"precision@{k}", queries, q => (double)Hits(q, k) / k);

    /// <summary>Hit rate@k: share of queries with a relevant item among the top k.</summary>
    /// <param name="queries">The rankings.</param>
    /// <param name="k">Depth.</param>
    public static Estimate HitRate(IReadOnlyList<RankedQuery> queries, int k) => Mean($"hit rate@{k}", queries, q => Hits(q, k) > 0 ? 1 : 0);

    /// <summary>MRR: mean of 1 / rank of the first relevant item, 0 where none is ranked.</summary>
    /// <param name="queries">The rankings.</param>
    public static Estimate ReciprocalRank(IReadOnlyList<RankedQuery> queries) => Mean("MRR", queries, q =>
    {
        var gains = Gains(q);
        var first = gains.FindIndex(g => g > 0);
        return first < 0 ? 0 : 1.0 / (first + 1);
    });

    /// <summary>MAP: mean over queries of the mean precision at the ranks of the relevant items (unranked ones count 0).</summary>
    /// <param name="queries">The rankings.</param>
    public static Estimate AveragePrecision(IReadOnlyList<RankedQuery> queries) => Mean("MAP", queries, q =>
    {
        var relevant = Relevant(q);
        if (relevant == 0)
            return double.NaN;
        var hits = 0;
        var sum = 0.0;
        var gains = Gains(q);
        for (var i = 0; i < gains.Count; i++)
        {
            if (gains[i] > 0)
                sum += (double)++hits / (i + 1);
        }
        return sum / relevant;
    });

    /// <summary>NDCG@k: <c>DCG = Σ (2^gain − 1) / log₂(i + 1)</c> over the best possible DCG.</summary>
    /// <param name="queries">The rankings.</param>
    /// <param name="k">Depth.</param>
    public static Estimate Ndcg(IReadOnlyList<RankedQuery> queries, int k) => Mean($"NDCG@{k}", queries, q =>
    {
        var ideal = Discounted(q.Relevance.Values.Where(g => g > 0).OrderDescending(), k);
        return ideal > 0 ? Discounted(Gains(q), k) / ideal : double.NaN;
    });

    private static Estimate Mean(string method, IReadOnlyList<RankedQuery> queries, Func<RankedQuery, double> metric)
    {
        var result = ClusteredMean.Compute(method, [.. queries.Select(metric)], [], "query", 0.95, queries.Count == 0 ? "no queries" : "no query has a relevant item", 0, 1, "proportion");
        return result with
        {
            Unscored = 0,
            Excluded = result.Unscored,
            Warnings = result.Unscored > 0 ? [.. result.Warnings, $"{result.Unscored} queries without a relevant item are excluded"] : result.Warnings,
        };
    }

    private static int Relevant(RankedQuery query) => query.Relevance.Values.Count(g => g > 0);

    private static int Hits(RankedQuery query, int k) => Gains(query).Take(k).Count(g => g > 0);

    private static List<double> Gains(RankedQuery query)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. query.Ranking.Select(id => seen.Add(id) ? query.Relevance.GetValueOrDefault(id) : 0)];
    }

    private static double Discounted(IEnumerable<double> gains, int k) =>
        gains.Take(k).Select((gain, i) => (Math.Pow(2, gain) - 1) / Math.Log2(i + 2)).Sum();
}
