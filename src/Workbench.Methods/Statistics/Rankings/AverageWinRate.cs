using MathNet.Numerics.Distributions;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Average win rate: the mean over opponents of the win rate (ties as half) against each. Unlike the plain win rate it does
/// not depend on how often each opponent was met. Undefined for a system that met nobody.
/// </summary>
/// <remarks>
/// As in evalica (Ustalov 2025, COLING demo, arXiv 2412.11314). Standard error by linearisation: comparison r of i against j has the
/// influence <c>w_r (s_r − ŵ_ij)/(W_ij · opponents of i)</c>, <c>SE = √(G/(G−1) Σ_g (Σ_{r∈g} influence)²)</c>, t with G − 1 degrees of freedom
/// (Liang, Zeger 1986). Without variation: Wilson's interval over clusters at 0 and 1, else none.
/// </remarks>
public static class AverageWinRate
{
    private const string Name = "average win rate";

    /// <summary>One estimate a system, in order of first appearance, with an interval by cluster.</summary>
    /// <param name="set">The judgments of one criterion and perspective; several lines of one rater on one item are reduced first where the set is not resolved.</param>
    /// <param name="cluster">Which comparisons are taken together.</param>
    /// <param name="level">Nominal coverage.</param>
    public static IReadOnlyList<(string System, Estimate Rate)> Of(JudgmentSet set, ClusterBy cluster = ClusterBy.Auto, double level = 0.95)
    {
        var resolved = set.IsResolved ? set : set.Resolve();
        var index = PairIndex.Of(resolved);
        var weights = BradleyTerry.Weights(resolved, index);
        var counts = PairCounts.From(resolved, index, weights);
        var (ids, unit) = ClusterIds.Of(resolved, cluster);
        var rates = Of(counts);
        var clusters = Influences(resolved, index, counts, weights, ids);
        var met = Rows(resolved, index, pair => pair >= 0);
        var unscored = Rows(resolved, index, pair => pair < 0);
        return [.. rates.Select((rate, i) => (rate.System, SelectionWeights.Say(
            WithInterval(rate.Rate, clusters[i], ids is null ? null : unit, level) with { N = met[i].Length, Unscored = unscored[i].Length },
            weights is null ? null : [.. met[i].Select(row => weights[row])])))];
    }

    /// <summary>One value a system, in the order of the counts, without an interval: counts by pair do not tell clusters.</summary>
    /// <param name="counts">Counts by pair.</param>
    public static IReadOnlyList<(string System, Estimate Rate)> Of(PairCounts counts)
    {
        var sum = new double[counts.Systems.Count];
        var opponents = new int[counts.Systems.Count];
        var met = new double[counts.Systems.Count];
        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            var (i, j, firstWins, secondWins, ties) = counts[pair];
            var total = firstWins + secondWins + ties;
            if (total == 0)
                continue;
            var rate = (firstWins + (ties / 2)) / total;
            sum[i] += rate;
            sum[j] += 1 - rate;
            opponents[i]++;
            opponents[j]++;
            met[i] += total;
            met[j] += total;
        }

        return [.. counts.Systems.Select((name, i) => (name, opponents[i] == 0
            ? Estimate.Undefined(Name, "no data")
            : new Estimate
            {
                Value = sum[i] / opponents[i],
                Method = Name,
                N = (int)Math.Round(met[i]),
                Settings = new Dictionary<string, string> { ["opponents"] = Numbers.Text(opponents[i]) },
                Warnings = ["counts by pair do not tell clusters: no interval"],
            }))];
    }

    /// <summary>Sum of the influences of each cluster on each system's value; a row without a cluster is one of its own.</summary>
    private static double[][] Influences(JudgmentSet set, PairIndex index, PairCounts counts, double[]? weights, int[]? ids)
    {
        var opponents = new int[index.Systems.Length];
        for (var pair = 0; pair < index.Count; pair++)
        {
            opponents[index.First[pair]]++;
            opponents[index.Second[pair]]++;
        }

        var own = index.Systems.Select(_ => new List<double>()).ToArray();
        var shared = index.Systems.Select(_ => new Dictionary<int, double>()).ToArray();
        var scores = set.LeftScores();
        for (var row = 0; row < set.Count; row++)
        {
            var pair = index.PairOfRow[row];
            if (pair < 0)
                continue;
            var (i, j, firstWins, secondWins, ties) = counts[pair];
            var total = firstWins + secondWins + ties;
            var score = index.IsFirst(pair, set.Left[row]) ? scores[row] : 1 - scores[row];
            var influence = (weights is null ? 1 : weights[row]) * (score - ((firstWins + (ties / 2)) / total)) / total;
            Add(i, influence / opponents[i]);
            Add(j, -influence / opponents[j]);

            void Add(int system, double part)
            {
                if (ids is null || ids[row] < 0)
                    own[system].Add(part);
                else
                    shared[system][ids[row]] = shared[system].GetValueOrDefault(ids[row]) + part;
            }
        }

        return [.. own.Zip(shared, (rows, byCluster) => (double[])[.. rows, .. byCluster.Values])];
    }

    /// <summary>The rows of each system whose pair passes: its scored comparisons, or those without a verdict.</summary>
    private static int[][] Rows(JudgmentSet set, PairIndex index, Func<int, bool> passes)
    {
        var rows = index.Systems.Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < set.Count; row++)
        {
            var (left, right) = (set.Left[row], set.Right[row]);
            if (left < 0 || right < 0 || left == right || !passes(index.PairOfRow[row]))
                continue;
            foreach (var system in new[] { index.SystemOfId[left], index.SystemOfId[right] })
            {
                if (system >= 0)
                    rows[system].Add(row);
            }
        }

        return [.. rows.Select(r => r.ToArray())];
    }

    private static Estimate WithInterval(Estimate rate, double[] influences, string? unit, double level)
    {
        var clusters = influences.Length;
        var said = rate with { Clusters = unit is null ? null : clusters, ClusterUnit = unit };
        if (clusters < 2)
            return said with { Warnings = [unit is null ? "one comparison: no interval" : $"one cluster ({unit}): no interval"] };
        var value = rate.Value!.Value;
        var error = Math.Sqrt((double)clusters / (clusters - 1) * influences.Sum(x => x * x));
        var few = unit is null ? null : FewClusters.Warning(clusters, unit);
        if (NoVariation.Is(error, value))
        {
            var (interval, warnings) = NoVariation.At(value, clusters, unit ?? "row", level, 0, 1);
            return said with { Interval = interval, Warnings = interval is null || few is null ? warnings : [.. warnings, few] };
        }

        var half = StudentT.InvCDF(0, 1, clusters - 1, (1 + level) / 2) * error;
        return said with
        {
            StandardError = error,
            Interval = new ConfidenceInterval(Math.Max(0, value - half), Math.Min(1, value + half), level, unit is null ? "linearised, t" : $"CR1 by {unit}, t"),
            Warnings = few is null ? [] : [few],
        };
    }
}
