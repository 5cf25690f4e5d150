using CsCheck;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

public sealed class BradleyTerryTests
{
    [Theory] // vectors.json, bradley_terry_food_csv (scipy; shares as evalica's golden file)
    [InlineData("Burger", -0.15676334394218294, 972.7674179044834, 0.4856608952143158, 0.1479766512177112)]
    [InlineData("Pasta", -0.3005897766135616, 947.7822074800796, 0.4671492502722237, 0.12815341060313984)]
    [InlineData("Pizza", -0.5589017959767517, 902.9088136325919, 0.48056316956857503, 0.0989798255694392)]
    [InlineData("Sushi", 0.09636064274746095, 1016.7395581671492, 0.5212409988966692, 0.19060028489869102)]
    [InlineData("Tacos", 0.9198942737850354, 1159.8020028156961, 0.5263255413200387, 0.4342898277110187)]
    public void Fit_Food_MatchesThePublishedFit(string name, double strength, double points, double error, double share)
    {
        var ranking = BradleyTerry.Fit(Food.Set);
        var system = ranking.Find(name)!;
        Assert.Equal(strength, system.LogStrength.Value!.Value, 1e-5);
        Assert.Equal(points, system.Scale1000!.Value, 1e-3);
        Assert.Equal(error, system.LogStrength.StandardError!.Value, 1e-5);
        Assert.Equal(share, system.Share!.Value, 1e-5);
        Assert.Equal(-18.48050459457183, ranking.LogLikelihood, 1e-5);
        Assert.Equal(0, ranking.Ridge);
        Assert.Equal("sandwich, z", system.LogStrength.Interval!.Method);
        Assert.Equal(strength - (1.959963984540054 * error), system.LogStrength.Interval.Lower, 1e-5);
        Assert.Equal(strength + (1.959963984540054 * error), system.LogStrength.Interval.Upper, 1e-5);
    }

    [Theory] // evalica simple-golden.csv, bradley_terry
    [InlineData("4", 0.34947527489923)]
    [InlineData("3", 0.33688868041573855)]
    [InlineData("2", 0.13168568070110523)]
    [InlineData("1", 0.1311506914535368)]
    [InlineData("0", 0.050799672530389396)]
    public void Fit_Simple_MatchesEvalica(string name, double share) =>
        Assert.Equal(share, BradleyTerry.Fit(Food.Simple).Find(name)!.Share!.Value, 1e-5);

