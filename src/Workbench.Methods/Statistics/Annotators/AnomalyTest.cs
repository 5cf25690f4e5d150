using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// Chatbot Arena's test for anomalous voters: do a rater's votes fall where earlier votes on the same pairs seldom do?
/// </summary>
/// <remarks>
/// Vote i has <c>p_i = (1 + #{past votes on that pair ≥ this vote}) / (n + 1)</c>; after j votes <c>M_j = −2 Σ ln p_i</c> is χ² with 2j degrees of freedom
/// under the null (Fisher). A rater is flagged where M_j ≥ χ²_{2j, 1−α/5} at any of five random j ≤ 100. Past votes are those of other
/// raters before it. A screen for people to look at, not grounds for exclusion: at α = 0.1 the paper found 13 of 14
/// flags true and missed 12 of 25. Reference: Chiang et al. (2024), Chatbot Arena, arXiv 2403.04132, section 5.2 and appendix.
/// </remarks>
public static class AnomalyTest
{
    /// <summary>Number of looks at a rater's votes.</summary>
    public const int Looks = 5;

    /// <summary>Votes after which a rater is no longer looked at.</summary>
    public const int MaximumVotes = 100;

    /// <summary>p-value of one vote given earlier votes of others on the same pair.</summary>
    /// <param name="vote">The vote in the pair's own order, e.g. 1, ½, 0.</param>
    /// <param name="history">Earlier votes on that pair.</param>
    public static double PValue(double vote, IEnumerable<double> history)
    {
        int n = 0, atLeast = 0;
        foreach (var past in history)
        {
            n++;
            if (past >= vote)
                atLeast++;
        }
        return (1.0 + atLeast) / (n + 1);
    }

    /// <summary>Screens all raters; rows in order of time.</summary>
    /// <param name="raters">Rater of each vote.</param>
    /// <param name="pairs">Pair of systems (or item) of each vote.</param>
    /// <param name="votes">Votes in the pair's own order; NaN unscored, skipped.</param>
    /// <param name="seed">Seed of the five random looks.</param>
    /// <param name="alpha">Level a rater.</param>
    /// <returns>One result a rater, by rater index.</returns>
    public static IReadOnlyList<AnomalyResult> Screen(
        IReadOnlyList<int> raters, IReadOnlyList<int> pairs, IReadOnlyList<double> votes, long seed, double alpha = 0.1)
    {
        var count = raters.Count == 0 ? 0 : raters.Max() + 1;
        var pValues = new List<double>[count];
        for (var rater = 0; rater < count; rater++)
            pValues[rater] = [];
        // Counts of each vote on a pair, by everybody and by the rater: walking all past votes is quadratic where two systems are all there is.
        var everybody = new Dictionary<int, Dictionary<double, int>>();
        var own = new Dictionary<(int Pair, int Rater, double Vote), int>();
        for (var row = 0; row < votes.Count; row++)
        {
            if (double.IsNaN(votes[row]))
                continue;
            var (pair, rater, vote) = (pairs[row], raters[row], votes[row]);
            if (!everybody.TryGetValue(pair, out var past))
                everybody[pair] = past = [];
            if (pValues[rater].Count < MaximumVotes)
            {
                int n = 0, atLeast = 0;
                foreach (var (other, votesSoFar) in past)
                {
                    var others = votesSoFar - own.GetValueOrDefault((pair, rater, other));
                    n += others;
                    atLeast += other >= vote ? others : 0;
                }

                pValues[rater].Add((1.0 + atLeast) / (n + 1));
                own[(pair, rater, vote)] = own.GetValueOrDefault((pair, rater, vote)) + 1;
            }

            past[vote] = past.GetValueOrDefault(vote) + 1;
        }

        return [.. Enumerable.Range(0, count).Select(rater => Judge(rater, pValues[rater], new ReplicateRandom(seed, rater), alpha))];
    }

    /// <summary>The five looks at one rater's p-values.</summary>
    /// <param name="pValues">p-values in order of time, the first 100 count.</param>
    /// <param name="seed">Seed of the looks.</param>
    /// <param name="alpha">Level.</param>
    public static AnomalyResult Judge(IReadOnlyList<double> pValues, long seed, double alpha = 0.1) =>
        Judge(0, pValues, new ReplicateRandom(seed, 0), alpha);

    private static AnomalyResult Judge(int rater, IReadOnlyList<double> pValues, ReplicateRandom random, double alpha)
    {
        var n = Math.Min(pValues.Count, MaximumVotes);
        if (n == 0)
            return new AnomalyResult(rater, 0, false, null);
        var running = new double[n];
        for (var j = 0; j < n; j++)
            running[j] = (j == 0 ? 0 : running[j - 1]) - 2 * Math.Log(pValues[j]);
        var lowest = 1.0;
        for (var look = 0; look < Looks; look++)
        {
            var j = random.Next(n);
            lowest = Math.Min(lowest, 1 - ChiSquared.CDF(2 * (j + 1), running[j]));
        }
        var adjusted = Math.Min(1, Looks * lowest);
        return new AnomalyResult(rater, n, adjusted <= alpha, adjusted);
    }
}
