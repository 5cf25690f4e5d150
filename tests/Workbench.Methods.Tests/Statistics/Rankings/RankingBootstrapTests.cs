using System.Text.Json;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

public sealed class RankingBootstrapTests
{
    [Fact]
    public void Fit_FewReplicates_EqualsResamplingTheRowsThemselves()
    {
        var games = RandomGames.Of(8, 4, 400, personas: 25);
        var personas = games.Select(game => game.Persona).Distinct().ToList();
        // Clusters stand in the order of their ids, that is of first appearance.
        var rowsOf = personas.Select(persona => games.Where(game => game.Persona == persona).ToList()).ToList();
        var draws = new List<double>();
        for (var replicate = 0; replicate < 40; replicate++)
        {
            var random = new ReplicateRandom(6, replicate);
            var drawn = new List<Judgment>();
            for (var draw = 0; draw < rowsOf.Count; draw++)
                drawn.AddRange(rowsOf[random.Next(rowsOf.Count)]);
            draws.Add(BradleyTerry.Fit(JudgmentSet.From(drawn.Select((game, i) => game with { Item = $"{i}" }))).Find("s3")!.LogStrength.Value!.Value);
        }

        draws.Sort();
        var interval = RankingBootstrap.Fit(JudgmentSet.From(games), ClusterBy.Persona, 40, 6).Find("s3")!.LogStrength.Interval!;
        Assert.Equal(Quantile.OfSorted([.. draws], BootstrapInterval.Tail(0.95, 25)), interval.Lower, 1e-4);
        Assert.Equal(Quantile.OfSorted([.. draws], 1 - BootstrapInterval.Tail(0.95, 25)), interval.Upper, 1e-4);
    }