    [Fact]
    public void Fit_RandomGames_EqualsTheMinorizeMaximizeIteration() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[2, 6]).Sample((seed, systems) =>
        {
            var set = JudgmentSet.From(RandomGames.Of(seed, systems, 150));
            var counts = PairCounts.From(set);
            var ranking = BradleyTerry.Fit(counts);
            if (ranking.Ridge > 0)
                return;
            var shares = MinorizeMaximize(counts);
            foreach (var system in ranking.Systems)
                Assert.Equal(shares[system.Name], system.Share!.Value, 1e-6);
        });

    [Fact]
    public void Fit_PermutedAndFlippedRows_GivesTheSameStrengths() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int).Sample((seed, order) =>
        {
            var games = RandomGames.Of(seed, 4, 120);
            var other = games.Select((game, i) => i % 3 == 0 ? game with { Left = game.Right, Right = game.Left, Choice = JudgmentSet.Mirror(game.Choice) } : game).ToArray();
            new Random(order).Shuffle(other);
            var (a, b) = (BradleyTerry.Fit(JudgmentSet.From(games)), BradleyTerry.Fit(JudgmentSet.From(other)));
            foreach (var system in a.Systems)
            {
                Assert.Equal(system.LogStrength.Value!.Value, b.Find(system.Name)!.LogStrength.Value!.Value, 1e-7);
                Assert.Equal(system.LogStrength.StandardError!.Value, b.Find(system.Name)!.LogStrength.StandardError!.Value, 1e-7);
            }

            Assert.Equal(0, a.Systems.Sum(system => system.LogStrength.Value!.Value), 1e-9);
            Assert.Equal(1, a.Systems.Sum(system => system.Share!.Value), 1e-9);
        });

    [Fact]
    public void Fit_TwoSystems_IsTheLogitOfTheWinRate()
    {
        var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b"], [(0, 1, 30, 12, 8)]));
        var rate = (30 + 4) / 50.0;
        Assert.Equal(Math.Log(rate / (1 - rate)), ranking.Find("a")!.LogStrength.Value!.Value - ranking.Find("b")!.LogStrength.Value!.Value, 1e-9);
    }

    [Fact]
    public void Fit_OneMoreWin_NeverWeakensTheWinner() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 3]).Sample((seed, winner) =>
        {
            var games = RandomGames.Of(seed, 4, 120);
            var more = games.Append(new Judgment { Item = "extra", Left = $"s{winner}", Right = $"s{(winner + 1) % 4}", Choice = Choice.Left });
            var (a, b) = (BradleyTerry.Fit(JudgmentSet.From(games)), BradleyTerry.Fit(JudgmentSet.From(more)));
            if (a.Ridge == b.Ridge)
                Assert.True(b.Find($"s{winner}")!.LogStrength.Value > a.Find($"s{winner}")!.LogStrength.Value - 1e-9);
        });

    [Fact]
    public void Fit_ClusterSandwich_EqualsTheExplicitMatrices()
    {
        var games = RandomGames.Of(3, 4, 200, personas: 15);
        var ranking = BradleyTerry.Fit(JudgmentSet.From(games), cluster: ClusterBy.Persona);
        var beta = ranking.Systems.ToDictionary(system => system.Name, system => system.LogStrength.Value!.Value);
        string[] names = [.. ranking.Systems.Select(system => system.Name)];
        // The obvious way: reference coding (last system 0), dense design, then back to the centred scale.
        var x = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(games.Count, 3, (row, k) =>
            (games[row].Left == names[k] ? 1 : 0) - (games[row].Right == names[k] ? 1 : 0));
        double[] p = [.. games.Select(game => 1 / (1 + Math.Exp(beta[game.Right!] - beta[game.Left!])))];
        double[] residual = [.. games.Select((game, row) => JudgmentSet.ScoreOf(game.Choice) - p[row])];
        var weights = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfDiagonalArray([.. p.Select(v => v * (1 - v))]);
        var bread = (x.Transpose() * weights * x).Inverse();
        var meat = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(3, 3);
        var clusters = games.Select((game, row) => (game.Persona, row)).GroupBy(entry => entry.Persona, entry => entry.row).ToList();
        foreach (var cluster in clusters)
        {
            var score = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(3);
            foreach (var row in cluster)
                score += x.Row(row) * residual[row];
            meat += score.OuterProduct(score);
        }

        var covariance = bread * meat * bread * (clusters.Count / (clusters.Count - 1.0));
        var centre = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(4, 3, (i, k) => (i == k ? 1 : 0) - 0.25);
        var centred = centre * covariance * centre.Transpose();
        for (var i = 0; i < 4; i++)
            Assert.Equal(Math.Sqrt(centred[i, i]), ranking.Systems[i].LogStrength.StandardError!.Value, 1e-7);
        Assert.Equal("sandwich by persona, t", ranking.Systems[0].LogStrength.Interval!.Method);
        Assert.Equal(clusters.Count, ranking.Systems[0].LogStrength.Clusters);
    }

    [Fact]
    public void Fit_Undefeated_IsHeldByARidgeAndSaid()
    {
        var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b", "c"], [(0, 1, 5, 0, 0), (0, 2, 5, 0, 0), (1, 2, 3, 2, 0)]));
        Assert.Equal(0.1, ranking.Ridge);
        Assert.Contains("'a' always won", Assert.Single(ranking.Warnings), StringComparison.Ordinal);
        Assert.All(ranking.Systems, system => Assert.True(double.IsFinite(system.LogStrength.Value!.Value)));
        Assert.True(ranking.Find("a")!.LogStrength.Value > ranking.Find("b")!.LogStrength.Value);
        Assert.Empty(BradleyTerry.Fit(PairCounts.Of(["a", "b"], [(0, 1, 5, 0, 1)])).Warnings);
    }

    [Fact]
    public void Fit_Ridge_SolvesThePenalisedEquations()
    {
        const double ridge = 0.5;
        var counts = PairCounts.From(Food.Set);
        var ranking = BradleyTerry.Fit(counts, new BradleyTerryOptions { Ridge = ridge });
        double[] beta = [.. ranking.Systems.Select(system => system.LogStrength.Value!.Value)];
        var gradient = beta.Select(value => ridge * value).ToArray();
        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            var (i, j, wins, losses, ties) = counts[pair];
            var excess = ((wins + losses + ties) / (1 + Math.Exp(beta[j] - beta[i]))) - wins - (ties / 2);
            gradient[i] += excess;
            gradient[j] -= excess;
        }

        Assert.All(gradient, value => Assert.Equal(0, value, 1e-8));
    }

    [Fact]
    public void Fit_DisconnectedGroups_RanksTheLargestOnly()
    {
        var ranking = BradleyTerry.Fit(PairCounts.Of(["x", "y", "a", "b", "c"], [(0, 1, 3, 2, 0), (2, 3, 3, 2, 0), (3, 4, 2, 2, 0)]));
        Assert.Null(ranking.Find("x")!.LogStrength.Value);
        Assert.StartsWith("not connected", ranking.Find("x")!.LogStrength.UndefinedReason, StringComparison.Ordinal);
        Assert.Equal(1, ranking.Systems.Sum(system => system.Share ?? 0), 1e-9);
        Assert.Contains("2 groups", ranking.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_Nothing_SaysSo()
    {
        var ranking = BradleyTerry.Fit(JudgmentSet.Empty);
        Assert.Empty(ranking.Systems);
        Assert.Single(ranking.Warnings);
    }

    [Fact]
    public void Ranks_SimultaneousIntervals_BracketEveryOrder()
    {
        var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b", "c"], [(0, 1, 900, 100, 0), (1, 2, 520, 480, 0), (0, 2, 900, 100, 0)]));
        Assert.Equal([(1, 1), (2, 3), (2, 3)], ranking.Systems.Select(system => (system.BestRank!.Value, system.WorstRank!.Value)));
        Assert.Equal(1000, ranking.PointsFrom("b")["b"], 1e-9);
        Assert.True(ranking.PointsFrom("b")["a"] > 1300);
    }

    [Fact]
    public void StrongComponents_KnownGraph_AreFound()
    {
        // a → b → c → a is one group; d only loses to it, e only beats it.
        var counts = PairCounts.Of(["a", "b", "c", "d", "e"], [(0, 1, 1, 0, 0), (1, 2, 1, 0, 0), (2, 0, 1, 0, 0), (0, 3, 1, 0, 0), (4, 1, 1, 0, 0)]);
        var groups = new WinGraph(counts).StrongComponents().Select(group => string.Concat(group.Order().Select(at => counts.Systems[at]))).Order(StringComparer.Ordinal);
        Assert.Equal(["abc", "d", "e"], groups);
        Assert.Single(new WinGraph(counts).Components());
    }

    private static Dictionary<string, double> MinorizeMaximize(PairCounts counts)
    {
        var strength = counts.Systems.Select(_ => 1.0).ToArray();
        for (var iteration = 0; iteration < 20000; iteration++)
        {
            var wins = new double[strength.Length];
            var weight = new double[strength.Length];
            for (var pair = 0; pair < counts.PairCount; pair++)
            {
                var (i, j, firstWins, secondWins, ties) = counts[pair];
                wins[i] += firstWins + (ties / 2);
                wins[j] += secondWins + (ties / 2);
                var share = (firstWins + secondWins + ties) / (strength[i] + strength[j]);
                weight[i] += share;
                weight[j] += share;
            }

            var next = wins.Select((w, i) => w / weight[i]).ToArray();
            var total = next.Sum();
            var change = next.Select((w, i) => Math.Abs((w / total) - strength[i])).Max();
            strength = [.. next.Select(w => w / total)];
            if (change < 1e-13)
                break;
        }

        return counts.Systems.Select((name, i) => (name, strength[i])).ToDictionary(entry => entry.name, entry => entry.Item2);
    }
}
