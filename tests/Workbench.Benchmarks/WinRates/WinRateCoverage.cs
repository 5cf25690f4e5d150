using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Benchmarks.WinRates;

/// <summary>
/// How often a nominal 95 % interval of the win rate holds the true value, when judgments cluster: personas differ in
/// what they prefer, items within a persona differ, and several raters judge each item.
/// </summary>
internal static class WinRateCoverage
{
    public const string Name = "win-rate-coverage";

    private const int Studies = 2000, Items = 8, Raters = 3, Replicates = 1000;
    private const double Centre = 0.5, PersonaSd = 0.8, ItemSd = 0.6, TieShare = 0.2;

    public static void Run(TextWriter output)
    {
        var truth = Draw(200_000, new Random(12345)).Scores.Average();
        output.WriteLine(FormattableString.Invariant($"Win rate, {Studies} simulated studies each; {Items} items a persona, {Raters} raters an item, {100 * TieShare:F0} % ties; true win rate {truth:F4}"));
        output.WriteLine("| personas | interval | coverage of nominal 95 % | mean width |");
        output.WriteLine("|---|---|---|---|");
        foreach (var personas in new[] { 8, 20, 50, 100 })
        {
            var kinds = new (string Name, Func<double[], int[], int, Estimate> Of)[]
            {
                ("rows as independent, t (wrong here)", (scores, _, _) => ScoreMean.Independent(scores)),
                ("CR1 by persona, t", (scores, clusters, _) => ScoreMean.Cr1(ClusterSums.From(scores, clusters), "persona")),
                ("bootstrap by persona, percentile (below ten clusters: CR1)", (scores, clusters, seed) => ScoreMean.Bootstrap(ClusterSums.From(scores, clusters), "persona", seed, Replicates)),
                ("bootstrap by persona, BCa (below ten clusters: CR1)", (scores, clusters, seed) => ScoreMean.Bootstrap(ClusterSums.From(scores, clusters), "persona", seed, Replicates, bca: true)),
            };
            var held = new int[kinds.Length];
            var width = new double[kinds.Length];
            for (var study = 0; study < Studies; study++)
            {
                var (scores, clusters) = Draw(personas, new Random(study));
                for (var kind = 0; kind < kinds.Length; kind++)
                {
                    var interval = kinds[kind].Of(scores, clusters, study).Interval!;
                    held[kind] += interval.Lower <= truth && truth <= interval.Upper ? 1 : 0;
                    width[kind] += (interval.Upper - interval.Lower) / Studies;
                }
            }

            for (var kind = 0; kind < kinds.Length; kind++)
                output.WriteLine(FormattableString.Invariant($"| {personas} | {kinds[kind].Name} | {100.0 * held[kind] / Studies:F1} % | {width[kind]:F3} |"));
        }
    }

    private static (double[] Scores, int[] Clusters) Draw(int personas, Random random)
    {
        var scores = new double[personas * Items * Raters];
        var clusters = new int[scores.Length];
        var at = 0;
        for (var persona = 0; persona < personas; persona++)
        {
            var preference = Centre + (PersonaSd * Normal(random));
            for (var item = 0; item < Items; item++)
            {
                var logit = preference + (ItemSd * Normal(random));
                for (var rater = 0; rater < Raters; rater++, at++)
                {
                    clusters[at] = persona;
                    scores[at] = random.NextDouble() < TieShare ? 0.5 : random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0;
                }
            }
        }

        return (scores, clusters);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
