using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Online Elo: <c>E = 1/(1 + 10^{(R_j − R_i)/400})</c>, <c>R_i += K(s − E)</c>, one pass in the order of the rows. The order
/// changes the ratings; <see cref="Shuffled"/> shows by how much. For estimation prefer Bradley–Terry.
/// </summary>
/// <remarks>Elo (1978); constants as in FastChat and evalica (specification 4.5).</remarks>
public static class Elo
{
    /// <summary>Ratings after one pass, in order of first appearance; unscored rows are skipped.</summary>
    /// <param name="set">The judgments, as they are.</param>
    /// <param name="options">Constants; null for the defaults.</param>
    public static IReadOnlyList<(string System, double Rating)> Rate(JudgmentSet set, EloOptions? options = null)
    {
        options ??= EloOptions.Default;
        var games = Games.Of(set);
        var ratings = new double[games.Systems.Length];
        Play(games, null, ratings, options);
        return [.. games.Systems.Select((name, i) => (name, ratings[i]))];
    }

    /// <summary>
    /// Ratings under random orders of the rows: the median over the shuffles, with the quantiles of the level as interval.
    /// The interval shows the dependence on order, not the sampling error.
    /// </summary>
    /// <param name="set">The judgments, as they are.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    /// <param name="shuffles">Number of orders, 1,000 or more.</param>
    /// <param name="level">Share of the orders between the bounds.</param>
    /// <param name="options">Constants; null for the defaults.</param>
    public static IReadOnlyList<(string System, Estimate Rating)> Shuffled(
        JudgmentSet set, long seed, int shuffles = 1000, double level = 0.95, EloOptions? options = null)
    {
        options ??= EloOptions.Default;
        var games = Games.Of(set);
        var bySystem = games.Systems.Select(_ => new double[shuffles]).ToArray();
        Parallel.For(
            0,
            shuffles,
            () => (Order: new int[games.First.Length], Ratings: new double[games.Systems.Length]),
            (shuffle, _, work) =>
            {
                Shuffle(work.Order, new ReplicateRandom(seed, shuffle));
                Play(games, work.Order, work.Ratings, options);
                for (var i = 0; i < bySystem.Length; i++)
                    bySystem[i][shuffle] = work.Ratings[i];
                return work;
            },
            _ => { });
        return [.. games.Systems.Select((name, i) => (name, Summary(bySystem[i], games.First.Length, seed, level, options)))];
    }

    private static Estimate Summary(double[] ratings, int n, long seed, double level, EloOptions options)
    {
        Array.Sort(ratings);
        var (low, high) = (Quantile.OfSorted(ratings, (1 - level) / 2), Quantile.OfSorted(ratings, (1 + level) / 2));
        var constant = NoVariation.Is(high - low, high);
        return new Estimate
        {
            Value = Quantile.OfSorted(ratings, 0.5),
            Unit = "points",
            Method = "Elo, median over shuffled orders",
            N = n,
            Seed = seed,
            Interval = constant ? null : new ConfidenceInterval(low, high, level, "quantiles over orders"),
            Settings = new Dictionary<string, string> { ["k"] = Numbers.Text(options.K), ["shuffles"] = Numbers.Text(ratings.Length) },
            Warnings = [constant ? "every order gives this rating: no interval" : "the interval shows the dependence on order, not the sampling error"],
        };
    }

    private static void Play(Games games, int[]? order, double[] ratings, EloOptions options)
    {
        Array.Fill(ratings, options.Initial);
        var slope = Math.Log(options.Base) / options.Scale;
        for (var at = 0; at < games.First.Length; at++)
        {
            var game = order is null ? at : order[at];
            ref var first = ref ratings[games.First[game]];
            ref var second = ref ratings[games.Second[game]];
            var expected = 1 / (1 + Math.Exp(slope * (second - first)));
            var change = options.K * (games.Score[game] - expected);
            first += change;
            second -= change;
        }
    }

    private static void Shuffle(int[] order, ReplicateRandom random)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private sealed record Games(string[] Systems, int[] First, int[] Second, double[] Score)
    {
        public static Games Of(JudgmentSet set)
        {
            var index = PairIndex.Of(set);
            var first = new int[index.Rows];
            var second = new int[index.Rows];
            var score = new double[index.Rows];
            var scores = set.LeftScores();
            var at = 0;
            for (var row = 0; row < set.Count; row++)
            {
                if (index.PairOfRow[row] < 0)
                    continue;
                first[at] = index.SystemOfId[set.Left[row]];
                second[at] = index.SystemOfId[set.Right[row]];
                score[at++] = scores[row];
            }

            return new Games(index.Systems, first, second, score);
        }
    }
}
