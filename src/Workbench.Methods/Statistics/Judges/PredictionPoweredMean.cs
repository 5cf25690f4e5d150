using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Prediction-powered inference for a mean: few human labels, many judge labels, and an interval that stays valid for the
/// human mean however bad the judge is.
/// </summary>
/// <remarks>
/// With labelled (Y, f) of size n and unlabelled f̃ of size N: <c>θ_λ = λ mean(f̃) + mean(Y − λ f)</c>; λ = 0 is the classical mean, 1 PPI,
/// and PPI++ takes <c>λ* = Cov(Y, f) / ((1 + n/N) Var(f pooled))</c> clipped to [0, 1]. Without clusters
/// <c>Var = λ² Var(f̃)/N + Var(Y − λ f)/n</c> (population variances) and a normal interval, as in ppi_py. With clusters the variance is CR1 over
/// the clusters' summed influences, which may hold labelled and unlabelled rows together; λ* minimises that variance and
/// the interval is t on (labelled clusters − 1) degrees of freedom. Assumes that the labelled rows are a random sample of
/// the same population as the unlabelled (or the labelled clusters of the clusters). Undefined without labelled rows; no interval
/// from one label, one labelled cluster, or without variation; without unlabelled rows all three are the classical mean. Effective n: <c>n · Var_classical / Var_PPI++</c>.
/// References: Angelopoulos et al. (2023), Prediction-powered inference, Science 382; Angelopoulos, Duchi, Zrnic (2023), PPI++, arXiv 2311.01453.
/// </remarks>
public static class PredictionPoweredMean
{
    /// <summary>Below this number of human labels the normal and the t interval are too narrow, and <see cref="WithBootstrapT"/> is to stand beside them.</summary>
    public const int FewLabels = 30;

    private const string SeeBootstrapT = "see the bootstrap-t interval";

    /// <summary>Computes classical, PPI and PPI++ estimates.</summary>
    /// <param name="labelled">Human scores Y of the labelled rows, e.g. 0, ½, 1.</param>
    /// <param name="predicted">The judge's scores f of the same rows.</param>
    /// <param name="unlabelled">The judge's scores f̃ of the other rows.</param>
    /// <param name="labelledClusters">Cluster of each labelled row, or empty for independent rows.</param>
    /// <param name="unlabelledClusters">Cluster of each unlabelled row, numbered together with the labelled ones.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <exception cref="ArgumentException">Lengths do not match.</exception>
    public static PredictionPoweredResult Compute(
        ReadOnlySpan<double> labelled,
        ReadOnlySpan<double> predicted,
        ReadOnlySpan<double> unlabelled,
        ReadOnlySpan<int> labelledClusters = default,
        ReadOnlySpan<int> unlabelledClusters = default,
        string clusterUnit = "persona",
        double level = 0.95)
    {
        if (labelled.Length != predicted.Length)
            throw new ArgumentException("Each labelled row needs the judge's score.", nameof(predicted));
        var clustered = !labelledClusters.IsEmpty;
        if (clustered && (labelledClusters.Length != labelled.Length || unlabelledClusters.Length != unlabelled.Length))
            throw new ArgumentException("Give a cluster for every row or for none.", nameof(labelledClusters));

        var n = labelled.Length;
        if (n == 0)
        {
            var none = Estimate.Undefined("prediction-powered mean", "no row has a human label");
            return new PredictionPoweredResult { Classical = none, Ppi = none, PpiPlusPlus = none, LabelledN = 0, UnlabelledN = unlabelled.Length };
        }

        var sample = new PredictionPoweredSample(labelled, predicted, unlabelled, labelledClusters, unlabelledClusters);
        var lambda = sample.BestLambda();
        var quantile = clustered
            ? StudentT.InvCDF(0, 1, Math.Max(1, sample.LabelledClusters - 1), 1 - (1 - level) / 2)
            : Normal.InvCDF(0, 1, 1 - (1 - level) / 2);
        var classicalVariance = sample.Variance(0);
        var bestVariance = sample.Variance(lambda);
        return new PredictionPoweredResult
        {
            Classical = Of("classical mean", 0),
            Ppi = unlabelled.IsEmpty ? Of("classical mean", 0) : Of("prediction-powered mean (PPI)", 1),
            PpiPlusPlus = Of("prediction-powered mean (PPI++)", lambda),
            Lambda = lambda,
            EffectiveN = bestVariance > 0 ? n * classicalVariance / bestVariance : null,
            LabelledN = n,
            UnlabelledN = unlabelled.Length,
        };

        Estimate Of(string method, double weight)
        {
            var value = sample.Value(weight);
            var spread = Math.Sqrt(sample.Variance(weight));
            var none = n < 2 ? "one human label: no interval"
                : clustered && sample.LabelledClusters < 2 ? $"one labelled cluster ({clusterUnit}): no interval"
                : NoVariation.Is(spread, value) ? NoVariation.Warning(clustered ? clusterUnit : "label") : null;
            var half = quantile * spread;
            var warnings = new List<string>();
            if (none is not null)
                warnings.Add(none);
            else if (n < FewLabels)
                warnings.Add($"only {n} human labels: the {(clustered ? "t" : "normal")} interval is too narrow; {SeeBootstrapT}");
            if (none is null && clustered && sample.LabelledClusters < 10)
                warnings.Add($"only {sample.LabelledClusters} labelled clusters ({clusterUnit}): the interval is rough");
            return new Estimate
            {
                Value = value,
                Unit = "mean score",
                Interval = none is not null ? null
                    : new ConfidenceInterval(value - half, value + half, level, clustered ? $"CR1 by {clusterUnit}, t" : "normal"),
                StandardError = none is null ? spread : null,
                Method = method,
                N = n,
                Clusters = clustered ? sample.LabelledClusters : null,
                ClusterUnit = clustered ? clusterUnit : null,
                Settings = new Dictionary<string, string> { ["lambda"] = Numbers.Text(weight), ["unlabelled_n"] = Numbers.Text(sample.UnlabelledN) },
                Warnings = warnings,
            };
        }
    }

