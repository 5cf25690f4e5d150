using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

/// <summary>Where a ranking warns, refuses or takes another path, exactly there.</summary>
public sealed class RankingEdgeTests
{
    [Fact]
    public void Fit_Separated_NamesWhoAlwaysWonAndLost()
    {
        // a beat everybody; d lost to everybody; b and c beat each other; every one of them also has a tie somewhere but a and d.
        var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b", "c", "d"], [(0, 1, 2, 0, 0), (1, 2, 1, 1, 1), (2, 3, 3, 0, 0), (3, 1, 0, 1, 0)]));
        var warning = Assert.Single(ranking.Warnings, w => w.Contains("strongly connected", StringComparison.Ordinal));
        Assert.Contains("'a' always won, 'd' always lost", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("'b'", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("'c'", warning, StringComparison.Ordinal);
        // Two pairs that tie within: nobody always won, yet one group always beat the other.
        var groups = BradleyTerry.Fit(PairCounts.Of(["a", "b", "c", "d"], [(0, 1, 0, 0, 2), (2, 3, 0, 0, 2), (0, 2, 3, 0, 0)]));
        Assert.Contains(groups.Warnings, w => w.Contains("(2 groups; one group of systems always beat another)", StringComparison.Ordinal));
        // Only a tie with d keeps a from having always won.
        Assert.DoesNotContain(BradleyTerry.Fit(PairCounts.Of(["a", "d", "e"], [(0, 1, 2, 0, 1), (1, 2, 1, 0, 0)])).Warnings, w => w.Contains("'a'", StringComparison.Ordinal));
        Assert.DoesNotContain(BradleyTerry.Fit(PairCounts.Of(["e", "a", "d"], [(1, 2, 2, 0, 1), (2, 0, 1, 0, 0)])).Warnings, w => w.Contains("'a'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "one persona only: no interval")]
    [InlineData(2, "only 2 clusters (persona): the intervals are rough")]
    [InlineData(9, "only 9 clusters (persona): the intervals are rough")]
    [InlineData(10, null)]
    public void Fit_FewClusters_AreWarnedOf(int personas, string? warning)
    {
        var ranking = BradleyTerry.Fit(JudgmentSet.From(RandomGames.Of(2, 3, 200, personas: personas)), cluster: ClusterBy.Persona);
        Assert.Equal(warning is null ? [] : [warning], ranking.Warnings);
        Assert.Equal(personas == 1, ranking.Systems[0].LogStrength.Interval is null);
        var covariate = CovariateBradleyTerry.Fit(JudgmentSet.From(RandomGames.Of(2, 3, 200, personas: personas)), [CovariateColumn.Side(200)], cluster: ClusterBy.Persona);
        Assert.Equal(personas == 1, covariate.Effects[0].Effect.Interval is null);
    }

    [Fact]
    public void Covariates_ThatHardlyVary_AreLeftOut()
    {
        var games = RandomGames.Of(2, 3, 100);
        double[] nearly = [.. games.Select((_, i) => 5 + (i % 2 * 1e-13))], varies = [.. games.Select((_, i) => (double)(i % 3))];
        var fit = CovariateBradleyTerry.Fit(JudgmentSet.From(games), [new("flat", nearly), new("wave", varies)]);
        Assert.Equal("the covariate does not vary", fit.Effects[0].Effect.UndefinedReason);
        Assert.NotNull(fit.Effects[1].Effect.Value);
        Assert.Contains("covariate 'flat' does not vary and was left out", fit.Ranking.Warnings);
        Assert.Throws<ArgumentException>(() => CovariateBradleyTerry.Fit(JudgmentSet.From(games), [new("short", [1.0])]));
        // A fit that is stopped after one step says so.
        Assert.Contains("the fit with covariates did not converge", CovariateBradleyTerry.Fit(JudgmentSet.From(games), [new("wave", varies)], new BradleyTerryOptions { MaxIterations = 1 }).Ranking.Warnings);
        Assert.Contains(BradleyTerry.Fit(JudgmentSet.From(games), new BradleyTerryOptions { MaxIterations = 1 }).Warnings, w => w.Contains("did not converge in 1 steps", StringComparison.Ordinal));
        Assert.Contains(BradleyTerry.Fit(JudgmentSet.From(games), new BradleyTerryOptions { MaxIterations = 1, Ties = TieModel.Davidson }).Warnings, w => w.Contains("did not converge in 1 steps", StringComparison.Ordinal));
    }

    [Fact]
    public void LengthControlled_OtherPairsAndUnknownNames_AreLeftOut()
    {
        var random = new Random(5);
        Judgment[] games = [.. Enumerable.Range(0, 120).Select(i => new Judgment
        {
            Item = $"{i}", Left = i % 3 == 0 ? "y" : "x", Right = i % 3 == 0 ? "x" : i % 3 == 1 ? "y" : "z", Choice = random.NextDouble() < 0.6 ? Choice.Left : Choice.Right, Persona = $"p{i % 15}",
        })];
        double[] left = [.. games.Select(_ => 50 + random.Next(50))], right = [.. games.Select(_ => 50 + random.Next(50))];
        var all = LengthControlledWinRate.Of(JudgmentSet.From(games), "x", "y", left, right);
        int[] kept = [.. Enumerable.Range(0, 120).Where(i => i % 3 < 2)];
        var only = LengthControlledWinRate.Of(JudgmentSet.From(kept.Select(i => games[i])), "x", "y", [.. kept.Select(i => left[i])], [.. kept.Select(i => right[i])]);
        Assert.Equal(80, all.N);
        Assert.Equal(only.Value!.Value, all.Value!.Value, 1e-9);
        Assert.Equal(only.Interval!.Lower, all.Interval!.Lower, 1e-9);
        var swapped = LengthControlledWinRate.Of(JudgmentSet.From(games), "y", "x", left, right);
        Assert.Equal(1 - all.Value.Value, swapped.Value!.Value, 1e-9);
        Assert.Equal(1 - all.Interval.Lower, swapped.Interval!.Upper, 1e-9);
        Assert.Equal(all.StandardError!.Value, swapped.StandardError!.Value, 1e-9);
        foreach (var (condition, against) in new[] { ("x", "x"), ("x", "nobody"), ("nobody", "x"), ("y", "z") })
            Assert.Equal("no data", LengthControlledWinRate.Of(JudgmentSet.From(games), condition, against, left, right).UndefinedReason);
    }

    [Fact]
    public void Fit_MoreThanFifteenHundredSystems_CountsAsFewDo()
    {
        // A ring in which everybody beats the next twice and loses once: all are equal; beyond 1,500 names the pairs are kept in a dictionary.
        foreach (var systems in new[] { 1500, 1501 })
        {
            var games = Enumerable.Range(0, systems).SelectMany(i => Enumerable.Range(0, 3).Select(k => new Judgment
            {
                Item = $"{i}-{k}",
                Left = k == 1 ? $"s{(i + 1) % systems}" : $"s{i}",
                Right = k == 1 ? $"s{i}" : $"s{(i + 1) % systems}",
                Choice = k == 1 ? Choice.Right : k == 0 ? Choice.Left : Choice.Right,
            }));
            var counts = PairCounts.From(JudgmentSet.From(games));
            Assert.Equal(systems, counts.PairCount);
            Assert.Equal(systems, counts.Systems.Count);
            for (var pair = 0; pair < systems; pair++)
            {
                var (first, second, wins, losses, ties) = counts[pair];
                var forward = (Number(counts.Systems[first]) + 1) % systems == Number(counts.Systems[second]);
                Assert.Equal((2.0, 1.0, 0.0), forward ? (wins, losses, ties) : (losses, wins, ties));
            }
        }

        static int Number(string name) => int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Of_SystemsThatNeverMet_AreWholeGroupsOfTheirOwn()
    {
        var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b", "c", "d", "e"], [(0, 1, 1, 1, 0), (2, 3, 1, 2, 0), (3, 4, 2, 1, 0)]));
        Assert.Equal(["c", "d", "e"], ranking.Systems.Where(system => system.LogStrength.Value is not null).Select(system => system.Name));
        Assert.Equal([0, 0, 3, 6, 3], ranking.Systems.Select(system => system.LogStrength.N));
        Assert.Contains(ranking.Warnings, w => w.StartsWith("the comparisons fall into 2 groups that never met; only the largest (3 systems)", StringComparison.Ordinal));
        var bootstrap = RankingBootstrap.Fit(JudgmentSet.From(Enumerable.Range(0, 60).Select(i => new Judgment
        {
            Item = $"{i}",
            Left = i % 2 == 0 ? "a" : "c",
            Right = i % 2 == 0 ? "b" : "d",
            Choice = i % 3 == 0 ? Choice.Left : Choice.Right,
            Persona = $"p{i % 20}",
        })), ClusterBy.Persona, 50, 1);
        Assert.Equal(2, bootstrap.Systems.Count(system => system.LogStrength.Value is not null));
    }

    [Fact]
    public void Fit_SecondOfAPairAlwaysWon_IsSeenAsWell()
    {
        // b stands second and always won: no edge leads from a to b.
        var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b"], [(0, 1, 0, 3, 0)]));
        Assert.Contains(ranking.Warnings, w => w.Contains("'b' always won, 'a' always lost", StringComparison.Ordinal));
        Assert.Equal(2, new WinGraph(PairCounts.Of(["a", "b"], [(0, 1, 0, 3, 0)])).StrongComponents().Count);
        Assert.Single(new WinGraph(PairCounts.Of(["a", "b"], [(0, 1, 0, 0, 1)])).StrongComponents());
        // As many wins as ties, or wins on either side of a pair, are still wins.
        var mixed = BradleyTerry.Fit(PairCounts.Of(["a", "b", "c", "d"], [(0, 1, 2, 0, 0), (2, 1, 1, 1, 1), (3, 1, 1, 1, 0), (1, 2, 1, 1, 0), (1, 3, 1, 1, 0)]));
        Assert.Contains(mixed.Warnings, w => w.Contains("(2 groups; 'a' always won)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TieModel.Half)]
    [InlineData(TieModel.Davidson)]
    public void Fit_JustEnoughSteps_Converges(TieModel model)
    {
        var set = JudgmentSet.From(RandomGames.Of(4, 4, 200));
        var steps = BradleyTerry.Fit(set, new BradleyTerryOptions { Ties = model }).Iterations;
        Assert.True(BradleyTerry.Fit(set, new BradleyTerryOptions { Ties = model, MaxIterations = steps }).Converged);
        Assert.False(BradleyTerry.Fit(set, new BradleyTerryOptions { Ties = model, MaxIterations = steps - 1 }).Converged);
        var covariate = CovariateBradleyTerry.Fit(set, [CovariateColumn.Side(200)]).Ranking.Iterations;
        Assert.True(CovariateBradleyTerry.Fit(set, [CovariateColumn.Side(200)], new BradleyTerryOptions { MaxIterations = covariate }).Ranking.Converged);
        Assert.False(CovariateBradleyTerry.Fit(set, [CovariateColumn.Side(200)], new BradleyTerryOptions { MaxIterations = covariate - 1 }).Ranking.Converged);
    }

    [Fact]
    public void Parts_ExtremeInput_IsRefusedOrStaysFinite()
    {
        Assert.Null(Cholesky.TryFactor([1, 1, 1, 1], 2)); // singular
        Assert.NotNull(Cholesky.TryFactor([2, 1, 1, 1], 2));
        Assert.Equal(0, TieLikelihood.Of(TieModel.Davidson, 3000, 0, 1, 0, 0).Value, 1e-9); // no overflow: a sure win was seen
        Assert.Equal(-500, TieLikelihood.Of(TieModel.Davidson, 3000, 1000, 0, 0, 1).Value, 1e-9);
        // Two differences are enough for a standard deviation: ±5, sd √50.
        var length = CovariateColumn.Length([10, 10], [5, 15]);
        Assert.Equal(Math.Tanh(5 / Math.Sqrt(50)), length.Values[0], 1e-12);
        Assert.Equal([0], CovariateColumn.Length([10], [5]).Values);
    }

    [Fact]
    public void Fit_PersonaWithoutAVerdict_IsNoCluster()
    {
        var games = RandomGames.Of(2, 3, 200, personas: 12);
        Judgment[] silent = [.. Enumerable.Range(0, 5).Select(i => new Judgment { Item = $"x{i}", Left = "s0", Right = "s1", Choice = Choice.None, Persona = "silent" })];
        var ranking = RankingBootstrap.Fit(JudgmentSet.From([.. silent, .. games]), ClusterBy.Persona, 30, 1);
        Assert.Equal(12, ranking.Systems[0].LogStrength.Clusters);
        Assert.Equal(5, ranking.Unscored);
        Assert.Equal(double.NegativeInfinity, TieLikelihood.Of(TieModel.RaoKupper, 0, 0, 1, 0, 0).Value);
        // c met only b, and won, lost and tied once: it neither always won nor always lost.
        var warning = Assert.Single(BradleyTerry.Fit(PairCounts.Of(["x", "c", "b"], [(0, 2, 2, 0, 0), (1, 2, 1, 1, 1)])).Warnings);
        Assert.Contains("(2 groups; 'x' always won)", warning, StringComparison.Ordinal);
        // Two rows are enough for a covariate to vary.
        Judgment[] two = [games[0] with { Left = "s0", Right = "s1", Choice = Choice.Left }, games[1] with { Left = "s0", Right = "s1", Choice = Choice.Right }];
        Assert.DoesNotContain(CovariateBradleyTerry.Fit(JudgmentSet.From(two), [new("wave", [1, 2])], new BradleyTerryOptions { Ridge = 0.5 }, ClusterBy.None).Ranking.Warnings, w => w.Contains("left out", StringComparison.Ordinal));
    }
}
