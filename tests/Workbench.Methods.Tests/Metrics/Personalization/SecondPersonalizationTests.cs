using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Metrics.Personalization;
using Workbench.Methods.Statistics;
using Xunit;

namespace Workbench.Methods.Tests.Metrics.Personalization;

public sealed class SecondPersonalizationTests
{
    [Fact]
    public void Responsiveness_RandomTexts_EqualsAllPairsAndTheResamplingWrittenOut() =>
        Gen.Int[0, 4].Array[0, 3].Array[0, 4].Array[1, 6].Sample(raw =>
        {
            PersonaTexts<double>[] prompts = [.. raw.Select((personas, i) => new PersonaTexts<double>($"{i}", [.. personas.Select(texts => texts.Select(t => t / 4.0).ToArray())]))];
            var result = Responsiveness.Compute(prompts, (a, b) => Math.Abs(a - b), seed: 5, replicates: 41, level: 0.9);
            double?[] between = [.. prompts.Select(p => Mean(
                from j in Enumerable.Range(0, p.Personas.Count)
                from k in Enumerable.Range(0, j)
                where p.Personas[j].Count > 0 && p.Personas[k].Count > 0
                select p.Personas[j].SelectMany(a => p.Personas[k].Select(b => Math.Abs(a - b))).Average()))];
            double?[] within = [.. prompts.Select(p => Mean(p.Personas.Where(texts => texts.Count > 1).Select(texts =>
                (from j in Enumerable.Range(0, texts.Count) from k in Enumerable.Range(0, j) select Math.Abs(texts[j] - texts[k])).Average())))];
            Same(Mean(between.OfType<double>()), result.BetweenPersonas.Value);
            Same(Mean(within.OfType<double>()), result.NoiseFloor.Value);
            Assert.Equal(between.Count(b => b is null), result.BetweenPersonas.Excluded);
            (double Between, double Within)[] both = [.. between.Zip(within).Where(x => x.First is not null && x.Second is not null).Select(x => (x.First!.Value, x.Second!.Value))];
            if (both.Length == 0 || both.Sum(x => x.Within) == 0)
            {
                Assert.Null(result.Ratio.Value);
                return;
            }

            Assert.Equal(both.Sum(x => x.Between) / both.Sum(x => x.Within), result.Ratio.Value!.Value, 1e-9);
            Assert.Equal(prompts.Length - both.Length, result.Ratio.Excluded);
            var drawn = new List<double>();
            for (var replicate = 0; replicate < 41 && both.Length > 1; replicate++)
            {
                var random = new ReplicateRandom(5, replicate);
                var sample = Enumerable.Range(0, both.Length).Select(_ => both[random.Next(both.Length)]).ToArray();
                if (sample.Sum(x => x.Within) > 0)
                    drawn.Add(sample.Sum(x => x.Between) / sample.Sum(x => x.Within));
            }

            drawn.Sort();
            var constant = drawn.Count > 1 && Quantile.OfSorted([.. drawn], 0.95) - Quantile.OfSorted([.. drawn], 0.05) < 1e-9;
            Assert.Equal(drawn.Count < 2 || constant, result.Ratio.Interval is null);
            Assert.Equal(constant, result.Ratio.Warnings.Contains("no variation between prompts: no interval"));
            if (drawn.Count < 2 || constant)
                return;
            Assert.Equal(Quantile.OfSorted([.. drawn], 0.05), result.Ratio.Interval!.Lower, 1e-9);
            Assert.Equal(Quantile.OfSorted([.. drawn], 0.95), result.Ratio.Interval.Upper, 1e-9);
        }, iter: 300);

