using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Does a judge know when it is right? Expected calibration error, Brier score and AUROC of its certainty.
/// </summary>
/// <remarks>
/// Certainties lie in [0, 1] (divide 0–100 by 100); rows with NaN are unscored. All are undefined without rows.
/// Assumes independent rows. References: Guo et al. (2017), On calibration of modern neural networks, ICML; Brier (1950),
/// Mon. Weather Rev. 78; Hanley, McNeil (1982), Radiology 143; DeLong et al. (1988), Biometrics 44.
/// </remarks>
public static class Calibration
{
    /// <summary>The reliability diagram: equal-width bins over [0, 1].</summary>
    /// <param name="certainty">Certainty of each verdict.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="bins">Number of bins.</param>
    /// <param name="level">Nominal coverage of the bins' intervals.</param>
    public static IReadOnlyList<CalibrationBin> Bins(ReadOnlySpan<double> certainty, ReadOnlySpan<bool> correct, int bins = 10, double level = 0.95)
    {
        Check(certainty, correct);
        var n = new int[bins];
        var right = new int[bins];
        var sum = new double[bins];
        for (var i = 0; i < certainty.Length; i++)
        {
            if (double.IsNaN(certainty[i]))
                continue;
            var bin = BinOf(certainty[i], bins);
            n[bin]++;
            sum[bin] += certainty[i];
            if (correct[i])
                right[bin]++;
        }
        return [.. Enumerable.Range(0, bins).Select(b => new CalibrationBin(
            (double)b / bins, (double)(b + 1) / bins, n[b], n[b] == 0 ? double.NaN : sum[b] / n[b],
            WilsonShare.Compute("accuracy", right[b], n[b], level, "no verdict in this bin")))];
    }

