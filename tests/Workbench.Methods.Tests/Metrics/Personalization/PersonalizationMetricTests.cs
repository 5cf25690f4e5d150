using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Metrics.Personalization;
using Xunit;

namespace Workbench.Methods.Tests.Metrics.Personalization;

public sealed class PersonalizationMetricTests
{
    // vectors.json, egises_perseval_toy (authors' code)
    private static readonly PersonalizedDocument[] Toy =
    [
        Document([0.8, 0.7, 0.9], [0.75, 0.72, 0.88], [0.5, 0.6, 0.4], [0.3, 0.6, 0.2], [0.3, 0.45, 0.6]),
        Document([0.6, 0.65, 0.85], [0.62, 0.66, 0.8], [0.7, 0.2, 0.55], [0.65, 0.25, 0.5], [0.2, 0.25, 0.5]),
    ];

    [Fact]
    public void Compute_Toy_MatchesAuthorsCode()
    {
        var full = EgisesPerSeval.Compute(Toy);
        Assert.Equal(0.25925882461458083, full.Egises.Value!.Value, 1e-9);
        Assert.Equal(0.7407411753854192, full.Degress.Value!.Value, 1e-9);
        Assert.Equal(0.45623546868494125, full.PerSeval.Value!.Value, 1e-9);
        var simple = EgisesPerSeval.Compute(Toy, simplified: true);
        Assert.Equal(0.21038441497900706, simple.Egises.Value!.Value, 1e-9);
        Assert.Equal(0.4861195852512118, simple.PerSeval.Value!.Value, 1e-9);
    }

    [Fact]
    public void Compute_RandomDocuments_EqualsTheFormulas() =>
        Documents.Sample(document =>
        {
            var n = document.Users;
            double Step(double x, double a) => 1 / (1 + Math.Pow(10, a) * Math.Exp(-10 * x));
            double Weighted(double[,] d, IReadOnlyList<double> toDocument, int j, int k)
            {
                double Argument(int other) => toDocument[j] == 0 ? 0 : d[j, other] / toDocument[j];
                // 1 / Σ exp(difference): no overflow where a text is nearly the document.
                return d[j, k] / Enumerable.Range(0, n).Where(o => o != j).Sum(o => Math.Exp(Argument(o) - Argument(k)));
            }
            var distance = document.ModelToUser.Select(x => double.IsNaN(x) ? 1 : x).ToArray();
            var degrees = Enumerable.Range(0, n).Select(j => Enumerable.Range(0, n).Where(k => k != j).Average(k =>
            {
                var x = Weighted(document.UserToUser, document.UserToDocument, j, k);
                var y = Weighted(document.ModelToModel, document.ModelToDocument, j, k);
                return (Math.Min(x, y) + 1e-5) / (Math.Max(x, y) + 1e-5);
            })).ToArray();
            var drop = Step(distance.Min() / (1 - distance.Min() + 1e-7), 4);
            var discounted = degrees.Select((degree, j) =>
                degree * (1 - Step(drop + Step((distance[j] - distance.Min()) / (distance.Average() - distance.Min() + 1e-7), 4), 3) + 1e-7));
            var result = EgisesPerSeval.Compute([document]);
            Assert.Equal(1 - degrees.Average(), result.Egises.Value!.Value, 1e-9);
            Assert.Equal(discounted.Average(), result.PerSeval.Value!.Value, 1e-9);
            Assert.InRange(result.PerSeval.Value!.Value, 0, result.Degress.Value!.Value + 1e-6);
        }, iter: 200);

    [Fact]
    public void Compute_ModelFollowsUsersExactly_IsFullyResponsive()
    {
        var perfect = Toy[0] with { ModelToDocument = Toy[0].UserToDocument, ModelToModel = Toy[0].UserToUser, ModelToUser = [0, 0, 0] };
        var result = EgisesPerSeval.Compute([perfect]);
        Assert.Equal(0, result.Egises.Value!.Value, 1e-12);
        Assert.Equal(1, result.PerSeval.Value!.Value, 0.01);
    }

    [Fact]
    public void Compute_OneUserOnly_ExcludedOrUndefined()
    {
        var lonely = Document([0.5], [0.5], [], [], [0.5]);
        Assert.Null(EgisesPerSeval.Compute([lonely]).Egises.Value);
        Assert.Contains("two users", EgisesPerSeval.Compute([]).PerSeval.UndefinedReason, StringComparison.Ordinal);
        Assert.Equal(1, EgisesPerSeval.Compute([.. Toy, lonely]).Egises.Excluded);
        Assert.Equal(0.25925882461458083, EgisesPerSeval.Compute([lonely, Toy[1], Toy[0]]).Egises.Value!.Value, 1e-9);
    }

