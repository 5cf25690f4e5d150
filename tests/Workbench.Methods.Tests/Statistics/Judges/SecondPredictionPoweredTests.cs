using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Judges;

/// <summary>Second implementations of what a few human labels say with many model verdicts: resampling loops and bounds written out.</summary>
public sealed class SecondPredictionPoweredTests
{
    [Fact]
    public void RoganGladen_Bounds_AreClampedAndImpossibleOnesWarnedOf()
    {
        // (0 + .95 − 1)/.9 = −.06, and its whole interval lies below 0.
        var outside = RoganGladen.Compute(0, 10_000, 9_500, 10_000, 9_500, 10_000);
        Assert.Equal((0.0, null), (outside.Value!.Value, outside.Interval));
        Assert.EndsWith("lies outside [0, 1] with all of its interval and was clamped: no interval", Assert.Single(outside.Warnings), StringComparison.Ordinal);
        var low = RoganGladen.Compute(17, 100, 90, 100, 80, 100);
        Assert.Equal((0, 0.0), (low.Value!.Value, low.Interval!.Lower));
        var high = RoganGladen.Compute(93, 100, 90, 100, 80, 100);
        Assert.Equal((1, 1.0), (high.Value!.Value, high.Interval!.Upper));
        Assert.Single(high.Warnings);
        Assert.Empty(RoganGladen.Compute(20, 100, 90, 100, 80, 100).Warnings); // raw 0 is possible
        Assert.Empty(RoganGladen.Compute(90, 100, 90, 100, 80, 100).Warnings); // raw 1 too
        Assert.Equal("150", RoganGladen.Compute(90, 100, 90, 100, 40, 50).Settings["calibration_n"]);
        Assert.Null(RoganGladen.Compute(0, 0, 1, 1, 1, 1).Value);
        Assert.Null(RoganGladen.Compute(1, 2, 1, 1, 0, 0).Value);
    }

    [Fact]
    public void BootstrapT_Rows_EqualTheResamplingWrittenOut()
    {
        double[] y = [0, 0.5, 1, 1, 0, 1, 0.5, 0], f = [0, 0.5, 1, 0.5, 0, 1, 1, 0], u = [0, 1, 1, 0.5, 1, 0, 0.5, 1, 1, 1, 0, 0];
        var statistics = new List<double>();
        var plain = PredictionPoweredMean.Compute(y, f, u).PpiPlusPlus;
        for (var replicate = 0; replicate < 41; replicate++)
        {
            var random = new ReplicateRandom(3, replicate);
            int[] rows = [.. Enumerable.Range(0, 8).Select(_ => random.Next(8))];
            double[] rest = [.. Enumerable.Range(0, 12).Select(_ => u[random.Next(12)])];
            var drawn = PredictionPoweredMean.Compute([.. rows.Select(r => y[r])], [.. rows.Select(r => f[r])], rest).PpiPlusPlus;
            if (drawn.StandardError > 0)
                statistics.Add((drawn.Value!.Value - plain.Value!.Value) / drawn.StandardError!.Value);
        }

        statistics.Sort();
        Assert.Equal(41, statistics.Count); // the 5 % and 95 % quantiles of 41 values are the third and the third last
        var result = PredictionPoweredMean.WithBootstrapT(y, f, u, 3, 41, level: 0.9);
        Assert.Equal(plain.Value!.Value - statistics[38] * plain.StandardError!.Value, result.Interval!.Lower, 1e-9);
        Assert.Equal(plain.Value!.Value - statistics[2] * plain.StandardError!.Value, result.Interval.Upper, 1e-9);
        Assert.DoesNotContain(result.Warnings, w => w.Contains("dropped", StringComparison.Ordinal));
        Assert.NotNull(PredictionPoweredMean.WithBootstrapT(y, f, u, 3, 20).Interval); // twenty usable resamples are enough
        Assert.Null(PredictionPoweredMean.WithBootstrapT(y, f, u, 3, 19).Interval);
    }

