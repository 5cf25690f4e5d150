namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Average win rate: the mean over opponents of the win rate (ties as half) against each. Unlike the plain win rate it does
/// not depend on how often each opponent was met. Undefined for a system that met nobody.
/// </summary>
/// <remarks>As in evalica (Ustalov 2025, COLING demo, arXiv 2412.11314).</remarks>
public static class AverageWinRate
{
    /// <summary>One value a system, in the order of the counts.</summary>
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
            ? Estimate.Undefined("average win rate", "no data")
            : new Estimate
            {
                Value = sum[i] / opponents[i],
                Method = "average win rate",
                N = (int)Math.Round(met[i]),
                Settings = new Dictionary<string, string> { ["opponents"] = Numbers.Text(opponents[i]) },
            }))];
    }
}
