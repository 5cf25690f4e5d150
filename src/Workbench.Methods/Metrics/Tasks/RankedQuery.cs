namespace Workbench.Methods.Metrics.Tasks;

/// <summary>One query's ranking and its relevant items.</summary>
/// <param name="Ranking">Item ids from the top.</param>
/// <param name="Relevance">Gain of each relevant item: 1 for plain relevance, more for graded; items not named have 0.</param>
public sealed record RankedQuery(IReadOnlyList<string> Ranking, IReadOnlyDictionary<string, double> Relevance)
{
    /// <summary>A query with plain relevance.</summary>
    /// <param name="ranking">Item ids from the top.</param>
    /// <param name="relevant">Ids of the relevant items.</param>
    public static RankedQuery Binary(IReadOnlyList<string> ranking, IEnumerable<string> relevant) =>
        new(ranking, relevant.Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => 1.0, StringComparer.Ordinal));
}
