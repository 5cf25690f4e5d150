using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// One-coin model: Dawid–Skene with one number a rater, the probability of being right; a wrong label is any other one.
/// </summary>
/// <remarks>
/// <c>P(l | k) = a_w</c> where l = k, else <c>(1 − a_w)/(K − 1)</c>; M: <c>a_w = (s + Σ_i T_i,l_iw) / (s K + n_w)</c>. Uniform prior over categories. For sparse
/// raters, where a full confusion matrix cannot be learnt. Quality: a_w. Same assumptions and undefined cases as
/// <see cref="DawidSkene"/>. Reference: Zhang, Chen, Zhou, Jordan (2016), Spectral methods meet EM, JMLR 17.
/// </remarks>
public static class OneCoin
{
    /// <summary>Runs EM to convergence.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="smoothing">Pseudo-count s.</param>
    /// <param name="tolerance">Stops when no posterior changes by more.</param>
    /// <param name="maxIterations">Stops after so many rounds.</param>
    /// <param name="cancellationToken">Stops the iteration.</param>
    public static TruthModelResult Fit(
        RatingTable table, double smoothing = 0.01, double tolerance = 1e-8, int maxIterations = 500, CancellationToken cancellationToken = default)
    {
        if (Posteriors.Problem(table) is { } problem)
            return TruthModelResult.Undefined("one-coin", problem);
        var q = table.CategoryCount;
        var posterior = Posteriors.VoteShares(table);
        var accuracy = new double[table.RaterCount];
        var counts = new int[table.RaterCount];
        foreach (var item in Enumerable.Range(0, table.ItemCount))
        {
            foreach (var rater in table.RatersOf(item))
                counts[rater]++;
        }
        var change = double.PositiveInfinity;
        var iteration = 0;
        var next = new double[q];
        while (iteration < maxIterations && change > tolerance)
        {
            cancellationToken.ThrowIfCancellationRequested();
            iteration++;
            Array.Clear(accuracy);
            for (var item = 0; item < table.ItemCount; item++)
            {
                for (var i = 0; i < table.CategoriesOf(item).Length; i++)
                    accuracy[table.RatersOf(item)[i]] += posterior[item][table.CategoriesOf(item)[i]];
            }
            for (var rater = 0; rater < accuracy.Length; rater++)
                accuracy[rater] = (accuracy[rater] + smoothing) / (counts[rater] + smoothing * q);

            change = 0;
            for (var item = 0; item < table.ItemCount; item++)
            {
                var codes = table.CategoriesOf(item);
                if (codes.IsEmpty)
                    continue;
                Array.Clear(next);
                for (var i = 0; i < codes.Length; i++)
                {
                    var a = Math.Clamp(accuracy[table.RatersOf(item)[i]], 1e-12, 1 - 1e-12);
                    for (var k = 0; k < q; k++)
                        next[k] += Math.Log(k == codes[i] ? a : (1 - a) / (q - 1));
                }
                Posteriors.Normalise(next);
                for (var k = 0; k < q; k++)
                {
                    change = Math.Max(change, Math.Abs(next[k] - posterior[item][k]));
                    posterior[item][k] = next[k];
                }
            }
        }
        return new TruthModelResult
        {
            Model = "one-coin",
            Posterior = Posteriors.Publish(table, posterior),
            RaterQuality = [.. accuracy.Select((a, r) => counts[r] == 0 ? double.NaN : a)],
            Iterations = iteration,
            Converged = change <= tolerance,
        };
    }
}