    [Fact]
    public void ColdStartTrend_RandomRows_EqualsTheRegressionsSandwich() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[-1, 2], Gen.Int[0, 5]).Array[3, 30].Sample(rows =>
        {
            var actual = ColdStartCurve.Trend([.. rows.Select(r => (double)r.Item1)], [.. rows.Select(r => r.Item2 < 0 ? double.NaN : r.Item2 / 2.0)], [.. rows.Select(r => r.Item3)]);
            var used = rows.Where(r => r.Item2 >= 0).Select(r => (X: Math.Log2(1 + r.Item1), Y: r.Item2 / 2.0, G: r.Item3)).ToArray();
            double n = used.Length, sx = used.Sum(r => r.X), sxx = used.Sum(r => r.X * r.X), determinant = n * sxx - sx * sx;
            if (used.Select(r => r.X).Distinct().Count() < 2)
            {
                Assert.Null(actual.Value);
                return;
            }

            var slope = (n * used.Sum(r => r.X * r.Y) - sx * used.Sum(r => r.Y)) / determinant;
            var intercept = (used.Sum(r => r.Y) - slope * sx) / n;
            var scores = used.GroupBy(r => r.G).Select(g => (A: g.Sum(r => r.Y - intercept - slope * r.X), B: g.Sum(r => r.X * (r.Y - intercept - slope * r.X)))).ToArray();
            Assert.Equal(slope, actual.Value!.Value, 1e-9);
            Assert.Equal(rows.Length - used.Length, actual.Unscored);
            var error = scores.Length < 3 ? 0 : Math.Sqrt(scores.Length / (scores.Length - 1.0) * scores.Sum(s => Math.Pow((n * s.B - sx * s.A) / determinant, 2)));
            Assert.Equal(error < 1e-9, actual.Interval is null);
            if (error < 1e-9)
            {
                Assert.Equal(scores.Length < 3 ? "too few personas: no interval" : "no variation between personas: no interval", Assert.Single(actual.Warnings));
                return;
            }

            Assert.Equal(error, actual.StandardError!.Value, 1e-9);
            var half = StudentT.InvCDF(0, 1, scores.Length - 2, 0.975) * error;
            Assert.Equal(slope - half, actual.Interval!.Lower, 1e-9);
            Assert.Equal(slope + half, actual.Interval.Upper, 1e-9);
        }, iter: 300);

    [Fact]
    public void ColdStartPoints_RandomRows_AreTheWinRatesOfTheirRows() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 2]).Array[1, 50].Sample(rows =>
        {
            // One persona a row; its amount of data belongs to it.
            double[] amounts = [.. rows.Select(r => (double)r.Item1)], scores = [.. rows.Select(r => r.Item2 / 2.0)];
            var points = ColdStartCurve.Points(amounts, scores, [.. Enumerable.Range(0, rows.Length)], groups: 4);
            foreach (var point in points)
            {
                double[] own = [.. scores.Where((_, i) => amounts[i] >= point.Lower && amounts[i] <= point.Upper)];
                Assert.Equal(own.Average(), point.WinRate.Value!.Value, 1e-9);
                Assert.Equal(own.Length, point.Personas);
                Assert.Contains(point.Lower, amounts);
                Assert.Contains(point.Upper, amounts);
            }

            Assert.Equal(rows.Length, points.Sum(p => p.Personas));
            var distinct = amounts.Distinct().Count();
            Assert.True(distinct > 4 ? points.Count <= 4 : points.Count == distinct);
        }, iter: 300);

    [Fact]
    public void GenericPreference_RandomRows_EqualsTheMomentsWrittenOut() =>
        Gen.Select(Gen.Int[-1, 2], Gen.Int[0, 5]).Array[1, 30].Sample(rows =>
        {
            var actual = GenericPreference.Compute([.. rows.Select(r => r.Item1 < 0 ? double.NaN : r.Item1 / 2.0)], [.. rows.Select(r => r.Item2)]);
            double[][] personas = [.. rows.Where(r => r.Item1 >= 0).GroupBy(r => r.Item2).Select(g => g.Select(r => r.Item1 / 2.0).ToArray())];
            if (personas.Length == 0)
            {
                Assert.Null(actual.Observed.Value);
                return;
            }

            Assert.Equal(personas.Count(p => 2 * p.Sum() < p.Length) / (double)personas.Length, actual.Observed.Value!.Value, 1e-12);
            Assert.Equal($"{personas.Count(p => 2 * p.Sum() == p.Length)}", actual.Observed.Settings["undecided"]);
            var freedom = personas.Sum(p => p.Length - 1);
            Assert.Equal(personas.Length < 2 || freedom == 0, actual.Spread.Value is null);
            if (actual.Spread.Value is null)
                return;
            var pooled = personas.Sum(p => p.Sum(s => s * s) - p.Sum() * p.Sum() / p.Length) / freedom;
            double[] means = [.. personas.Select(p => p.Average())];
            var between = (means.Sum(m => m * m) - means.Sum() * means.Sum() / means.Length) / (means.Length - 1) - personas.Average(p => pooled / p.Length);
            Assert.Equal(Math.Sqrt(Math.Max(0, between)), actual.Spread.Value!.Value, 1e-6);
            if (between > 1e-9)
                Assert.Equal(Normal.CDF(0, 1, (0.5 - means.Average()) / Math.Sqrt(between)), actual.Corrected.Value!.Value, 1e-6);
            else if (between < -1e-9)
                Assert.Equal("personas do not differ beyond sampling noise", actual.Corrected.UndefinedReason);
        }, iter: 300);

    [Fact]
    public void EgisesPerSeval_UsersPermuted_Unchanged() =>
        Gen.Double[0.05, 1].Array[30].Sample(v =>
        {
            PersonalizedDocument Document(int[] order)
            {
                double[,] Square(int from)
                {
                    var square = new double[3, 3];
                    foreach (var (j, a) in order.Index())
                    {
                        foreach (var (k, b) in order.Index())
                            square[j, k] = a == b ? 0 : v[from + a + b]; // pairs 0+1, 0+2, 1+2 differ
                    }

                    return square;
                }

                return new PersonalizedDocument
                {
                    UserToDocument = [.. order.Select(u => v[u])],
                    ModelToDocument = [.. order.Select(u => v[3 + u])],
                    ModelToUser = [.. order.Select(u => v[6 + u])],
                    UserToUser = Square(10),
                    ModelToModel = Square(20),
                };
            }

            foreach (var simplified in new[] { false, true })
            {
                var (straight, turned) = (EgisesPerSeval.Compute([Document([0, 1, 2])], simplified), EgisesPerSeval.Compute([Document([2, 0, 1])], simplified));
                Assert.Equal(straight.Egises.Value!.Value, turned.Egises.Value!.Value, 1e-9);
                Assert.Equal(straight.PerSeval.Value!.Value, turned.PerSeval.Value!.Value, 1e-9);
                // The same document twice changes nothing but the interval.
                Assert.Equal(straight.Egises.Value.Value, EgisesPerSeval.Compute([Document([0, 1, 2]), Document([0, 1, 2])], simplified).Egises.Value!.Value, 1e-12);
            }
        }, iter: 100);

    private static double? Mean(IEnumerable<double> values) => values.Any() ? values.Average() : null;

    private static void Same(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-9);
    }
}
