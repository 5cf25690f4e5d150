using System.Text.Json;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

public sealed class SecondRankingTests
{
    [Theory]
    [InlineData(TieModel.Half, 0)]
    [InlineData(TieModel.Half, 0.7)]
    [InlineData(TieModel.Davidson, 0)]
    [InlineData(TieModel.Davidson, 0.7)]
    [InlineData(TieModel.RaoKupper, 0)]
    [InlineData(TieModel.RaoKupper, 0.7)]
    public void Fit_EveryTieModelWithAndWithoutRidge_EqualsDifferenceQuotients(TieModel model, double ridge)
    {
        var games = RandomGames.Of(5, 4, 240, 0.25, personas: 12);
        var set = JudgmentSet.From(games);
        string[] names = ["s0", "s1", "s2", "s3"];
        var options = new BradleyTerryOptions { Ties = model, Ridge = ridge, Level = 0.9 };
        foreach (var cluster in new[] { ClusterBy.Persona, ClusterBy.None })
        {
            var ranking = BradleyTerry.Fit(set, options, cluster);
            double[] beta = [.. names.Select(name => ranking.Find(name)!.LogStrength.Value!.Value)];
            double[] estimate = model == TieModel.Half ? beta : [.. beta, Math.Log(ranking.TieParameter!.Value)];
            var plain = new ObviousSandwich((x, row) => LogLikelihood(model, games[row], x), games.Count, estimate, 4, ridge);
            Assert.True(ranking.Converged);
            Assert.InRange(plain.LargestSlope(), 0, 1e-5);
            Assert.Equal(plain.LogLikelihood(), ranking.LogLikelihood, 1e-7);
            var clustered = cluster == ClusterBy.Persona;
            var errors = plain.Errors([.. games.Select(game => clustered ? int.Parse(game.Persona![1..], System.Globalization.CultureInfo.InvariantCulture) : -1)], clustered);
            for (var i = 0; i < 4; i++)
            {
                var strength = ranking.Find(names[i])!.LogStrength;
                Assert.Equal(errors[i], strength.StandardError!.Value, 1e-5);
                var half = (clustered ? StudentT.InvCDF(0, 1, 11, 0.95) : Normal.InvCDF(0, 1, 0.95)) * errors[i];
                Assert.Equal(beta[i] - half, strength.Interval!.Lower, 1e-4);
                Assert.Equal(beta[i] + half, strength.Interval.Upper, 1e-4);
                Assert.Equal(games.Count(game => game.Left == names[i] || game.Right == names[i]), strength.N);
                Assert.Equal(Math.Exp(beta[i]) / beta.Sum(Math.Exp), ranking.Find(names[i])!.Share!.Value, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    public void Covariates_SideAndFeature_EqualDifferenceQuotients(double ridge)
    {
        var games = RandomGames.Of(9, 3, 200, 0.2, personas: 11);
        var random = new Random(4);
        double[] feature = [.. games.Select(_ => random.NextDouble() * 4 - 1)];
        var sd = Math.Sqrt(feature.Sum(f => Math.Pow(f - feature.Average(), 2)) / 199);
        var (ranking, effects) = CovariateBradleyTerry.Fit(
            JudgmentSet.From(games), [CovariateColumn.Side(200), new CovariateColumn("warmth", feature)], new BradleyTerryOptions { Ridge = ridge }, ClusterBy.Persona);
        string[] names = ["s0", "s1", "s2"];
        double[] estimate = [.. names.Select(name => ranking.Find(name)!.LogStrength.Value!.Value), .. effects.Select(e => e.Effect.Value!.Value)];
        var plain = new ObviousSandwich(
            (x, row) =>
            {
                var d = x[Number(games[row].Left!)] - x[Number(games[row].Right!)] + x[3] + (x[4] * feature[row] / sd);
                var score = JudgmentSet.ScoreOf(games[row].Choice);
                return (score * -Math.Log(1 + Math.Exp(-d))) - ((1 - score) * Math.Log(1 + Math.Exp(d)));
            },
            200, estimate, 3, ridge);
        Assert.InRange(plain.LargestSlope(), 0, 1e-5);
        Assert.Equal(plain.LogLikelihood(), ranking.LogLikelihood, 1e-7);
        Assert.True(ranking.Converged);
        var errors = plain.Errors([.. games.Select(game => int.Parse(game.Persona![1..], System.Globalization.CultureInfo.InvariantCulture))], correct: true);
        var t = StudentT.InvCDF(0, 1, 10, 0.975);
        for (var k = 0; k < 5; k++)
        {
            var actual = k < 3 ? ranking.Find(names[k])!.LogStrength : effects[k - 3].Effect;
            Assert.Equal(errors[k], actual.StandardError!.Value, 1e-5);
            Assert.Equal(estimate[k] - (t * errors[k]), actual.Interval!.Lower, 1e-4);
            Assert.Equal(estimate[k] + (t * errors[k]), actual.Interval.Upper, 1e-4);
        }
    }

    [Fact]
    public void Shuffled_FewOrders_EqualTheOrdersPlayedOneByOne()
    {
        var games = RandomGames.Of(3, 4, 60);
        var ratings = new List<double>();
        for (var shuffle = 0; shuffle < 21; shuffle++)
        {
            var random = new ReplicateRandom(5, shuffle);
            var order = games.ToList();
            for (var last = order.Count - 1; last > 0; last--)
            {
                var other = random.Next(last + 1);
                (order[last], order[other]) = (order[other], order[last]);
            }

            ratings.Add(Elo.Rate(JudgmentSet.From(order)).Single(r => r.System == "s2").Rating);
        }

        ratings.Sort();
        var rating = Elo.Shuffled(JudgmentSet.From(games), 5, 21, 0.9).Single(r => r.System == "s2").Rating;
        Assert.Equal(ratings[10], rating.Value!.Value, 1e-9);
        Assert.Equal(ratings[1], rating.Interval!.Lower, 1e-9);
        Assert.Equal(ratings[19], rating.Interval.Upper, 1e-9);
        Assert.Equal(60, rating.N);
    }

    [Fact]
    public void Ranks_RandomStrengths_CountWhoIsSurelyAboveAndBelow()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 50; trial++)
        {
            double[] strengths = [.. Enumerable.Range(0, 5).Select(_ => 3 * random.NextDouble())], errors = [.. Enumerable.Range(0, 5).Select(_ => 0.3 * random.NextDouble())];
            var width = Math.Sqrt(9.487729036781154); // χ²₄ at 0.95
            var ranks = Sandwich.Ranks(strengths, errors, 0.95);
            for (var i = 0; i < 5; i++)
            {
                bool Above(int a, int b) => strengths[a] - strengths[b] > width * (errors[a] + errors[b]);
                Assert.Equal((1 + Enumerable.Range(0, 5).Count(j => Above(j, i)), 5 - Enumerable.Range(0, 5).Count(j => Above(i, j))), ranks[i]);
            }
        }

        Assert.Equal([(1, 1)], Sandwich.Ranks([0.3], [0.1], 0.95));
        Assert.Equal([(1, 1), (2, 2)], Sandwich.Ranks([9, 0], [0.1, 0.1], 0.95));
    }

    [Fact]
    public void AverageWinRate_RandomGames_EqualsTheMeanOverOpponents()
    {
        var games = RandomGames.Of(6, 4, 150);
        foreach (var (system, rate) in AverageWinRate.Of(PairCounts.From(JudgmentSet.From(games))))
        {
            var own = games.Where(game => game.Left == system || game.Right == system).ToArray();
            var byOpponent = own.GroupBy(game => game.Left == system ? game.Right : game.Left)
                .Select(group => group.Average(game => game.Left == system ? JudgmentSet.ScoreOf(game.Choice) : 1 - JudgmentSet.ScoreOf(game.Choice)));
            Assert.Equal(byOpponent.Average(), rate.Value!.Value, 1e-9);
            Assert.Equal(own.Length, rate.N);
        }
    }

    [Fact]
    public void AverageWinRate_Clusters_EqualsTheInfluenceOfEachByADifferenceQuotient()
    {
        var games = RandomGames.Of(6, 4, 150, personas: 12);
        foreach (var (system, rate) in AverageWinRate.Of(JudgmentSet.From(games), ClusterBy.Persona, 0.9))
        {
            var own = games.Where(game => game.Left == system || game.Right == system).ToArray();
            string[] personas = [.. own.Select(game => game.Persona!).Distinct()];
            var influences = personas.Select(persona => (At(persona, 1e-5) - At(persona, -1e-5)) / 2e-5);
            var error = Math.Sqrt(personas.Length / (personas.Length - 1.0) * influences.Sum(x => x * x));
            Assert.Equal(error, rate.StandardError!.Value, 1e-8);
            Assert.Equal(rate.Value!.Value + (error * StudentT.InvCDF(0, 1, personas.Length - 1, 0.95)), rate.Interval!.Upper, 1e-7);
            Assert.Equal(("CR1 by persona, t", personas.Length), (rate.Interval.Method, rate.Clusters!.Value));

            // The value when all games of one persona weigh 1 + by.
            double At(string persona, double by)
            {
                double Weight(Judgment game) => game.Persona == persona ? 1 + by : 1;
                return own.GroupBy(game => game.Left == system ? game.Right : game.Left).Average(group =>
                    group.Sum(game => Weight(game) * (game.Left == system ? JudgmentSet.ScoreOf(game.Choice) : 1 - JudgmentSet.ScoreOf(game.Choice))) / group.Sum(Weight));
            }
        }
    }

    [Fact]
    public void AverageWinRate_SelectionProbabilities_EqualRowsRepeated()
    {
        // Weights 1, 3, 2 and 1: as often as if the rows had come so often, and each row a cluster (its item) in both.
        (int Times, Choice Choice, string Against)[] votes = [(1, Choice.Left, "b"), (3, Choice.Left, "b"), (2, Choice.Right, "b"), (1, Choice.Right, "c"), (3, Choice.Left, "c")];
        Judgment Vote(int i) => new() { Item = $"{i}", Left = "a", Right = votes[i].Against, Choice = votes[i].Choice };
        var weighted = AverageWinRate.Of(JudgmentSet.From(votes.Select((v, i) => Vote(i) with
        {
            Extra = new Dictionary<string, JsonElement> { [Judgment.SelectionProbability] = JsonSerializer.SerializeToElement(1.0 / v.Times) },
        })), ClusterBy.Item);
        var repeated = AverageWinRate.Of(JudgmentSet.From(votes.SelectMany((v, i) => Enumerable.Range(0, v.Times).Select(k => Vote(i) with { Rater = $"r{k}" }))), ClusterBy.Item);
        Assert.Equal(((4.0 / 6) + (3.0 / 4)) / 2, weighted[0].Rate.Value!.Value, 1e-12);
        Assert.Equal(repeated[0].Rate.StandardError!.Value, weighted[0].Rate.StandardError!.Value, 1e-9);
        Assert.Equal((5, "inverse selection probability"), (weighted[0].Rate.N, weighted[0].Rate.Settings["weights"]));
    }

    private static int Number(string system) => system[1] - '0';

    private static double LogLikelihood(TieModel model, Judgment game, double[] x)
    {
        var (a, b) = (Math.Exp(x[Number(game.Left!)]), Math.Exp(x[Number(game.Right!)]));
        var third = model == TieModel.Half ? 1 : Math.Exp(x[^1]);
        var (left, right) = model switch
        {
            TieModel.Davidson => (a / (a + b + (third * Math.Sqrt(a * b))), b / (a + b + (third * Math.Sqrt(a * b)))),
            TieModel.RaoKupper => (a / (a + (third * b)), b / (b + (third * a))),
            _ => (a / (a + b), b / (a + b)),
        };
        return game.Choice switch
        {
            Choice.Left => Math.Log(left),
            Choice.Right => Math.Log(right),
            _ when model == TieModel.Half => (Math.Log(left) + Math.Log(right)) / 2,
            _ => Math.Log(1 - left - right),
        };
    }
}
