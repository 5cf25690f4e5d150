using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Annotators;
using Workbench.Methods.Tests.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Annotators;

public sealed class SecondTruthModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(60)]
    public void OneCoin_RandomTables_EqualsTheNaiveRounds(int rounds) =>
        Each(table =>
        {
            // No tolerance is below 0, so both run all rounds.
            var fit = OneCoin.Fit(table, smoothing: 0.3, tolerance: -1, maxIterations: rounds);
            var plain = ObviousTruthModels.OneCoin([.. RandomTables.Rows(table)], table.ItemCount, table.RaterCount, table.CategoryCount, 0.3, rounds);
            Same(table, plain, fit, 1e-9);
            Assert.Equal(rounds, fit.Iterations);
            Assert.False(fit.Converged);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    public void Mace_RandomTables_EqualsTheEnumerationOfEveryHiddenChoice(int rounds) =>
        Each(table =>
        {
            var rows = RandomTables.Rows(table).ToArray();
            var runs = Enumerable.Range(0, 4).Select(start =>
                ObviousTruthModels.Mace(rows, table.ItemCount, table.RaterCount, table.CategoryCount, new ReplicateRandom(5, start), rounds, 2)).ToArray();
            var fit = Mace.Fit(table, seed: 5, restarts: 4, iterations: rounds, strategyPrior: 2);
            var best = runs.MaxBy(run => run.LogLikelihood);
            Same(table, best.Fit, fit, 1e-8);
            if (rounds > 0)
            {
                var before = ObviousTruthModels.Mace(
                    rows, table.ItemCount, table.RaterCount, table.CategoryCount, new ReplicateRandom(5, Array.IndexOf(runs, best)), rounds - 1, 2).LogLikelihood;
                Assert.Equal(Math.Abs(best.LogLikelihood - before) < 1e-3 * Math.Max(1, Math.Abs(best.LogLikelihood)), fit.Converged);
            }

            Assert.Equal(rounds, fit.Iterations);
        });

    [Fact]
    public void LongRuns_ConvergeAndShortOnesDoNot()
    {
        var table = Crowd(3);
        Assert.True(OneCoin.Fit(table).Converged);
        Assert.True(DawidSkene.Fit(table).Converged);
        Assert.False(DawidSkene.Fit(table, maxIterations: 1).Converged);
        Assert.True(Glad.Fit(table).Converged);
        Assert.False(Glad.Fit(table, maxIterations: 1).Converged);
        Assert.True(Mace.Fit(table, 1, iterations: 200).Converged);
        Assert.False(Mace.Fit(table, 1, iterations: 1).Converged);
    }

    [Fact]
    public void Glad_RandomTables_EqualsGradientAscentWithATinyStep() =>
        Each(table =>
        {
            var fit = Glad.Fit(table, tolerance: -1, maxIterations: 6, gradientSteps: 4000);
            var plain = ObviousTruthModels.Glad([.. RandomTables.Rows(table)], table.ItemCount, table.RaterCount, table.CategoryCount, 6);
            Same(table, plain, fit, 2e-3);
        }, tables: 4);

    /// <summary>
    /// crowd-kit's own test of GLAD's E step, tests/aggregation/test_glad_aggregation.py (Toloka/crowd-kit, commit 2506544a):
    /// votes goose, goose, goose, parrot, all abilities 1, ln β = 1, two labels → 0.995664, 0.004336 (= σ(2e)).
    /// </summary>
    [Fact]
    public void Glad_FirstExpectation_MatchesCrowdKitsPublishedTest()
    {
        var fit = Glad.Fit(RatingTable.FromRows([[0], [0], [0], [1]], 2), maxIterations: 1, gradientSteps: 0);
        Assert.Equal(0.995664, fit.Posterior[0][0], 1e-6);
        Assert.Equal(0.004336, fit.Posterior[0][1], 1e-6);
        Assert.All(fit.RaterQuality, ability => Assert.Equal(1, ability));
    }

    /// <summary>
    /// crowd-kit's "simple" data (tests/conftest.py at the same commit): its tests ask of GLAD and of MACE that all ten
    /// pictures get their true label though one worker says parrot to everything and another is careless.
    /// </summary>
    [Fact]
    public void GladAndMace_CrowdKitsSimpleData_FindEveryTrueLabel()
    {
        // goose 0, parrot 1, chicken 2; pictures in the order of the ground truth: three geese, four parrots, three chickens.
        int?[][] rows =
        [
            [0, 0, 0, 1, 1, 1, null, null, null, null],
            [null, 0, null, 1, null, null, 1, 2, 2, 2],
            [0, null, 0, null, 1, 1, null, 2, null, null],
            [0, 0, null, null, null, null, null, 2, null, 2],
            [1, null, 1, 1, null, null, 1, null, 1, 1],
            [null, null, null, 1, 1, 1, 1, 0, 0, null],
        ];
        var table = RatingTable.FromRows(rows, 3);
        int[] truth = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
        Assert.Equal(truth, Enumerable.Range(0, 10).Select(Glad.Fit(table).Label));
        Assert.Equal(truth, Enumerable.Range(0, 10).Select(Mace.Fit(table, seed: 1).Label));
        var quality = Glad.Fit(table).RaterQuality;
        Assert.Equal(4, quality.ToList().IndexOf(quality.Min())); // the one who always says parrot
    }

    [Fact]
    public void AllModels_OneItemOrUnanimousVotes_ArePlain()
    {
        foreach (var fit in new Func<RatingTable, TruthModelResult>[] { t => DawidSkene.Fit(t), t => OneCoin.Fit(t), t => Glad.Fit(t), t => Mace.Fit(t, 1) })
        {
            Assert.Equal(1, fit(RatingTable.FromRows([[1], [1], [1]], 2)).Label(0));
            var unanimous = fit(RatingTable.FromRows([[0, 1, 2], [0, 1, 2]], 3));
            Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(unanimous.Label));
            Assert.Equal("fewer than two declared categories", fit(RatingTable.FromRows([[0]], 1)).UndefinedReason);
        }
    }

    [Fact]
    public void AllModels_RowsGivenTwice_KeepTheLabelsAndAreSurer()
    {
        var table = Crowd(6);
        var twice = RandomTables.Rows(table).SelectMany(r => new[] { r, (r.Item, r.Rater + table.RaterCount, r.Category) }).ToArray();
        var doubled = RatingTable.Create([.. twice.Select(r => r.Item1)], [.. twice.Select(r => r.Item2)], [.. twice.Select(r => r.Item3)], table.ItemCount, 2 * table.RaterCount, table.CategoryCount);
        foreach (var fit in new Func<RatingTable, TruthModelResult>[] { t => OneCoin.Fit(t), t => Glad.Fit(t) })
        {
            var (once, both) = (fit(table), fit(doubled));
            Assert.True(Enumerable.Range(0, table.ItemCount).Average(both.Entropy) < Enumerable.Range(0, table.ItemCount).Average(once.Entropy));
            for (var rater = 0; rater < table.RaterCount; rater++)
                Assert.Equal(both.RaterQuality[rater], both.RaterQuality[rater + table.RaterCount], 1e-6);
        }
    }

    private static void Each(Action<RatingTable> check, int tables = 25)
    {
        var random = new Random(17);
        for (var i = 0; i < tables; i++)
        {
            var (items, raters, categories) = (random.Next(1, 8), random.Next(2, 5), random.Next(2, 4));
            var cells = Enumerable.Range(0, items * raters).Select(_ => random.Next(-1, categories)).ToArray();
            cells[0] = 0;
            check(RandomTables.Build(items, raters, categories, cells));
        }
    }

    private static void Same(RatingTable table, ObviousTruthModels.Fit plain, TruthModelResult fit, double tolerance)
    {
        for (var item = 0; item < table.ItemCount; item++)
        {
            for (var k = 0; k < table.CategoryCount; k++)
            {
                if (table.CategoriesOf(item).IsEmpty)
                    Assert.True(double.IsNaN(fit.Posterior[item][k]));
                else
                    Assert.Equal(plain.Posterior[item][k], fit.Posterior[item][k], tolerance);
            }
        }

        var active = RandomTables.Rows(table).Select(r => r.Rater).ToHashSet();
        for (var rater = 0; rater < table.RaterCount; rater++)
        {
            if (active.Contains(rater))
                Assert.Equal(plain.Quality[rater], fit.RaterQuality[rater], tolerance);
            else
                Assert.True(double.IsNaN(fit.RaterQuality[rater]));
        }
    }

    private static RatingTable Crowd(int seed)
    {
        var random = new Random(seed);
        var truth = Enumerable.Range(0, 40).Select(_ => random.Next(3)).ToArray();
        return RandomTables.Build(40, 5, 3, [.. Enumerable.Range(0, 200).Select(at => random.NextDouble() < (at / 40 < 3 ? 0.8 : 0.4) ? truth[at % 40] : random.Next(3))]);
    }

    [Fact]
    public void Labels_SharedTop_HaveNoMajority()
    {
        Assert.Equal(MajorityVote.NoMajority, OneCoin.Fit(RatingTable.FromRows([[0], [1]], 2)).Label(0));
        Assert.Equal(1, OneCoin.Fit(RatingTable.FromRows([[0], [1]], 2)).Entropy(0), 1e-9);
    }
}