    [Fact]
    public void Responsiveness_HandComputed()
    {
        // Numbers as texts, |a − b| as distance. Prompt 1: personas {0, 0.2}, {1}; prompt 2: {0.5}, {0.5}, {0.8}; prompt 3: one persona, repeated.
        PersonaTexts<double>[] prompts =
        [
            new("1", [[0, 0.2], [1]]),
            new("2", [[0.5], [0.5], [0.8]]),
            new("3", [[0, 0.4]]),
        ];
        var result = Responsiveness.Compute(prompts, (a, b) => Math.Abs(a - b), seed: 1);
        Assert.Equal((0.9 + 0.2) / 2, result.BetweenPersonas.Value!.Value, 1e-12);
        Assert.Equal((0.2 + 0.4) / 2, result.NoiseFloor.Value!.Value, 1e-12);
        Assert.Equal(0.9 / 0.2, result.Ratio.Value!.Value, 1e-12); // prompt 1 alone has both
        Assert.Equal(1, result.BetweenPersonas.Excluded);
        var none = Responsiveness.Compute<double>([], (_, _) => 0, seed: 1);
        Assert.Null(none.BetweenPersonas.Value);
        Assert.Null(none.Ratio.Value);
    }

    [Fact]
    public void Responsiveness_PersonaWithoutEffect_RatioIsAboutOne()
    {
        var random = new Random(3);
        var prompts = Enumerable.Range(0, 200).Select(p => new PersonaTexts<double>($"{p}",
            [.. Enumerable.Range(0, 4).Select(_ => new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() })])).ToArray();
        var ratio = Responsiveness.Compute(prompts, (a, b) => Math.Abs(a - b), seed: 2).Ratio;
        Assert.InRange(1, ratio.Interval!.Lower, ratio.Interval.Upper);
        Assert.Equal(1, ratio.Value!.Value, 0.1);
    }

    [Fact]
    public void ColdStart_FewAmounts_OnePointEachAndTrendUp()
    {
        double[] amounts = [0, 0, 1, 1, 3, 3, 3, 3], scores = [0, 0.5, 0.5, 0.5, 1, 1, 0.5, double.NaN];
        int[] personas = [0, 1, 2, 3, 4, 4, 5, 5];
        var points = ColdStartCurve.Points(amounts, scores, personas);
        Assert.Equal([0, 1, 3], points.Select(p => p.Lower));
        Assert.Equal([2, 2, 2], points.Select(p => p.Personas));
        Assert.Equal([0.25, 0.5, 2.5 / 3], points.Select(p => Math.Round(p.WinRate.Value!.Value, 12)).Select((v, i) => i == 2 ? 2.5 / 3 : v));
        var trend = ColdStartCurve.Trend(amounts, scores, personas);
        // Least squares of (0, 0, 1, 1, 2, 2, 2) on the seven scores.
        double[] x = [0, 0, 1, 1, 2, 2, 2], y = [0, 0.5, 0.5, 0.5, 1, 1, 0.5];
        var slope = x.Select((v, i) => (v - x.Average()) * (y[i] - y.Average())).Sum() / x.Sum(v => (v - x.Average()) * (v - x.Average()));
        Assert.Equal(slope, trend.Value!.Value, 1e-12);
        Assert.Equal(6, trend.Clusters);
        Assert.Null(ColdStartCurve.Trend([2, 2], [1, 0], [0, 1]).Value);
        Assert.Null(ColdStartCurve.Trend([], [], []).Value);
    }

    [Fact]
    public void ColdStart_ManyAmounts_GroupsOfEqualSizeThatSplitNoAmount() =>
        Gen.Int[0, 40].Array[1, 60].Sample(raw =>
        {
            double[] amounts = [.. raw.Select(a => (double)a)];
            var points = ColdStartCurve.Points(amounts, [.. raw.Select(_ => 1.0)], [.. Enumerable.Range(0, raw.Length)]);
            Assert.InRange(points.Count, 1, 5);
            Assert.Equal(raw.Length, points.Sum(p => p.Personas));
            for (var i = 1; i < points.Count; i++)
                Assert.True(points[i - 1].Upper < points[i].Lower);
        }, iter: 200);

    [Fact]
    public void GenericPreference_HandComputedAndNoiseTakenOut()
    {
        var result = GenericPreference.Compute([1, 1, 0, 0.5, 0, 0, double.NaN], [0, 0, 1, 1, 2, 2, 2]);
        Assert.Equal(2.0 / 3, result.Observed.Value!.Value, 1e-12);
        Assert.Equal(1, result.Observed.Unscored);
        // All personas at 0.6 in truth: noise puts many below one half, the corrected share few or none.
        var random = new Random(5);
        var rows = Enumerable.Range(0, 200).SelectMany(p => Enumerable.Range(0, 6).Select(_ => (p, random.NextDouble() < 0.6 ? 1.0 : 0))).ToArray();
        var equal = GenericPreference.Compute([.. rows.Select(r => r.Item2)], [.. rows.Select(r => r.p)]);
        Assert.True(equal.Observed.Value > 0.12);
        Assert.True(equal.Corrected.Value is null or < 0.12);
        // True rates around 0.6 with spread 0.2: Φ(−0.5) = 0.31 lie below.
        var spread = Enumerable.Range(0, 2000).SelectMany(p =>
        {
            var rate = Math.Clamp(Normal.Sample(random, 0.6, 0.2), 0, 1);
            return Enumerable.Range(0, 6).Select(_ => (p, random.NextDouble() < rate ? 1.0 : 0));
        }).ToArray();
        var different = GenericPreference.Compute([.. spread.Select(r => r.Item2)], [.. spread.Select(r => r.p)]);
        Assert.Equal(0.31, different.Corrected.Value!.Value, 0.04);
        Assert.Equal(0.2, different.Spread.Value!.Value, 0.03);
        Assert.Null(GenericPreference.Compute([], []).Observed.Value);
    }

    [Fact] // vectors.json, expert_toy
    public void Expert_Toy_MatchesReference()
    {
        AspectMatch[] reference = [new(true, true, true), new(true, true, false), default, new(true, false, true)];
        AspectMatch[] generated = [new(true, true, true), new(true, false, false), default];
        foreach (var (variant, recall, precision, f1) in new[]
        {
            (ExpertVariant.Content, 0.5, 1.0 / 3, 0.4),
            (ExpertVariant.Style, 0.5, 1.0 / 3, 0.4),
            (ExpertVariant.ContentAndStyle, 0.25, 1.0 / 3, 0.28571428571428575),
            (ExpertVariant.ContentOrStyle, 0.75, 1.0 / 3, 0.46153846153846156),
            (ExpertVariant.Average, 0.5, 1.0 / 3, 0.4),
        })
        {
            var score = ExpertScore.Compute(reference, generated, variant)!.Value;
            Assert.Equal(recall, score.Recall, 1e-12);
            Assert.Equal(precision, score.Precision, 1e-12);
            Assert.Equal(f1, score.F1, 1e-12);
        }
        Assert.Null(ExpertScore.Compute([], generated, ExpertVariant.Content));
    }

    private static readonly Gen<PersonalizedDocument> Documents =
        from n in Gen.Int[2, 5]
        from values in Gen.Double[0, 1].Array[3 * n + n * (n - 1)]
        select Document([.. values.Take(n)], [.. values.Skip(n).Take(n)], [.. values.Skip(3 * n).Take(n * (n - 1) / 2)],
            [.. values.Skip(3 * n + n * (n - 1) / 2)], [.. values.Skip(2 * n).Take(n).Select((v, i) => v < 0.1 ? double.NaN : v)]);

    /// <summary>Pairs in the order 1|2, 1|3, …, 2|3, ….</summary>
    private static PersonalizedDocument Document(double[] ud, double[] md, double[] uu, double[] mm, double[] um) => new()
    {
        UserToDocument = ud,
        ModelToDocument = md,
        UserToUser = Square(uu, ud.Length),
        ModelToModel = Square(mm, ud.Length),
        ModelToUser = um,
    };

    private static double[,] Square(double[] pairs, int n)
    {
        var matrix = new double[n, n];
        var next = 0;
        for (var j = 0; j < n; j++)
        {
            for (var k = j + 1; k < n; k++)
                matrix[j, k] = matrix[k, j] = pairs[next++];
        }
        return matrix;
    }
}
