using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Bradley–Terry strengths, <c>P(i beats j) = σ(β_i − β_j)</c>, by maximum likelihood on counts. Only differences are
/// identified, so Σβ = 0. Where the win graph is not strongly connected the maximum is infinite: a small ridge is used and
/// said. Systems outside the largest connected group are undefined. Comparisons are independent given the strengths, or,
/// for the clustered interval, independent between clusters. Rows with a selection probability enter likelihood and sandwich
/// with its inverse as weight (<see cref="SelectionWeights"/>).
/// </summary>
/// <remarks>
/// Bradley, Terry (1952) Biometrika 39; Davidson (1970) JASA 65; Rao, Kupper (1967) JASA 62; Hunter (2004) Ann. Stat. 32;
/// Chiang et al. (2024) arXiv 2403.04132 (sandwich intervals, simultaneous ranks). Specification 4.4.
/// </remarks>
public static class BradleyTerry
{
    /// <summary>Fits the comparisons of a set; several lines of one rater on one item are reduced first where the set is not resolved.</summary>
    /// <param name="set">The judgments of one criterion and perspective.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cluster">Which comparisons are taken together in the sandwich.</param>
    public static Ranking Fit(JudgmentSet set, BradleyTerryOptions? options = null, ClusterBy cluster = ClusterBy.Auto)
    {
        options ??= BradleyTerryOptions.Default;
        var resolved = set.IsResolved ? set : set.Resolve();
        var (ids, unit) = ClusterIds.Of(resolved, cluster);
        var index = PairIndex.Of(resolved);
        var weights = Weights(resolved, index);
        var counts = PairCounts.From(resolved, index, weights);
        // Weighted rows without clusters are clusters of their own: counts do not tell the squares of their weights.
        return Build(counts, options, fit => ids is null && weights is null
            ? RowVariance(fit)
            : ClusterVariance(fit, index, resolved, ids ?? [.. Enumerable.Repeat(-1, resolved.Count)], ids is null ? "row" : unit, weights));
    }

    /// <summary>Fits counts, comparisons taken as independent.</summary>
    /// <param name="counts">Counts by pair.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static Ranking Fit(PairCounts counts, BradleyTerryOptions? options = null) =>
        Build(counts, options ?? BradleyTerryOptions.Default, RowVariance);

    /// <summary>The fit of the largest connected group with the ridge that it needs, and what to warn of.</summary>
    internal static (BradleyTerryFit? Fit, double Ridge, List<string> Warnings) FitConnected(PairCounts counts, BradleyTerryOptions options)
    {
        var warnings = new List<string>();
        if (counts.PairCount == 0)
            return (null, options.Ridge, warnings);
        var components = new WinGraph(counts).Components();
        var connected = components.Count == 1 ? counts : counts.Among(components[0]);
        if (components.Count > 1)
            warnings.Add($"the comparisons fall into {components.Count} groups that never met; only the largest ({components[0].Count} systems) is ranked");
        var ridge = options.Ridge;
        var strong = new WinGraph(connected).StrongComponents();
        if (strong.Count > 1 && ridge == 0)
        {
            ridge = options.RescueRidge;
            warnings.Add($"the win graph is not strongly connected ({strong.Count} groups; {Extremes(connected)}): the plain maximum is infinite, a ridge of {Numbers.Text(ridge)} holds it");
        }

        var fit = BradleyTerryFit.Of(connected, options, ridge);
        if (!fit.Converged)
            warnings.Add($"the iteration did not converge in {fit.Iterations} steps");
        return (fit, ridge, warnings);
    }

    private static Ranking Build(PairCounts counts, BradleyTerryOptions options, Func<BradleyTerryFit, RankingVariance> variance)
    {
        var (fit, ridge, warnings) = FitConnected(counts, options);
        return fit is null
            ? RankingAssembly.Empty(counts, options)
            : RankingAssembly.Of(counts, fit, variance(fit), options, ridge, warnings);
    }

    private static string Extremes(PairCounts counts)
    {
        var wins = new double[counts.Systems.Count];
        var losses = new double[counts.Systems.Count];
        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            var (i, j, firstWins, secondWins, ties) = counts[pair];
            wins[i] += firstWins + ties;
            losses[i] += secondWins + ties;
            wins[j] += secondWins + ties;
            losses[j] += firstWins + ties;
        }

