using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Bradley–Terry with percentile intervals from a cluster bootstrap: whole clusters are drawn with replacement, their counts
/// added up, the strengths (and the tie parameter of Davidson and Rao–Kupper) fitted again from the full fit. Replicates run
/// on all cores and do not depend on how many there are. A replicate whose win graph falls apart, or whose fit does not
/// converge, is fitted with the rescue ridge and counted. A tie model without a tie in a replicate is plain Bradley–Terry there.
/// Rows with a selection probability count with its inverse as weight, in the full fit and in every replicate
/// (<see cref="SelectionWeights"/>); the mean that the weights are divided by is that of all rows, not of the replicate.
/// </summary>
/// <remarks>
/// Ties as half keep one factor of the Hessian for all replicates; a tie model takes Newton's method in each, about ten times
/// as long. Efron, Tibshirani (1993); Field, Welsh (2007) JRSS-B 69; specification 4.4.
/// </remarks>
public static class RankingBootstrap
{
    /// <summary>Fits the ranking and its bootstrap intervals; below ten clusters the sandwich of <see cref="BradleyTerry"/> is given instead.</summary>
    /// <param name="set">The judgments of one criterion and perspective.</param>
    /// <param name="cluster">Which comparisons are taken together; without clusters in the data every comparison is one.</param>
    /// <param name="replicates">Number of draws.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="options">How, the tie model too; null for the defaults.</param>
    public static Ranking Fit(JudgmentSet set, ClusterBy cluster = ClusterBy.Auto, int replicates = 1000, long seed = 1, BradleyTerryOptions? options = null)
    {
        options ??= BradleyTerryOptions.Default;
        var resolved = set.IsResolved ? set : set.Resolve();
        var index = PairIndex.Of(resolved);
        var weights = BradleyTerry.Weights(resolved, index);
        var counts = PairCounts.From(resolved, index, weights);
        var (fit, ridge, warnings) = BradleyTerry.FitConnected(counts, options);
        if (fit is null)
            return RankingAssembly.Empty(counts, options);
        var (ids, unit) = ClusterIds.Of(resolved, cluster);
        var (scores, ties) = Gather(resolved, index, fit, ids, weights);
        if (scores.Clusters < ScoreMean.FewClusters)
            return BradleyTerry.Fit(resolved, options, cluster);
        var (replicated, rescued) = Replicate(fit, scores, ties, options, ridge, replicates, seed);
        if (rescued > 0)
            warnings.Add($"{rescued} of {replicates} replicates were not strongly connected and were fitted with a ridge of {Numbers.Text(options.RescueRidge)}");
        var variance = new RankingVariance(null, fit.Beta.Length, scores.Clusters, unit, $"cluster bootstrap by {unit} (percentile, expanded tails)");
        var (errors, bounds) = Summarise(replicated, scores.Clusters, options.Level);
        return RankingAssembly.Of(
            counts, fit, errors, bounds, variance, options, ridge, warnings, seed, new Dictionary<string, string> { ["replicates"] = Numbers.Text(replicates) });
    }

    /// <summary>The first system's scores by cluster and pair, and for a tie model the ties.</summary>
    private static (ClusterPairCounts Scores, ClusterPairCounts? Ties) Gather(JudgmentSet set, PairIndex index, BradleyTerryFit fit, int[]? ids, double[]? weights)
    {
        var connected = fit.Counts.Systems.Select((name, at) => (name, at)).ToDictionary(entry => entry.name, entry => entry.at);
        var pairOf = new Dictionary<(int, int), int>();
        for (var pair = 0; pair < fit.Counts.PairCount; pair++)
            pairOf[(fit.Counts.First[pair], fit.Counts.Second[pair])] = pair;
        int[] fitPair = [.. Enumerable.Range(0, index.Count).Select(pair =>
            connected.TryGetValue(index.Systems[index.First[pair]], out var i) && connected.TryGetValue(index.Systems[index.Second[pair]], out var j)
                ? pairOf[(i, j)] : -1)];
        var left = set.Left;
        var scores = set.LeftScores();
        var pairs = new int[set.Count];
        var first = new double[set.Count];
        for (var row = 0; row < pairs.Length; row++)
        {
            var pair = index.PairOfRow[row];
            pairs[row] = pair < 0 ? -1 : fitPair[pair];
            first[row] = pair < 0 ? 0 : index.IsFirst(pair, left[row]) ? scores[row] : 1 - scores[row];
        }

        if (ids is null)
        {
            ids = new int[set.Count];
            Array.Fill(ids, -1);
        }

        var ties = fit.Model == TieModel.Half ? null : ClusterPairCounts.Of(pairs, [.. first.Select(score => score == 0.5 ? 1.0 : 0)], ids, fit.Counts.PairCount, weights);
        return (ClusterPairCounts.Of(pairs, first, ids, fit.Counts.PairCount, weights), ties);
    }

    /// <summary>Strengths of every replicate, system by system, and how many replicates needed the rescue ridge.</summary>
    private static (double[][] BySystem, int Rescued) Replicate(
        BradleyTerryFit fit, ClusterPairCounts scores, ClusterPairCounts? ties, BradleyTerryOptions options, double ridge, int replicates, long seed)
    {
        var systems = fit.Beta.Length;
        var refit = ties is null ? HalfTieRefit.Maker(fit, options, ridge) : () => new TieModelRefit(fit, options, ridge);
        var bySystem = new double[systems][];
        for (var i = 0; i < systems; i++)
            bySystem[i] = new double[replicates];
        var rescued = 0;
        Parallel.For(
            0,
            replicates,
            () => (Drawn: new ReplicateCounts(scores, ties, fit.Counts.PairCount), Refit: refit()),
            (replicate, _, work) =>
            {
                work.Drawn.Draw(new ReplicateRandom(seed, replicate));
                if (work.Refit.Fit(work.Drawn))
                    Interlocked.Increment(ref rescued);
                var mean = work.Refit.Beta.Average();
                for (var i = 0; i < systems; i++)
                    bySystem[i][replicate] = work.Refit.Beta[i] - mean;
                return work;
            },
            _ => { });
        return (bySystem, rescued);
    }

    private static (double[] Errors, (double Lower, double Upper)[] Bounds) Summarise(double[][] bySystem, int clusters, double level)
    {
        var errors = new double[bySystem.Length];
        var bounds = new (double, double)[bySystem.Length];
        for (var i = 0; i < bySystem.Length; i++)
        {
            errors[i] = Quantile.StandardDeviation(bySystem[i]);
            var interval = BootstrapInterval.Percentile(bySystem[i], clusters, level);
            bounds[i] = (interval.Lower, interval.Upper);
        }

        return (errors, bounds);
    }
}
