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
}
