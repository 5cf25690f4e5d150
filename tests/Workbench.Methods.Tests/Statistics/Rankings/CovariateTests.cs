using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

public sealed class CovariateTests
{
    /// <summary>Games in which the left side gains 0.8 logits and every unit of z 1.2; two equal systems, unless told.</summary>
    private static (JudgmentSet Set, double[] Z) Biased(int rows, double strength = 0, int seed = 1)
    {
        var random = new Random(seed);
        var z = new double[rows];
        var games = new List<Judgment>();
        for (var i = 0; i < rows; i++)
        {
            var flipped = random.Next(2) == 0;
            z[i] = (random.NextDouble() * 2) - 1;
            var logit = 0.8 + (1.2 * z[i]) + (flipped ? -strength : strength);
            games.Add(new Judgment
            {
                Item = $"{i}",
                Left = flipped ? "b" : "a",
                Right = flipped ? "a" : "b",
                Choice = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? Choice.Left : Choice.Right,
                Persona = $"p{i % 40}",
            });
        }

        return (JudgmentSet.From(games), z);
    }

    [Fact]
    public void Fit_SideAndFeature_FindsTheSimulatedEffects()
    {
        var (set, z) = Biased(20000, strength: 0.5);
        var fit = CovariateBradleyTerry.Fit(set, [CovariateColumn.Side(set.Count), new CovariateColumn("z", z)]);
        var side = fit.Effects[0].Effect;
        var feature = fit.Effects[1].Effect;
        Assert.Equal(0.8, side.Value!.Value, 0.06);
        var sd = double.Parse(feature.Settings["divided_by"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(1.2, feature.Value!.Value / sd, 0.1);
        Assert.Equal(0.5, fit.Ranking.Find("a")!.LogStrength.Value!.Value - fit.Ranking.Find("b")!.LogStrength.Value!.Value, 0.06);
        Assert.Equal(40, side.Clusters);
        Assert.True(side.Interval!.Lower > 0);
    }

    private static JudgmentSet WithLengths(IReadOnlyList<Judgment> games, int seed)
    {
        var random = new Random(seed);
        return JudgmentSet.From(games.Select(game => game with
        {
            Extra = new Dictionary<string, System.Text.Json.JsonElement>
            {
                ["left_length"] = System.Text.Json.JsonSerializer.SerializeToElement(50 + random.Next(100) + (game.Choice == Choice.Left ? 40 : 0)),
                ["right_length"] = System.Text.Json.JsonSerializer.SerializeToElement(50 + random.Next(100) + (game.Choice == Choice.Right ? 40 : 0)),
            },
        }));
    }

    [Fact]
    public void LengthControlled_TwoSystems_AllAtOnceIsEachAlone()
    {
        var set = WithLengths(RandomGames.Of(5, 2, 300), 8);
        var all = LengthControlledWinRate.OfAll(set);
        foreach (var (system, rate) in all)
        {
            var alone = LengthControlledWinRate.Of(set, system, all.Single(other => other.System != system).System, set.LeftLength.ToArray(), set.RightLength.ToArray());
            Assert.Equal(alone.Value!.Value, rate.Value!.Value, 1e-9);
            Assert.Equal(alone.Interval!.Lower, rate.Interval!.Lower, 1e-7);
            Assert.Equal(alone.Interval.Upper, rate.Interval.Upper, 1e-7);
            Assert.Equal(alone.StandardError!.Value, rate.StandardError!.Value, 1e-7);
        }
    }

    [Fact]
    public void LengthControlled_SeveralSystems_AreTheMeansOverTheirOwnComparisons()
    {
        var set = WithLengths(RandomGames.Of(6, 4, 400), 9);
        var (ranking, _) = CovariateBradleyTerry.Fit(set, [CovariateColumn.Length(set.LeftLength.ToArray(), set.RightLength.ToArray())]);
        foreach (var (system, rate) in LengthControlledWinRate.OfAll(set))
        {
            // Row by row: what the fitted strengths give this system in each scored comparison it had.
            double sum = 0, n = 0;
            for (var row = 0; row < set.Count; row++)
            {
                if (!set.IsScored(row) || !(set.Systems[set.Left[row]] == system || set.Systems[set.Right[row]] == system))
                    continue;
                var other = set.Systems[set.Left[row]] == system ? set.Systems[set.Right[row]] : set.Systems[set.Left[row]];
                sum += 1 / (1 + Math.Exp(ranking.Find(other)!.LogStrength.Value!.Value - ranking.Find(system)!.LogStrength.Value!.Value));
                n++;
            }

            Assert.Equal(sum / n, rate.Value!.Value, 1e-9);
            Assert.Equal(n, rate.N);
            Assert.True(rate.Interval!.Lower < rate.Value && rate.Value < rate.Interval.Upper);
        }
    }

    [Fact]
    public void LengthControlled_NoLengths_SaysSo() =>
        Assert.All(LengthControlledWinRate.OfAll(JudgmentSet.From(RandomGames.Of(5, 2, 30))), entry => Assert.Equal("no comparison has both lengths", entry.Rate.UndefinedReason));

    [Fact]
    public void Fit_WithoutCovariates_IsPlainBradleyTerry()
    {
        var set = JudgmentSet.From(RandomGames.Of(3, 4, 300));
        var plain = BradleyTerry.Fit(set);
        var fit = CovariateBradleyTerry.Fit(set, []);
        foreach (var system in plain.Systems)
        {
            Assert.Equal(system.LogStrength.Value!.Value, fit.Ranking.Find(system.Name)!.LogStrength.Value!.Value, 1e-7);
            Assert.Equal(system.LogStrength.StandardError!.Value, fit.Ranking.Find(system.Name)!.LogStrength.StandardError!.Value, 1e-7);
        }
    }

    [Fact]
    public void Fit_SideOnly_EqualsTheClosedForm()
    {
        // a at the left won 30 of 40, at the right 18 of 40: logit = ±θ + s, so θ and s are half difference and half sum.
        var games = Enumerable.Range(0, 80).Select(i => i < 40
            ? new Judgment { Item = $"{i}", Left = "a", Right = "b", Choice = i < 30 ? Choice.Left : Choice.Right }
            : new Judgment { Item = $"{i}", Left = "b", Right = "a", Choice = i < 58 ? Choice.Right : Choice.Left });
        var set = JudgmentSet.From(games);
        var fit = CovariateBradleyTerry.Fit(set, [CovariateColumn.Side(80)], cluster: ClusterBy.None);
        var (left, right) = (Math.Log(30 / 10.0), Math.Log(18 / 22.0));
        Assert.Equal((left - right) / 2, fit.Effects[0].Effect.Value!.Value, 1e-8);
        Assert.Equal((left + right) / 2, fit.Ranking.Find("a")!.LogStrength.Value!.Value * 2, 1e-8);
    }

    [Fact]
    public void Fit_ConstantOrMissingFeatures_AreSaid()
    {
        var set = JudgmentSet.From(RandomGames.Of(3, 3, 100));
        var fit = CovariateBradleyTerry.Fit(set, [new CovariateColumn("flat", [.. Enumerable.Repeat(0.0, 100)]), new CovariateColumn("part", [.. Enumerable.Range(0, 100).Select(i => i < 50 ? double.NaN : i % 5)])]);
        Assert.Equal("the covariate does not vary", fit.Effects[0].Effect.UndefinedReason);
        Assert.Equal(50, fit.Effects[1].Effect.N);
        Assert.Throws<ArgumentException>(() => CovariateBradleyTerry.Fit(set, [new CovariateColumn("short", [1, 2])]));
    }

    [Fact]
    public void Fit_RowsThatCompareNothing_AreLeftOut()
    {
        var games = RandomGames.Of(3, 3, 120);
        var (clean, z) = (JudgmentSet.From(games), Enumerable.Range(0, 120).Select(i => i % 7 / 7.0).ToArray());
        Judgment[] noise =
        [
            new() { Item = "x1", Left = "s0", Right = "s0", Choice = Choice.Left, Persona = "p0" },
            new() { Item = "x2", Left = "s0", Right = "s1", Choice = Choice.None, Persona = "p0" },
            new() { Item = "x3", Choice = Choice.Left, Persona = "p0" },
            new() { Item = "x4", Left = "s0", Choice = Choice.Left, Persona = "p0" },
            new() { Item = "x5", Right = "s0", Choice = Choice.Left, Persona = "p0" },
        ];
        var all = JudgmentSet.From([.. games, .. noise]);
        var expected = CovariateBradleyTerry.Fit(clean, [new CovariateColumn("z", z)]);
        var fit = CovariateBradleyTerry.Fit(all, [new CovariateColumn("z", [.. z, .. noise.Select(_ => 1.0)])]);
        Assert.Equal(120, fit.Effects[0].Effect.N);
        Assert.Equal(expected.Effects[0].Effect.Value!.Value, fit.Effects[0].Effect.Value!.Value, 1e-9);
        Assert.Equal(expected.Ranking.Find("s1")!.LogStrength.StandardError!.Value, fit.Ranking.Find("s1")!.LogStrength.StandardError!.Value, 1e-9);
    }

    [Fact]
    public void Columns_Features_AreTheStatedFormulas()
    {
        // Differences 10, −10, 0: sd 10.
        Assert.Equal([Math.Tanh(1), -Math.Tanh(1), 0], CovariateColumn.Length([20, 10, 5], [10, 20, 5]).Values);
        Assert.Equal([0.2], CovariateColumn.Density("headers", [2.5], [1.5]).Values);
        Assert.Equal([3.0], CovariateColumn.Difference("mention", [4], [1]).Values);
        Assert.Equal([0.0, 0.0], CovariateColumn.Length([5, 6], [5, 6]).Values);
    }

    [Fact]
    public void LengthControlled_LongerTextsThatOnlyWinByLength_ComeOutEven()
    {
        // b is longer by 1.5 on average and wins by length alone.
        var random = new Random(2);
        var (left, right, games) = (new List<double>(), new List<double>(), new List<Judgment>());
        for (var i = 0; i < 8000; i++)
        {
            var flipped = random.Next(2) == 0;
            var (a, b) = (10 + random.NextDouble(), 10 + (random.NextDouble() * 4));
            var win = random.NextDouble() < 1 / (1 + Math.Exp(-(a - b)));
            games.Add(new Judgment { Item = $"{i}", Left = flipped ? "b" : "a", Right = flipped ? "a" : "b", Choice = win != flipped ? Choice.Left : Choice.Right, Persona = $"p{i % 50}" });
            left.Add(flipped ? b : a);
            right.Add(flipped ? a : b);
        }

        var set = JudgmentSet.From(games);
        var rate = LengthControlledWinRate.Of(set, "a", "b", left, right);
        var mirror = LengthControlledWinRate.Of(set, "b", "a", left, right);
        Assert.InRange(rate.Value!.Value, 0.44, 0.56);
        Assert.Equal(1 - rate.Value.Value, mirror.Value!.Value, 1e-9);
        Assert.Equal(1 - rate.Interval!.Lower, mirror.Interval!.Upper, 1e-9);
        // Equal lengths: nothing to control, the raw win rate stays.
        var raw = LengthControlledWinRate.Of(set, "a", "b", [.. left.Select(_ => 1.0)], [.. left.Select(_ => 1.0)]);
        Assert.Equal(Methods.Statistics.WinRates.ConditionRates.Of(set, "a", "b").Rate.Value!.Value, raw.Value!.Value, 1e-9);
        Assert.Equal("no data", LengthControlledWinRate.Of(set, "a", "nobody", left, right).UndefinedReason);
    }

    [Fact]
    public void LengthControlled_Interval_IsTheDeltaOfTheLogit()
    {
        var (set, z) = Biased(3000);
        var zero = z.Select(_ => 0.0).ToArray();
        var rate = LengthControlledWinRate.Of(set, "a", "b", zero, zero, cluster: ClusterBy.None);
        // Without a length difference the rate is a share: SE = √(p(1−p)/n).
        Assert.Equal(Math.Sqrt(rate.Value!.Value * (1 - rate.Value.Value) / 3000), rate.StandardError!.Value, 1e-6);
    }
}