    /// <summary>
    /// PPI++ with a bootstrap-t interval: for few labels, where the normal interval is too narrow. Rows (or clusters, all of
    /// their rows together) are resampled, λ is chosen anew each time. No interval where <see cref="Compute"/> has none.
    /// </summary>
    /// <param name="labelled">Human scores.</param>
    /// <param name="predicted">The judge's scores of the same rows.</param>
    /// <param name="unlabelled">The judge's scores of the other rows.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="labelledClusters">Cluster of each labelled row, or empty.</param>
    /// <param name="unlabelledClusters">Cluster of each unlabelled row.</param>
    /// <param name="clusterUnit">What a cluster is.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <remarks>Reference: Efron, Tibshirani (1993), An Introduction to the Bootstrap, ch. 12.</remarks>
    public static Estimate WithBootstrapT(
        ReadOnlySpan<double> labelled,
        ReadOnlySpan<double> predicted,
        ReadOnlySpan<double> unlabelled,
        long seed,
        int replicates = 2000,
        ReadOnlySpan<int> labelledClusters = default,
        ReadOnlySpan<int> unlabelledClusters = default,
        string clusterUnit = "persona",
        double level = 0.95)
    {
        var plain = Compute(labelled, predicted, unlabelled, labelledClusters, unlabelledClusters, clusterUnit, level).PpiPlusPlus;
        if (plain.Value is not { } centre || plain.StandardError is not { } error)
            return plain;
        var sample = new PredictionPoweredSample(labelled, predicted, unlabelled, labelledClusters, unlabelledClusters);
        var drawn = new double[replicates];
        Parallel.For(0, replicates, replicate =>
        {
            drawn[replicate] = double.NaN;
            if (sample.Resample(new ReplicateRandom(seed, replicate)) is not { } resample)
                return;
            var lambda = resample.BestLambda();
            var spread = Math.Sqrt(resample.Variance(lambda));
            if (spread > 0 && !NoVariation.Is(spread, centre))
                drawn[replicate] = (resample.Value(lambda) - centre) / spread;
        });
        double[] sorted = [.. drawn.Where(statistic => !double.IsNaN(statistic)).Order()];
        var warnings = plain.Warnings.Where(w => !w.EndsWith(SeeBootstrapT, StringComparison.Ordinal)).ToList();
        if (sorted.Length < replicates)
            warnings.Add($"{replicates - sorted.Length} of {replicates} resamples had no variation and were dropped");
        if (sorted.Length < 20)
            return plain with { Interval = null, Warnings = [.. warnings, "too few usable resamples: no interval"] };
        return plain with
        {
            Interval = new ConfidenceInterval(
                centre - Quantile.OfSorted(sorted, 1 - (1 - level) / 2) * error,
                centre - Quantile.OfSorted(sorted, (1 - level) / 2) * error,
                level,
                labelledClusters.IsEmpty ? "bootstrap-t" : $"bootstrap-t by {clusterUnit}"),
            Seed = seed,
            Settings = new Dictionary<string, string>(plain.Settings) { ["replicates"] = Numbers.Text(replicates) },
            Warnings = warnings,
        };
    }
}
