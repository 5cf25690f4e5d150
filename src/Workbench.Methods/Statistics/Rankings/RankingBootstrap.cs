using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Bradley–Terry with percentile intervals from a cluster bootstrap (ties as half): whole clusters are drawn with
/// replacement, their counts added up, the strengths fitted again from the full fit. Replicates run on all cores and do
/// not depend on how many there are. A replicate whose win graph falls apart is fitted with the rescue ridge and counted.
/// </summary>
/// <remarks>Efron, Tibshirani (1993); Field, Welsh (2007) JRSS-B 69; specification 4.4.</remarks>
public static class RankingBootstrap
{
    private const double ReplicateTolerance = 1e-6;

    /// <summary>Fits the ranking and its bootstrap intervals; below ten clusters the sandwich of <see cref="BradleyTerry"/> is given instead.</summary>
    /// <param name="set">The judgments of one criterion and perspective.</param>
    /// <param name="cluster">Which comparisons are taken together; without clusters in the data every comparison is one.</param>
    /// <param name="replicates">Number of draws.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="options">How; null for the defaults. Ties count as half.</param>
    public static Ranking Fit(JudgmentSet set, ClusterBy cluster = ClusterBy.Auto, int replicates = 1000, long seed = 1, BradleyTerryOptions? options = null)
    {
        options = (options ?? BradleyTerryOptions.Default) with { Ties = TieModel.Half };
        var resolved = set.IsResolved ? set : set.Resolve();
        var index = PairIndex.Of(resolved);
        var counts = PairCounts.From(resolved);
        var (fit, ridge, warnings) = BradleyTerry.FitConnected(counts, options);
        if (fit is null)
            return RankingAssembly.Empty(counts, options);
        var (ids, unit) = ClusterIds.Of(resolved, cluster);
        var sums = Gather(resolved, index, fit, ids);
        if (sums.Clusters < ScoreMean.FewClusters)
            return BradleyTerry.Fit(resolved, options, cluster);
        var (replicated, rescued) = Replicate(fit, sums, options, ridge, replicates, seed);
        if (rescued > 0)
            warnings.Add($"{rescued} of {replicates} replicates were not strongly connected and were fitted with a ridge of {Numbers.Text(options.RescueRidge)}");
        var variance = new RankingVariance(null, fit.Beta.Length, sums.Clusters, unit, $"cluster bootstrap by {unit} (percentile, expanded tails)");
        var (errors, bounds) = Summarise(replicated, sums.Clusters, options.Level);
        return RankingAssembly.Of(
            counts, fit, errors, bounds, variance, options, ridge, warnings, seed, new Dictionary<string, string> { ["replicates"] = Numbers.Text(replicates) });
    }

    private static ClusterPairCounts Gather(JudgmentSet set, PairIndex index, BradleyTerryFit fit, int[]? ids)
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

        return ClusterPairCounts.Of(pairs, first, ids, fit.Counts.PairCount);
    }

    /// <summary>Strengths of every replicate, system by system, and how many replicates needed the rescue ridge.</summary>
    private static (double[][] BySystem, int Rescued) Replicate(
        BradleyTerryFit fit, ClusterPairCounts sums, BradleyTerryOptions options, double ridge, int replicates, long seed)
    {
        var systems = fit.Beta.Length;
        var (_, totals) = BradleyTerrySolver.HalfTies(fit.Counts);
        var solver = new BradleyTerrySolver(systems, fit.Counts.First, fit.Counts.Second, ridge);
        var rescue = ridge > 0 ? solver : new BradleyTerrySolver(systems, fit.Counts.First, fit.Counts.Second, options.RescueRidge);
        var factor = Cholesky.TryFactor(solver.Hessian(totals, fit.Beta), systems)!;
        var bySystem = new double[systems][];
        for (var i = 0; i < systems; i++)
            bySystem[i] = new double[replicates];
        var rescued = 0;
        Parallel.For(
            0,
            replicates,
            () => new Workspace(fit.Counts.PairCount, systems, sums.Clusters),
            (replicate, _, work) =>
            {
                work.Draw(sums, new ReplicateRandom(seed, replicate));
                fit.Beta.CopyTo(work.Beta, 0);
                if (!solver.FitNear(work.Wins, work.Totals, factor, work.Beta, work.Gradient, work.Residual, ReplicateTolerance))
                    Interlocked.Add(ref rescued, FitAgain(fit, work, solver, rescue, options));
                var mean = work.Beta.Average();
                for (var i = 0; i < systems; i++)
                    bySystem[i][replicate] = work.Beta[i] - mean;
                return work;
            },
            _ => { });
        return (bySystem, rescued);
    }

    /// <summary>The full Newton fit of a replicate; 1 where only the rescue ridge gives one.</summary>
    private static int FitAgain(BradleyTerryFit fit, Workspace work, BradleyTerrySolver solver, BradleyTerrySolver rescue, BradleyTerryOptions options)
    {
        fit.Beta.CopyTo(work.Beta, 0);
        var drawn = fit.Counts.With(work.Wins, [.. work.Totals.Zip(work.Wins, (total, wins) => Math.Max(0, total - wins))], new double[work.Wins.Length]);
        var connected = new WinGraph(drawn).StrongComponents().Count == 1;
        if (connected && solver.Fit(work.Wins, work.Totals, work.Beta, ReplicateTolerance, options.MaxIterations).Converged)
            return 0;
        fit.Beta.CopyTo(work.Beta, 0);
        rescue.Fit(work.Wins, work.Totals, work.Beta, ReplicateTolerance, options.MaxIterations);
        return 1;
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

    /// <summary>What one thread needs for its replicates, made once.</summary>
    private sealed class Workspace(int pairs, int systems, int clusters)
    {
        private readonly int[] _times = new int[clusters];
        private readonly ClusterPairCounts.Count[] _sums = new ClusterPairCounts.Count[pairs];

        public double[] Wins { get; } = new double[pairs];

        public double[] Totals { get; } = new double[pairs];

        public double[] Beta { get; } = new double[systems];

        public double[] Gradient { get; } = new double[systems];

        public double[] Residual { get; } = new double[pairs];

        public void Draw(ClusterPairCounts sums, ReplicateRandom random)
        {
            Array.Clear(_times);
            Array.Clear(_sums);
            for (var draw = 0; draw < _times.Length; draw++)
                _times[random.Next(_times.Length)]++;
            for (var cluster = 0; cluster < _times.Length; cluster++)
            {
                if (_times[cluster] > 0)
                    sums.AddTo(_sums, cluster, _times[cluster]);
            }

            for (var pair = 0; pair < _sums.Length; pair++)
                (Wins[pair], Totals[pair]) = (_sums[pair].Wins, _sums[pair].Total);
        }
    }
}