    /// <summary>ECE: <c>Σ_b (n_b / n) |accuracy_b − mean certainty_b|</c>, percentile bootstrap over rows. 0 is perfect; biased upwards for few rows.</summary>
    /// <param name="certainty">Certainty of each verdict.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="bins">Number of equal-width bins.</param>
    /// <param name="replicates">Number of resamples; 0 for no interval.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate ExpectedError(
        ReadOnlySpan<double> certainty, ReadOnlySpan<bool> correct, long seed, int bins = 10, int replicates = 1000, double level = 0.95)
    {
        const string Method = "expected calibration error";
        var (p, y, unscored) = Scored(certainty, correct);
        if (p.Length == 0)
            return Estimate.Undefined(Method, "no verdict with a certainty", 0, unscored);
        // gap[b] = Σ (correct − certainty) in the bin, so ECE = Σ |gap| / n.
        var gap = new double[bins];
        for (var i = 0; i < p.Length; i++)
            gap[BinOf(p[i], bins)] += (y[i] ? 1 : 0) - p[i];
        var value = gap.Sum(Math.Abs) / p.Length;
        ConfidenceInterval? interval = null;
        var reason = p.Length > 1 ? "no resamples: no interval" : "one verdict: no interval";
        if (replicates > 1 && p.Length > 1)
        {
            var drawn = new double[replicates];
            for (var replicate = 0; replicate < replicates; replicate++)
            {
                var random = new ReplicateRandom(seed, replicate);
                Array.Clear(gap);
                for (var i = 0; i < p.Length; i++)
                {
                    var row = random.Next(p.Length);
                    gap[BinOf(p[row], bins)] += (y[row] ? 1 : 0) - p[row];
                }
                drawn[replicate] = gap.Sum(Math.Abs) / p.Length;
            }
            Array.Sort(drawn);
            var (low, high) = (Quantile.OfSorted(drawn, (1 - level) / 2), Quantile.OfSorted(drawn, 1 - (1 - level) / 2));
            interval = NoVariation.Is(high - low, 1) ? null : new ConfidenceInterval(low, high, level, "bootstrap (percentile)");
            reason = NoVariation.Warning("verdict");
        }
        return new Estimate
        {
            Value = value,
            Unit = "probability",
            Interval = interval,
            Method = Method,
            N = p.Length,
            Unscored = unscored,
            Seed = interval is null ? null : seed,
            Settings = new Dictionary<string, string> { ["bins"] = Numbers.Text(bins), ["replicates"] = Numbers.Text(replicates) },
            Warnings = [.. p.Length < 100 ? [$"only {p.Length} verdicts: the error is overstated"] : Array.Empty<string>(), .. interval is null ? [reason] : Array.Empty<string>()],
        };
    }

    /// <summary>Brier score: <c>mean (certainty − correct)²</c>, t interval. 0 is perfect, 0.25 a constant one half.</summary>
    /// <param name="certainty">Certainty of each verdict.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Brier(ReadOnlySpan<double> certainty, ReadOnlySpan<bool> correct, double level = 0.95)
    {
        Check(certainty, correct);
        var squares = new double[certainty.Length];
        for (var i = 0; i < squares.Length; i++)
        {
            var gap = certainty[i] - (correct[i] ? 1 : 0);
            squares[i] = gap * gap;
        }
        return ClusteredMean.Compute("Brier score", squares, [], "row", level, "no verdict with a certainty", 0, 1, "squared probability");
    }

    /// <summary>AUROC: the chance that a right verdict carries more certainty than a wrong one, ties one half. DeLong's standard error.</summary>
    /// <param name="certainty">Certainty of each verdict.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <returns>Undefined where all verdicts are right or all wrong; no interval where certainty tells the two apart without an error, or never.</returns>
    public static Estimate Auroc(ReadOnlySpan<double> certainty, ReadOnlySpan<bool> correct, double level = 0.95)
    {
        const string Method = "AUROC of certainty";
        var (p, y, unscored) = Scored(certainty, correct);
        var right = p.Where((_, i) => y[i]).Order().ToArray();
        var wrong = p.Where((_, i) => !y[i]).Order().ToArray();
        if (right.Length == 0 || wrong.Length == 0)
            return Estimate.Undefined(Method, p.Length == 0 ? "no verdict with a certainty" : "all verdicts are right, or all wrong", p.Length, unscored);
        // Placements: how much of the other class lies below (ties half).
        var above = Array.ConvertAll(right, x => Below(wrong, x));
        var under = Array.ConvertAll(wrong, x => 1 - Below(right, x));
        var value = above.Average();
        double? error = null;
        ConfidenceInterval? interval = null;
        if (right.Length > 1 && wrong.Length > 1)
        {
            var s10 = Quantile.StandardDeviation(above);
            var s01 = Quantile.StandardDeviation(under);
            error = Math.Sqrt(s10 * s10 / right.Length + s01 * s01 / wrong.Length);
            var half = Normal.InvCDF(0, 1, 1 - (1 - level) / 2) * error.Value;
            if (NoVariation.Is(error.Value, value))
                error = null;
            else
                interval = new ConfidenceInterval(Math.Max(0, value - half), Math.Min(1, value + half), level, "DeLong, normal");
        }
        return new Estimate
        {
            Value = value,
            Unit = "probability",
            Interval = interval,
            StandardError = error,
            Method = Method,
            N = p.Length,
            Unscored = unscored,
            Warnings = interval is not null ? [] : right.Length > 1 && wrong.Length > 1 ? [NoVariation.Warning("verdict")] : ["one verdict in a class: no interval"],
        };
    }

    private static double Below(double[] sorted, double x)
    {
        var first = LowerBound(sorted, x, strict: false);
        var after = LowerBound(sorted, x, strict: true);
        return (first + (after - first) / 2.0) / sorted.Length;
    }

    private static int LowerBound(double[] sorted, double x, bool strict)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (strict ? sorted[middle] <= x : sorted[middle] < x)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static int BinOf(double certainty, int bins) => Math.Clamp((int)(certainty * bins), 0, bins - 1);

    private static (double[] Certainty, bool[] Correct, int Unscored) Scored(ReadOnlySpan<double> certainty, ReadOnlySpan<bool> correct)
    {
        Check(certainty, correct);
        var p = new List<double>(certainty.Length);
        var y = new List<bool>(certainty.Length);
        for (var i = 0; i < certainty.Length; i++)
        {
            if (double.IsNaN(certainty[i]))
                continue;
            p.Add(certainty[i]);
            y.Add(correct[i]);
        }
        return (p.ToArray(), y.ToArray(), certainty.Length - p.Count);
    }

    private static void Check(ReadOnlySpan<double> certainty, ReadOnlySpan<bool> correct)
    {
        if (certainty.Length != correct.Length)
            throw new ArgumentException("Give one certainty for each verdict.", nameof(correct));
        foreach (var value in certainty)
        {
            if (value is < 0 or > 1)
                throw new ArgumentOutOfRangeException(nameof(certainty), value, "Certainty lies between 0 and 1 here.");
        }
    }
}