    [Fact]
    public void BootstrapT_Clusters_EqualTheResamplingWrittenOut()
    {
        var random0 = new Random(8);
        (double Y, double F, int G)[] labelled = [.. Enumerable.Range(0, 24).Select(i => (random0.Next(3) / 2.0, random0.Next(3) / 2.0, i % 6))];
        (double F, int G)[] rest = [.. Enumerable.Range(0, 40).Select(i => (random0.Next(3) / 2.0, i % 8))];
        PredictionPoweredResult Fit((double Y, double F, int G)[] l, (double F, int G)[] r) =>
            PredictionPoweredMean.Compute([.. l.Select(x => x.Y)], [.. l.Select(x => x.F)], [.. r.Select(x => x.F)], [.. l.Select(x => x.G)], [.. r.Select(x => x.G)]);
        var plain = Fit(labelled, rest).PpiPlusPlus;
        var statistics = new List<double>();
        for (var replicate = 0; replicate < 41; replicate++)
        {
            var random = new ReplicateRandom(3, replicate);
            int[] clusters = [.. Enumerable.Range(0, 8).Select(_ => random.Next(8))];
            var drawn = Fit(
                [.. clusters.SelectMany((g, draw) => labelled.Where(x => x.G == g).Select(x => x with { G = draw }))],
                [.. clusters.SelectMany((g, draw) => rest.Where(x => x.G == g).Select(x => x with { G = draw }))]).PpiPlusPlus;
            if (drawn.StandardError is > 0)
                statistics.Add((drawn.Value!.Value - plain.Value!.Value) / drawn.StandardError!.Value);
        }

        statistics.Sort();
        Assert.Equal(40, statistics.Count); // in one resample λ takes all variance away, which is no standard error to divide by
        var result = PredictionPoweredMean.WithBootstrapT(
            [.. labelled.Select(x => x.Y)], [.. labelled.Select(x => x.F)], [.. rest.Select(x => x.F)], 3, 41, [.. labelled.Select(x => x.G)], [.. rest.Select(x => x.G)], level: 0.9);
        Assert.Equal(plain.Value!.Value - Quantile.OfSorted([.. statistics], 0.95) * plain.StandardError!.Value, result.Interval!.Lower, 1e-9);
        Assert.Equal(plain.Value!.Value - Quantile.OfSorted([.. statistics], 0.05) * plain.StandardError!.Value, result.Interval.Upper, 1e-9);
        Assert.Equal("bootstrap-t by persona", result.Interval.Method);
        Assert.Contains("1 of 41 resamples had no variation and were dropped", result.Warnings);
        // The plain interval: t on six labelled clusters.
        var half = StudentT.InvCDF(0, 1, 5, 0.975) * plain.StandardError!.Value;
        Assert.Equal(plain.Value!.Value - half, plain.Interval!.Lower, 1e-9);
        Assert.Equal(plain.Value!.Value + half, plain.Interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData(29, false, "only 29 human labels: the normal interval is too narrow; see the bootstrap-t interval")]
    [InlineData(29, true, "only 29 human labels: the t interval is too narrow; see the bootstrap-t interval")]
    [InlineData(30, true, null)]
    public void PredictionPowered_FewLabels_WarnOfTheIntervalThatIsGiven(int labels, bool clustered, string? warning)
    {
        double[] y = [.. Enumerable.Range(0, labels).Select(i => i % 3 / 2.0)], f = [.. Enumerable.Range(0, labels).Select(i => i % 2 / 1.0)], u = [0, 1, 1, 0];
        int[] labelled = [.. Enumerable.Range(0, labels).Select(i => i % 12)], rest = [0, 1, 2, 3];
        var result = PredictionPoweredMean.Compute(y, f, u, clustered ? labelled : [], clustered ? rest : []).PpiPlusPlus;
        Assert.Equal(warning is null ? [] : [warning], result.Warnings);
        Assert.Equal(clustered ? "CR1 by persona, t" : "normal", result.Interval!.Method);
        Assert.DoesNotContain(PredictionPoweredMean.WithBootstrapT(y, f, u, 1, 100, clustered ? labelled : [], clustered ? rest : []).Warnings, w => w.Contains("human labels", StringComparison.Ordinal));
    }

    [Fact]
    public void PredictionPowered_Degenerate_SaysSo()
    {
        // Without any variation of the labels there is nothing to resample, and no interval of no width.
        foreach (var flat in new[] { PredictionPoweredMean.WithBootstrapT([1, 1, 1], [1, 1, 1], [1, 1], 1, 50), PredictionPoweredMean.Compute([1, 1, 1], [1, 1, 1], [1, 1]).PpiPlusPlus })
        {
            Assert.Equal((null, null), (flat.Interval, flat.StandardError));
            Assert.Equal(["no variation between labels: no interval"], flat.Warnings);
        }

        Assert.Contains("too few usable resamples: no interval", PredictionPoweredMean.WithBootstrapT([1, 1, 1, 0], [1, 1, 1, 1], [1, 1], 1, 10).Warnings);
        // Three ones and a zero: a resample without the zero, about a third of them, has no variation.
        var some = PredictionPoweredMean.WithBootstrapT([1, 1, 1, 0], [1, 1, 1, 1], [1, 1], 1, 200);
        var dropped = Enumerable.Range(0, 200).Count(replicate =>
        {
            var random = new ReplicateRandom(1, replicate);
            return Enumerable.Range(0, 4).Select(_ => random.Next(4)).Select(row => row == 3).Distinct().Count() == 1;
        });
        Assert.InRange(dropped, 30, 100);
        Assert.Contains($"{dropped} of 200 resamples had no variation and were dropped", some.Warnings);
        Assert.Null(PredictionPoweredMean.Compute([1, 1], [1, 1], [1, 1]).EffectiveN);
        var one = PredictionPoweredMean.Compute([1, 0], [1, 1], [1, 0], [0, 0], [0, 1]);
        Assert.Equal((null, null), (one.Classical.Interval, one.Classical.StandardError));
        Assert.Equal(["one labelled cluster (persona): no interval"], one.Classical.Warnings);
        Assert.Null(PredictionPoweredMean.WithBootstrapT([1, 0], [1, 1], [1, 0], 1, 50, [0, 0], [0, 1]).Interval);
        // One label, whatever the judge says of the rest.
        var lone = PredictionPoweredMean.Compute([1], [1], [1, 0, 1]);
        foreach (var estimate in new[] { lone.Classical, lone.Ppi, lone.PpiPlusPlus })
            Assert.Equal((null, "one human label: no interval"), (estimate.Interval, Assert.Single(estimate.Warnings)));
        Assert.NotNull(PredictionPoweredMean.Compute([1, 0], [1, 1], [1, 0], [0, 1], [0, 1]).Classical.Interval);
        Assert.Throws<ArgumentException>(() => PredictionPoweredMean.Compute([1], [1, 0], []));
        Assert.Throws<ArgumentException>(() => PredictionPoweredMean.Compute([1, 0], [1, 0], [1], [0], [0]));
        Assert.Throws<ArgumentException>(() => PredictionPoweredMean.Compute([1, 0], [1, 0], [1], [0, 1], []));
        Assert.DoesNotContain(Many(30).Classical.Warnings, w => w.StartsWith("only", StringComparison.Ordinal));
        Assert.Contains(Many(29).Classical.Warnings, w => w.StartsWith("only 29 human", StringComparison.Ordinal));
        Assert.DoesNotContain(Many(40, 10).Classical.Warnings, w => w.Contains("clusters", StringComparison.Ordinal));
        Assert.Contains(Many(40, 9).Classical.Warnings, w => w.StartsWith("only 9 labelled clusters", StringComparison.Ordinal));

        static PredictionPoweredResult Many(int n, int clusters = 0)
        {
            double[] y = [.. Enumerable.Range(0, n).Select(i => i % 2.0)];
            int[] ids = clusters == 0 ? [] : [.. Enumerable.Range(0, n).Select(i => i % clusters)];
            return PredictionPoweredMean.Compute(y, y, y, ids, ids);
        }
    }

    [Fact]
    public void BootstrapT_DrawsWithoutLabelsOrWithoutTheRest_AreDropped()
    {
        double[] y = [0, 1, 1, 0, 1, 0.5], f = [0, 1, 0.5, 0, 1, 1], u = [1, 0, 1, 1];
        int[] labelled = [0, 0, 1, 1, 2, 2], rest = [3, 3, 4, 4];
        var kept = 0;
        for (var replicate = 0; replicate < 200; replicate++)
        {
            var random = new ReplicateRandom(2, replicate);
            int[] clusters = [.. Enumerable.Range(0, 5).Select(_ => random.Next(5))];
            var own = clusters.SelectMany((g, draw) => Enumerable.Range(0, 6).Where(i => labelled[i] == g).Select(i => (Row: i, Draw: draw))).ToArray();
            var other = clusters.SelectMany((g, draw) => Enumerable.Range(0, 4).Where(i => rest[i] == g).Select(i => (Row: i, Draw: draw))).ToArray();
            if (own.Length > 0 && other.Length > 0 && PredictionPoweredMean.Compute(
                [.. own.Select(x => y[x.Row])], [.. own.Select(x => f[x.Row])], [.. other.Select(x => u[x.Row])], [.. own.Select(x => x.Draw)], [.. other.Select(x => x.Draw)]).PpiPlusPlus.StandardError is > 0)
                kept++;
        }

        Assert.InRange(kept, 40, 160);
        Assert.Contains($"{200 - kept} of 200 resamples had no variation and were dropped", PredictionPoweredMean.WithBootstrapT(y, f, u, 2, 200, labelled, rest).Warnings);
        // Without any unlabelled row it is the classical mean, with an interval.
        Assert.NotNull(PredictionPoweredMean.WithBootstrapT(y, f, [], 2, 200, labelled).Interval);
    }
}
