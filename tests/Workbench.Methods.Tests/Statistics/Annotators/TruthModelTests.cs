using CsCheck;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Annotators;
using Workbench.Methods.Tests.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Annotators;

public sealed class TruthModelTests
{
    private static readonly int[][] Toy = [[0, 0, 1], [1, 1, 1], [0, 0, 0], [1, 1, 0], [0, 1, 1], [1, 1, 1], [0, 0, 0], [0, 0, 1]];

    private static readonly Func<RatingTable, TruthModelResult>[] Models =
    [
        t => DawidSkene.Fit(t), t => OneCoin.Fit(t), t => Mace.Fit(t, seed: 3), t => Glad.Fit(t),
    ];

    [Fact] // vectors.json, dawid_skene_toy (no smoothing, floor 1e-12 inside the log, converged to 1e-12)
    public void DawidSkene_Toy_MatchesReference()
    {
        var result = DawidSkene.Fit(Table(Toy, 2), smoothing: 0, tolerance: 1e-12, maxIterations: 10_000);
        double[] expected = [3.75e-13, 1, 1.25e-13, 1, 0.9999999999973332, 1, 1.25e-13, 3.75e-13];
        Assert.True(result.Converged);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], result.Posterior[i][1], 1e-9);
        Assert.Equal([0.5, 0.5], result.Prior.Select(p => Math.Round(p, 6)));
        double[][] confusion = [[1, 0, 0.25, 0.75], [1, 0, 0, 1], [0.5, 0.5, 0.25, 0.75]];
        for (var rater = 0; rater < 3; rater++)
            Assert.Equal(confusion[rater], result.Confusion[rater].Cast<double>().Select(x => Math.Round(x, 6)));
        Assert.Equal([0, 1, 0, 1, 1, 1, 0, 0], Enumerable.Range(0, 8).Select(result.Label));
    }

    [Fact]
    public void DawidSkene_RandomTables_OneRoundEqualsObviousArithmetic() =>
        RandomTables.Gen.Where(t => t.RatingCount > 0).Sample(table =>
        {
            var actual = DawidSkene.Fit(table, smoothing: 0.1, maxIterations: 1);
            var q = table.CategoryCount;
            var rows = RandomTables.Rows(table).ToArray();
            var items = rows.Select(r => r.Item).Distinct().ToArray();
            double Share(int i, int k) => rows.Where(r => r.Item == i).Average(r => r.Category == k ? 1.0 : 0);
            double Confusion(int w, int k, int l) =>
                (0.1 + rows.Where(r => r.Rater == w && r.Category == l).Sum(r => Share(r.Item, k)))
                / (0.1 * q + rows.Where(r => r.Rater == w).Sum(r => Share(r.Item, k)));
            foreach (var item in items)
            {
                var weights = Enumerable.Range(0, q).Select(k => Math.Max(1e-12, items.Average(i => Share(i, k)))
                    * rows.Where(r => r.Item == item).Aggregate(1.0, (p, r) => p * Confusion(r.Rater, k, r.Category))).ToArray();
                for (var k = 0; k < q; k++)
                    Assert.Equal(weights[k] / weights.Sum(), actual.Posterior[item][k], 1e-9);
            }
        }, iter: 60);

    [Fact]
    public void AllModels_SimulatedCrowd_BeatMajorityAndFindTheSpammer()
    {
        var (table, truth) = Crowd(seed: 12);
        var majority = MajorityVote.Of(table);
        var baseline = truth.Select((t, i) => majority.Labels[i] == t ? 1.0 : majority.Labels[i] < 0 ? 0.5 : 0).Average();
        foreach (var fit in Models)
        {
            var result = fit(table);
            var accuracy = truth.Select((t, i) => result.Label(i) == t ? 1.0 : 0).Average();
            Assert.True(accuracy > baseline, $"{result.Model}: {accuracy} against majority {baseline}");
            // Raters 0–2 are right nine times of ten, 3–5 answer at random.
            Assert.True(Enumerable.Range(0, 3).Min(r => result.RaterQuality[r]) > Enumerable.Range(3, 3).Max(r => result.RaterQuality[r]) + 0.2, result.Model);
        }
    }

    [Fact]
    public void AllModels_RatersOrItemsPermuted_SameLabels()
    {
        var (table, _) = Crowd(seed: 5);
        var mirrored = RandomTables.Rebuild(table, i => table.ItemCount - 1 - i, r => table.RaterCount - 1 - r, c => c);
        foreach (var fit in new Func<RatingTable, TruthModelResult>[] { t => DawidSkene.Fit(t), t => OneCoin.Fit(t), t => Glad.Fit(t) })
        {
            var straight = fit(table);
            var turned = fit(mirrored);
            for (var item = 0; item < table.ItemCount; item++)
                Assert.Equal(straight.Posterior[item][0], turned.Posterior[table.ItemCount - 1 - item][0], 1e-4);
        }
    }

    [Fact]
    public void AllModels_Categories_RelabelledConsistently() =>
        Assert.All(Models, fit =>
        {
            var (table, _) = Crowd(seed: 8);
            var flipped = RandomTables.Rebuild(table, i => i, r => r, c => table.CategoryCount - 1 - c);
            var straight = fit(table);
            var turned = fit(flipped);
            var same = Enumerable.Range(0, table.ItemCount).Count(i => straight.Label(i) == table.CategoryCount - 1 - turned.Label(i));
            Assert.True(same >= table.ItemCount - 1, $"{straight.Model}: {same} of {table.ItemCount}");
        });

    [Fact]
    public void AllModels_PosteriorsAreProbabilities_AndEmptyItemsAreNaN() =>
        Assert.All(Models, fit =>
        {
            var table = RatingTable.FromRows([[0, 1, null, 2], [0, 2, null, 2]], 3);
            var result = fit(table);
            foreach (var item in new[] { 0, 1, 3 })
                Assert.Equal(1, result.Posterior[item].Sum(), 1e-9);
            Assert.True(double.IsNaN(result.Posterior[2][0]));
            Assert.Equal(MajorityVote.NoVotes, result.Label(2));
            Assert.Equal(0, result.Label(0));
            Assert.True(result.Entropy(1) >= result.Entropy(0));
        });

    [Fact]
    public void AllModels_NoRatings_SaySo() =>
        Assert.All(Models, fit => Assert.Equal("no ratings", fit(RatingTable.Create([], [], [], 3, 2, 2)).UndefinedReason));

    [Fact]
    public void Mace_SameSeed_SameResult()
    {
        var (table, _) = Crowd(seed: 5);
        Assert.Equal(Mace.Fit(table, 1).RaterQuality, Mace.Fit(table, 1).RaterQuality);
    }

    private static RatingTable Table(int[][] items, int categories) =>
        RatingTable.FromRows([.. Enumerable.Range(0, items[0].Length).Select(r => items.Select(i => (int?)i[r]).ToArray())], categories);

    private static (RatingTable Table, int[] Truth) Crowd(int seed)
    {
        var random = new Random(seed);
        const int Items = 200, Raters = 6, Categories = 3;
        var truth = Enumerable.Range(0, Items).Select(_ => random.Next(Categories)).ToArray();
        var cells = new int[Items * Raters];
        for (var rater = 0; rater < Raters; rater++)
        {
            for (var item = 0; item < Items; item++)
                cells[rater * Items + item] = rater < 3 && random.NextDouble() < 0.85 ? truth[item] : random.Next(Categories);
        }
        return (RandomTables.Build(Items, Raters, Categories, cells), truth);
    }
}
