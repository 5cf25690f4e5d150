using CsCheck;
using Workbench.Methods.Metrics.Tasks;
using Xunit;

namespace Workbench.Methods.Tests.Metrics.Tasks;

public sealed class SecondTaskTests
{
    [Fact]
    public void Ranking_RandomQueries_EqualsTheDefinitionsRankByRank() =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 7).ToArray()), Gen.Int[0, 7], Gen.Int[0, 3].Array[7]).Array[1, 5].Select(Gen.Int[1, 8]).Sample((raw, k) =>
        {
            RankedQuery[] queries = [.. raw.Select(q => new RankedQuery([.. q.Item1.Take(q.Item2).Select(i => $"d{i}")], q.Item3.Select((gain, i) => (gain, i)).ToDictionary(x => $"d{x.i}", x => (double)x.gain)))];
            double Gain(RankedQuery q, int rank) => rank <= q.Ranking.Count ? q.Relevance[q.Ranking[rank - 1]] : 0;
            int Hits(RankedQuery q, int depth) => Enumerable.Range(1, depth).Count(rank => Gain(q, rank) > 0);
            int Relevant(RankedQuery q) => q.Relevance.Values.Count(g => g > 0);
            Same(queries.Where(q => Relevant(q) > 0).Select(q => (double)Hits(q, k) / Relevant(q)), RankingMetrics.Recall(queries, k).Value);
            Same(queries.Select(q => (double)Hits(q, k) / k), RankingMetrics.Precision(queries, k).Value);
            Same(queries.Select(q => Hits(q, k) > 0 ? 1.0 : 0), RankingMetrics.HitRate(queries, k).Value);
            Same(queries.Select(q => Enumerable.Range(1, 7).Where(rank => Gain(q, rank) > 0).Select(rank => 1.0 / rank).DefaultIfEmpty(0).Max()), RankingMetrics.ReciprocalRank(queries).Value);
            Same(queries.Where(q => Relevant(q) > 0).Select(q => Enumerable.Range(1, 7).Where(rank => Gain(q, rank) > 0).Sum(rank => (double)Hits(q, rank) / rank) / Relevant(q)), RankingMetrics.AveragePrecision(queries).Value);
            Same(queries.Where(q => Relevant(q) > 0).Select(q =>
            {
                // The ideal order found by trying: the largest DCG is that of the sorted gains.
                double Dcg(Func<int, double> gain) => Enumerable.Range(1, k).Sum(rank => (Math.Pow(2, gain(rank)) - 1) / Math.Log2(rank + 1));
                double[] sorted = [.. q.Relevance.Values.OrderDescending(), 0];
                return Dcg(rank => Gain(q, rank)) / Dcg(rank => sorted[Math.Min(rank, 8) - 1]);
            }), RankingMetrics.Ndcg(queries, k).Value);
            // Bounds, and more depth never lowers recall or the hit rate.
            Assert.InRange(RankingMetrics.Precision(queries, k).Value!.Value, 0, 1);
            Assert.True(RankingMetrics.HitRate(queries, k + 1).Value >= RankingMetrics.HitRate(queries, k).Value);
        }, iter: 300);

    [Fact]
    public void Classification_RandomRows_EqualsTheConfusionMatrixWrittenOut() =>
        Gen.Select(Gen.Int[-1, 3], Gen.Int[-1, 3]).Array[1, 25].Sample(rows =>
        {
            var actual = ClassificationScores.Compute([.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)], 4);
            var used = rows.Where(r => r.Item1 >= 0 && r.Item2 >= 0).ToArray();
            if (used.Length == 0)
            {
                Assert.Null(actual.MacroF1.Value);
                return;
            }

            (double Precision, double Recall, double F1)[] classes = [.. Enumerable.Range(0, 4).Select(c =>
            {
                double hit = used.Count(r => r == (c, c)), wrong = used.Count(r => r.Item1 == c) - hit, missed = used.Count(r => r.Item2 == c) - hit;
                return (hit == 0 ? 0 : hit / (hit + wrong), hit == 0 ? 0 : hit / (hit + missed), hit == 0 ? 0 : 2 * hit / (2 * hit + wrong + missed));
            })];
            Assert.Equal(classes.Average(c => c.Precision), actual.MacroPrecision.Value!.Value, 1e-12);
            Assert.Equal(classes.Average(c => c.Recall), actual.MacroRecall.Value!.Value, 1e-12);
            Assert.Equal(classes.Average(c => c.F1), actual.MacroF1.Value!.Value, 1e-12);
            Assert.Equal(used.Average(r => r.Item1 == r.Item2 ? 1.0 : 0), actual.MicroF1.Value!.Value, 1e-12);
        }, iter: 300);

    private static void Same(IEnumerable<double> expected, double? actual)
    {
        double[] values = [.. expected];
        Assert.Equal(values.Length == 0, actual is null);
        Assert.Equal(values.DefaultIfEmpty(0).Average(), actual ?? 0, 1e-9);
    }
}