        string[] named =
        [
            .. counts.Systems.Where((_, i) => losses[i] == 0).Take(3).Select(name => $"'{name}' always won"),
            .. counts.Systems.Where((_, i) => wins[i] == 0).Take(3).Select(name => $"'{name}' always lost"),
        ];
        return named.Length == 0 ? "one group of systems always beat another" : string.Join(", ", named);
    }

    /// <summary>The sandwich with every comparison a cluster of its own, from the counts alone.</summary>
    private static RankingVariance RowVariance(BradleyTerryFit fit)
    {
        var counts = fit.Counts;
        var size = counts.Systems.Count + fit.Extras;
        var meat = new double[size * size];
        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            var (i, j, firstWins, secondWins, ties) = counts[pair];
            foreach (var (n, score) in new[] { (firstWins, 1.0), (secondWins, 0.0), (ties, 0.5) })
            {
                var (d, eta) = fit.Score(pair, score);
                ReadOnlySpan<(int At, double Value)> entries = fit.Extras == 0 ? [(i, d), (j, -d)] : [(i, d), (j, -d), (size - 1, eta)];
                foreach (var a in entries)
                {
                    foreach (var b in entries)
                        meat[(a.At * size) + b.At] += n * a.Value * b.Value;
                }
            }
        }

        return new RankingVariance(fit.Bread is null ? null : Sandwich.Multiply(fit.Bread, meat, size, 1), size, null, null, "sandwich, z");
    }

    /// <summary>One weight a row of the set, mean 1 over the rows that are compared; null without any.</summary>
    internal static double[]? Weights(JudgmentSet set, PairIndex index)
    {
        if (!set.HasWeights)
            return null;
        int[] compared = [.. Enumerable.Range(0, set.Count).Where(row => index.PairOfRow[row] >= 0)];
        if (SelectionWeights.Of(set, compared) is not { } weights)
            return null;
        var ofRow = new double[set.Count];
        for (var at = 0; at < compared.Length; at++)
            ofRow[compared[at]] = weights[at];
        return ofRow;
    }

    private static RankingVariance ClusterVariance(BradleyTerryFit fit, PairIndex index, JudgmentSet set, int[] ids, string unit, double[]? weights)
    {
        var names = fit.Counts.Systems.Select((name, at) => (name, at)).ToDictionary(entry => entry.name, entry => entry.at);
        var pairOf = new Dictionary<(int, int), int>();
        for (var pair = 0; pair < fit.Counts.PairCount; pair++)
            pairOf[(fit.Counts.First[pair], fit.Counts.Second[pair])] = pair;
        int[] fitPair = [.. Enumerable.Range(0, index.Count).Select(pair =>
            names.TryGetValue(index.Systems[index.First[pair]], out var i) && names.TryGetValue(index.Systems[index.Second[pair]], out var j)
                ? pairOf.GetValueOrDefault((i, j), -1) : -1)];
        int[] used = [.. Enumerable.Range(0, set.Count).Where(row => index.PairOfRow[row] >= 0 && fitPair[index.PairOfRow[row]] >= 0)];
        var rows = new ScoreRows(fit.Counts.Systems.Count, fit.Extras, used.Length);
        var clusters = new int[used.Length];
        var scores = set.LeftScores();
        for (var at = 0; at < used.Length; at++)
        {
            var row = used[at];
            var pair = index.PairOfRow[row];
            var score = index.IsFirst(pair, set.Left[row]) ? scores[row] : 1 - scores[row];
            var (d, eta) = fit.Score(fitPair[pair], score);
            if (weights is not null)
                (d, eta) = (d * weights[row], eta * weights[row]);
            rows.First[at] = fit.Counts.First[fitPair[pair]];
            rows.Second[at] = fit.Counts.Second[fitPair[pair]];
            rows.Score[at] = d;
            if (fit.Extras > 0)
                rows.Extra[at] = eta;
            clusters[at] = ids[row];
        }

        var (meat, count) = rows.Meat(clusters);
        var factor = count > 1 ? count / (count - 1.0) : 1;
        var covariance = fit.Bread is null || count < 2 ? null : Sandwich.Multiply(fit.Bread, meat, rows.Size, factor);
        return new RankingVariance(covariance, rows.Size, count, unit, $"sandwich by {unit}, t");
    }
}
