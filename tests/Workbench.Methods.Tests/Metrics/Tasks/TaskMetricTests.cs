using CsCheck;
using Workbench.Methods.Metrics.Tasks;
using Xunit;

namespace Workbench.Methods.Tests.Metrics.Tasks;

public sealed class TaskMetricTests
{
    // Query 1: relevant a, d at ranks 1 and 4 (of c too, unranked); query 2: first hit at rank 3; query 3 has nothing relevant.
    private static readonly RankedQuery[] Queries =
    [
        RankedQuery.Binary(["a", "x", "y", "d"], ["a", "c", "d"]),
        RankedQuery.Binary(["x", "y", "b"], ["b"]),
        RankedQuery.Binary(["x"], []),
    ];

    [Fact]
    public void Ranking_HandComputed()
    {
        Assert.Equal((1.0 / 3 + 0) / 2, RankingMetrics.Recall(Queries, 2).Value!.Value, 1e-12);
        Assert.Equal(1, RankingMetrics.Recall(Queries, 2).Excluded);
        Assert.Equal((0.5 + 0 + 0) / 3, RankingMetrics.Precision(Queries, 2).Value!.Value, 1e-12);
        Assert.Equal(2.0 / 3, RankingMetrics.HitRate(Queries, 3).Value!.Value, 1e-12);
        Assert.Equal((1 + 1.0 / 3 + 0) / 3, RankingMetrics.ReciprocalRank(Queries).Value!.Value, 1e-12);
        Assert.Equal(((1 + 2.0 / 4) / 3 + 1.0 / 3) / 2, RankingMetrics.AveragePrecision(Queries).Value!.Value, 1e-12);
        var ideal1 = 1 + 1 / Math.Log2(3) + 1 / Math.Log2(4);
        Assert.Equal(((1 + 1 / Math.Log2(5)) / ideal1 + 1 / Math.Log2(4)) / 2, RankingMetrics.Ndcg(Queries, 4).Value!.Value, 1e-12);
        Assert.Null(RankingMetrics.Ndcg([], 4).Value);
        Assert.Null(RankingMetrics.Ndcg([Queries[2]], 4).Value);
    }

    [Fact]
    public void Ndcg_GradedGains_IdealOrderIsOneAndSwappingLowersIt()
    {
        var gains = new Dictionary<string, double> { ["a"] = 3, ["b"] = 2, ["c"] = 1 };
        Assert.Equal(1, RankingMetrics.Ndcg([new RankedQuery(["a", "b", "c"], gains)], 3).Value!.Value, 1e-12);
        // (3 + 7/log₂3 + 1/2) / (7 + 3/log₂3 + 1/2)
        Assert.Equal((3 + 7 / Math.Log2(3) + 0.5) / (7 + 3 / Math.Log2(3) + 0.5), RankingMetrics.Ndcg([new RankedQuery(["b", "a", "c"], gains)], 3).Value!.Value, 1e-12);
        Assert.Equal(RankingMetrics.Ndcg([new RankedQuery(["a", "a", "b"], gains)], 3).Value, RankingMetrics.Ndcg([new RankedQuery(["a", "x", "b"], gains)], 3).Value);
    }

    [Fact]
    public void Ratings_HandComputed()
    {
        double[] predicted = [1, 2, 5, double.NaN], actual = [2, 2, 3, 1];
        Assert.Equal(1, RatingErrors.MeanAbsolute(predicted, actual).Value!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(5.0 / 3), RatingErrors.RootMeanSquared(predicted, actual).Value!.Value, 1e-12);
        Assert.Equal(1, RatingErrors.RootMeanSquared(predicted, actual).Unscored);
        Assert.Null(RatingErrors.MeanAbsolute([], []).Value);
        Assert.Equal(0, RatingErrors.RootMeanSquared([1, 2], [1, 2]).Value);
    }

    [Fact]
    public void Classification_HandComputedWithAbsentClass()
    {
        var scores = ClassificationScores.Compute([0, 0, 1, 1, -1], [0, 1, 1, 1, 0], 3);
        Assert.Equal(0.75, scores.Accuracy.Value);
        Assert.Equal(1, scores.Accuracy.Unscored);
        // Class 0: P ½, R 1, F ⅔; class 1: P 1, R ⅔, F 0.8; class 2 absent.
        Assert.Equal((2.0 / 3 + 0.8 + 0) / 3, scores.MacroF1.Value!.Value, 1e-12);
        Assert.Equal(1.5 / 3, scores.MacroPrecision.Value!.Value, 1e-12);
        Assert.Equal((1 + 2.0 / 3) / 3, scores.MacroRecall.Value!.Value, 1e-12);
        Assert.Equal(0.75, scores.MicroF1.Value);
        Assert.True(scores.Classes[2].Absent);
        Assert.NotEmpty(scores.MacroF1.Warnings);
        Assert.Null(ClassificationScores.Compute([], [], 2).MacroF1.Value);
    }

    [Fact]
    public void Classification_RelabelledOrPermuted_Unchanged() =>
        Gen.Int[0, 3].Array[20].Select(Gen.Int[0, 3].Array[20]).Sample((predicted, actual) =>
        {
            var straight = ClassificationScores.Compute(predicted, actual, 4);
            var turned = ClassificationScores.Compute([.. predicted.Reverse().Select(c => 3 - c)], [.. actual.Reverse().Select(c => 3 - c)], 4);
            Assert.Equal(straight.MacroF1.Value!.Value, turned.MacroF1.Value!.Value, 1e-12);
            Assert.Equal(straight.Accuracy.Value, turned.Accuracy.Value);
            Assert.Equal(straight.MacroRecall.Value!.Value, ClassificationScores.Compute(actual, predicted, 4).MacroPrecision.Value!.Value, 1e-12);
        }, iter: 200);
}