    [Fact]
    public void Fit_ManyClusters_AgreesWithTheSandwich()
    {
        var set = JudgmentSet.From(RandomGames.Of(2, 5, 6000, personas: 300));
        var bootstrap = RankingBootstrap.Fit(set, ClusterBy.Persona, 800, 1);
        var sandwich = BradleyTerry.Fit(set, cluster: ClusterBy.Persona);
        foreach (var system in bootstrap.Systems)
        {
            var other = sandwich.Find(system.Name)!.LogStrength;
            Assert.Equal(other.Value!.Value, system.LogStrength.Value!.Value, 1e-9);
            Assert.Equal(other.StandardError!.Value, system.LogStrength.StandardError!.Value, 0.12 * other.StandardError.Value);
            Assert.Equal("cluster bootstrap by persona (percentile, expanded tails)", system.LogStrength.Interval!.Method);
        }
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameIntervals()
    {
        var set = JudgmentSet.From(RandomGames.Of(2, 4, 500));
        Assert.Equal(
            RankingBootstrap.Fit(set, replicates: 100, seed: 9).Systems.Select(system => system.LogStrength.Interval),
            RankingBootstrap.Fit(set, replicates: 100, seed: 9).Systems.Select(system => system.LogStrength.Interval));
    }

    [Fact]
    public void Fit_NearlySeparated_CountsTheRescuedReplicates()
    {
        // s0 lost once only: every replicate without that persona is separated.
        var games = Enumerable.Range(0, 30).Select(i => new Judgment { Item = $"{i}", Left = "a", Right = "b", Choice = i == 0 ? Choice.Right : Choice.Left, Persona = $"p{i}" });
        var ranking = RankingBootstrap.Fit(JudgmentSet.From(games), ClusterBy.Persona, 200, 1);
        Assert.Contains(ranking.Warnings, warning => warning.Contains("of 200 replicates", StringComparison.Ordinal));
        Assert.All(ranking.Systems, system => Assert.True(double.IsFinite(system.LogStrength.Interval!.Upper)));
    }

    [Fact]
    public void Fit_FewClusters_IsTheSandwich()
    {
        var set = JudgmentSet.From(RandomGames.Of(2, 3, 200, personas: 5));
        Assert.Equal("sandwich by persona, t", RankingBootstrap.Fit(set, ClusterBy.Persona, 50).Systems[0].LogStrength.Interval!.Method);
    }

    [Theory]
    [InlineData(TieModel.Davidson)]
    [InlineData(TieModel.RaoKupper)]
    public void Fit_TieModels_EqualResamplingTheRowsThemselves(TieModel model)
    {
        var games = RandomGames.Of(8, 4, 400, personas: 25);
        var options = new BradleyTerryOptions { Ties = model };
        var rowsOf = games.GroupBy(game => game.Persona).Select(group => group.ToList()).ToList();
        var draws = new List<double>();
        for (var replicate = 0; replicate < 40; replicate++)
        {
            var random = new ReplicateRandom(6, replicate);
            var drawn = Enumerable.Range(0, rowsOf.Count).SelectMany(_ => rowsOf[random.Next(rowsOf.Count)]).Select((game, i) => game with { Item = $"{i}" });
            draws.Add(BradleyTerry.Fit(JudgmentSet.From(drawn), options).Find("s3")!.LogStrength.Value!.Value);
        }

        draws.Sort();
        var ranking = RankingBootstrap.Fit(JudgmentSet.From(games), ClusterBy.Persona, 40, 6, options);
        var strength = ranking.Find("s3")!.LogStrength;
        Assert.Equal(BradleyTerry.Fit(JudgmentSet.From(games), options).Find("s3")!.LogStrength.Value!.Value, strength.Value!.Value, 1e-9);
        Assert.Equal(Quantile.OfSorted([.. draws], BootstrapInterval.Tail(0.95, 25)), strength.Interval!.Lower, 1e-4);
        Assert.Equal(Quantile.OfSorted([.. draws], 1 - BootstrapInterval.Tail(0.95, 25)), strength.Interval.Upper, 1e-4);
        Assert.Equal(Quantile.StandardDeviation([.. draws]), strength.StandardError!.Value, 1e-4);
        Assert.True(ranking.TieParameter > 0);
        Assert.StartsWith("Bradley–Terry, " + (model == TieModel.Davidson ? "Davidson" : "Rao–Kupper"), ranking.Method, StringComparison.Ordinal);
        Assert.Empty(ranking.Warnings);
    }

    [Theory]
    [InlineData(TieModel.Half)]
    [InlineData(TieModel.Davidson)]
    [InlineData(TieModel.RaoKupper)]
    public void Fit_SelectionProbabilities_EqualResamplingTheWeightedRowsThemselves(TieModel model)
    {
        // Every third game has no probability; the others were drawn with 0.1 to 0.8.
        var games = RandomGames.Of(8, 4, 400, personas: 25).Select((game, i) => i % 3 == 0 ? game : game with
        {
            Extra = new Dictionary<string, JsonElement> { [Judgment.SelectionProbability] = JsonSerializer.SerializeToElement(0.1 * (1 + (i % 8))) },
        }).ToList();
        var set = JudgmentSet.From(games);
        var options = new BradleyTerryOptions { Ties = model };
        // Weights are divided by the mean of all games that have one, not of those drawn.
        var mean = games.Where(game => game.Extra.Count > 0).Average(game => 1 / game.Extra[Judgment.SelectionProbability].GetDouble());
        var rowsOf = games.GroupBy(game => game.Persona)
            .Select(group => group.Select(game => (Game: game, Weight: game.Extra.Count == 0 ? 1 : 1 / game.Extra[Judgment.SelectionProbability].GetDouble() / mean)).ToList()).ToList();
        var draws = new List<double>();
        for (var replicate = 0; replicate < 40; replicate++)
        {
            var random = new ReplicateRandom(6, replicate);
            var drawn = Enumerable.Range(0, rowsOf.Count).SelectMany(_ => rowsOf[random.Next(rowsOf.Count)]).ToList();
            draws.Add(BradleyTerry.Fit(Counts(drawn), options).Find("s3")!.LogStrength.Value!.Value);
        }

        draws.Sort();
        var strength = RankingBootstrap.Fit(set, ClusterBy.Persona, 40, 6, options).Find("s3")!.LogStrength;
        Assert.Equal(BradleyTerry.Fit(set, options).Find("s3")!.LogStrength.Value!.Value, strength.Value!.Value, 1e-9);
        Assert.Equal(Quantile.OfSorted([.. draws], BootstrapInterval.Tail(0.95, 25)), strength.Interval!.Lower, 1e-4);
        Assert.Equal(Quantile.OfSorted([.. draws], 1 - BootstrapInterval.Tail(0.95, 25)), strength.Interval.Upper, 1e-4);
        var plain = RankingBootstrap.Fit(JudgmentSet.From(games.Select(game => game with { Extra = new Dictionary<string, JsonElement>() })), ClusterBy.Persona, 40, 6, options).Find("s3")!.LogStrength;
        Assert.NotEqual(plain.Interval!.Lower, strength.Interval.Lower, 0.01);
    }

    private static string? Winner(Judgment game) => game.Choice switch { Choice.Left => game.Left, Choice.Right => game.Right, _ => null };

    private static PairCounts Counts(IReadOnlyList<(Judgment Game, double Weight)> drawn)
    {
        string[] systems = ["s0", "s1", "s2", "s3"];
        return PairCounts.Of(systems, [.. from first in Enumerable.Range(0, 4) from second in Enumerable.Range(first + 1, 3 - first)
            let met = drawn.Where(d => (d.Game.Left == systems[first] && d.Game.Right == systems[second]) || (d.Game.Left == systems[second] && d.Game.Right == systems[first])).ToList()
            select (first, second, met.Where(d => Winner(d.Game) == systems[first]).Sum(d => d.Weight), met.Where(d => Winner(d.Game) == systems[second]).Sum(d => d.Weight), met.Where(d => d.Game.Choice == Choice.Tie).Sum(d => d.Weight))]);
    }

    [Theory]
    [InlineData(TieModel.Half)]
    [InlineData(TieModel.Davidson)]
    public void Fit_SeparatedReplicates_EqualResamplingWithTheRescueRidge(TieModel model)
    {
        // a lost once only, to persona 0; c beat b now and then, and there are ties between them.
        var games = Enumerable.Range(0, 60).Select(i => new Judgment
        {
            Item = $"{i}",
            Left = i % 2 == 0 ? "a" : "b",
            Right = i % 2 == 0 ? "b" : "c",
            Persona = $"p{i / 2}",
            Choice = i == 0 ? Choice.Right : i % 2 == 0 ? Choice.Left : i % 3 == 0 ? Choice.Tie : i % 5 == 0 ? Choice.Right : Choice.Left,
        }).ToList();
        var options = new BradleyTerryOptions { Ties = model, RescueRidge = 0.3 };
        var draws = new List<double>();
        var rescued = 0;
        for (var replicate = 0; replicate < 40; replicate++)
        {
            var random = new ReplicateRandom(6, replicate);
            var drawn = Enumerable.Range(0, 30).SelectMany(_ => games.Skip(2 * random.Next(30)).Take(2).ToList()).Select((game, i) => game with { Item = $"{i}" });
            var fit = BradleyTerry.Fit(JudgmentSet.From(drawn), options);
            rescued += fit.Ridge > 0 ? 1 : 0;
            draws.Add(fit.Find("a")!.LogStrength.Value!.Value);
        }

        draws.Sort();
        Assert.InRange(rescued, 5, 35);
        var ranking = RankingBootstrap.Fit(JudgmentSet.From(games), ClusterBy.Persona, 40, 6, options);
        Assert.Contains(ranking.Warnings, warning => warning.StartsWith($"{rescued} of 40 replicates were not strongly connected and were fitted with a ridge of 0.3", StringComparison.Ordinal));
        var interval = ranking.Find("a")!.LogStrength.Interval!;
        Assert.Equal(Quantile.OfSorted([.. draws], BootstrapInterval.Tail(0.95, 30)), interval.Lower, 1e-4);
        Assert.Equal(Quantile.OfSorted([.. draws], 1 - BootstrapInterval.Tail(0.95, 30)), interval.Upper, 1e-4);
    }

    [Fact]
    public void Fit_ReplicatesWithoutASystem_AreFittedWithTheRescueRidgeAndCounted()
    {
        // c was met by two of twenty personas: a replicate misses both with probability .9^20 = 12 %, and says nothing of c.
        var games = Enumerable.Range(0, 20).SelectMany(persona => Enumerable.Range(0, 8).Select(i => new Judgment
        {
            Item = $"{persona}-{i}",
            Left = "a",
            Right = persona < 2 && i % 2 == 0 ? "c" : "b",
            Persona = $"p{persona}",
            Choice = (persona + i) % 3 == 0 || i == 2 ? Choice.Right : Choice.Left,
        })).ToList();
        var draws = new List<double>();
        var rescued = 0;
        for (var replicate = 0; replicate < 100; replicate++)
        {
            var random = new ReplicateRandom(3, replicate);
            int[] drawn = [.. Enumerable.Range(0, 20).Select(_ => random.Next(20))];
            if (!drawn.Any(persona => persona < 2))
            {
                rescued++;
                draws.Add(0); // by the ridge c stays at the centre, where nothing is known of it
                continue;
            }

            var rows = drawn.SelectMany(persona => games.Where(game => game.Persona == $"p{persona}")).Select((game, i) => game with { Item = $"{i}" });
            draws.Add(BradleyTerry.Fit(JudgmentSet.From(rows)).Find("c")!.LogStrength.Value!.Value);
        }

        draws.Sort();
        Assert.InRange(rescued, 4, 25);
        var ranking = RankingBootstrap.Fit(JudgmentSet.From(games), ClusterBy.Persona, 100, 3);
        Assert.Contains(ranking.Warnings, warning => warning.StartsWith($"{rescued} of 100 replicates were not strongly connected", StringComparison.Ordinal));
        Assert.Equal(Quantile.StandardDeviation([.. draws]), ranking.Find("c")!.LogStrength.StandardError!.Value, 1e-4);
    }

    [Theory]
    [InlineData(TieModel.Davidson)]
    [InlineData(TieModel.RaoKupper)]
    public void Fit_TieModels_AgreeWithTheSandwichAndDifferFromHalf(TieModel model)
    {
        var set = JudgmentSet.From(RandomGames.Of(2, 4, 3000, tieShare: 0.4, personas: 150));
        var options = new BradleyTerryOptions { Ties = model };
        var (bootstrap, sandwich) = (RankingBootstrap.Fit(set, ClusterBy.Persona, 400, 1, options), BradleyTerry.Fit(set, options, ClusterBy.Persona));
        foreach (var system in bootstrap.Systems)
            Assert.Equal(sandwich.Find(system.Name)!.LogStrength.StandardError!.Value, system.LogStrength.StandardError!.Value, 0.15 * system.LogStrength.StandardError.Value);
        // Ties as half pull differences towards 0, and the bootstrap does not do that silently any more.
        Assert.True(bootstrap.Find("s3")!.LogStrength.Value > 1.05 * RankingBootstrap.Fit(set, ClusterBy.Persona, 20, 1).Find("s3")!.LogStrength.Value);
    }

    [Fact]
    public void Fit_TieModelAndFewTies_ReplicatesWithoutOneArePlain()
    {
        // One persona of thirty has the only ties: many replicates have none and are plain Bradley–Terry there.
        var games = Enumerable.Range(0, 60).Select(i => new Judgment { Item = $"{i}", Left = "a", Right = "b", Choice = i < 2 ? Choice.Tie : i % 3 == 0 ? Choice.Right : Choice.Left, Persona = $"p{i / 2}" });
        var ranking = RankingBootstrap.Fit(JudgmentSet.From(games), ClusterBy.Persona, 100, 1, new BradleyTerryOptions { Ties = TieModel.RaoKupper });
        Assert.Empty(ranking.Warnings);
        Assert.All(ranking.Systems, system => Assert.True(system.LogStrength.StandardError is > 0 and < 1));
        // Without ties in the data every model is the same.
        var decisive = JudgmentSet.From(games.Skip(2));
        Assert.Equal(
            RankingBootstrap.Fit(decisive, ClusterBy.Persona, 50, 1).Systems.Select(system => system.LogStrength.Interval),
            RankingBootstrap.Fit(decisive, ClusterBy.Persona, 50, 1, new BradleyTerryOptions { Ties = TieModel.Davidson }).Systems.Select(system => system.LogStrength.Interval));
    }

    [Fact]
    public void Fit_TieModelNearlySeparated_CountsTheRescuedReplicates()
    {
        // a lost once only, to persona 0; the ties all stand between b and c.
        var games = Enumerable.Range(0, 60).Select(i => new Judgment
        {
            Item = $"{i}",
            Left = i % 2 == 0 ? "a" : "b",
            Right = i % 2 == 0 ? "b" : "c",
            Persona = $"p{i / 2}",
            Choice = i == 0 ? Choice.Right : i % 2 == 0 ? Choice.Left : i % 3 == 0 ? Choice.Tie : i % 5 == 0 ? Choice.Right : Choice.Left,
        });
        var ranking = RankingBootstrap.Fit(JudgmentSet.From(games), ClusterBy.Persona, 200, 1, new BradleyTerryOptions { Ties = TieModel.Davidson });
        Assert.Contains(ranking.Warnings, warning => warning.Contains("of 200 replicates", StringComparison.Ordinal));
        Assert.All(ranking.Systems, system => Assert.True(double.IsFinite(system.LogStrength.Interval!.Upper)));
    }

    [Theory]
    [InlineData(9, "sandwich by persona, t")]
    [InlineData(10, "cluster bootstrap by persona (percentile, expanded tails)")]
    public void Fit_TieModel_BootstrapStartsAtTenClusters(int personas, string method)
    {
        var set = JudgmentSet.From(RandomGames.Of(2, 3, 300, personas: personas));
        var ranking = RankingBootstrap.Fit(set, ClusterBy.Persona, 20, 1, new BradleyTerryOptions { Ties = TieModel.Davidson });
        Assert.Equal(method, ranking.Systems[0].LogStrength.Interval!.Method);
    }
}
