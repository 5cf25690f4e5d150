using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// Dawid–Skene: estimates the true label of each item together with each rater's confusion matrix, by EM.
/// </summary>
/// <remarks>
/// Start: vote shares T. M: <c>π_k = mean T_ik</c>, <c>E_w[k,l] = (s + Σ_i T_ik 1{l_iw = l}) / Σ_l</c>; E: <c>T_ik ∝ π_k Π_w E_w[k, l_iw]</c> in logs with
/// floor 1e-12. Smoothing s keeps sparse raters from certainty. Assumes one truth an item and independent raters given it. With few
/// ratings a rater prefer <see cref="OneCoin"/>. Quality: prior-weighted diagonal of the confusion matrix. Undefined
/// without ratings or with one category. Reference: Dawid, Skene (1979), J. R. Stat. Soc. C 28(1), 20–28.
/// </remarks>
public static class DawidSkene
{
    /// <summary>Runs EM to convergence.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="smoothing">Pseudo-count s of each cell of a confusion matrix.</param>
    /// <param name="tolerance">Stops when no posterior changes by more.</param>
    /// <param name="maxIterations">Stops after so many rounds; the result says that it did not converge.</param>
    /// <param name="cancellationToken">Stops the iteration.</param>
    public static TruthModelResult Fit(
        RatingTable table, double smoothing = 0.01, double tolerance = 1e-8, int maxIterations = 500, CancellationToken cancellationToken = default)
    {
        const double Floor = 1e-12;
        if (Posteriors.Problem(table) is { } problem)
            return TruthModelResult.Undefined("Dawid–Skene", problem);
        var q = table.CategoryCount;
        var posterior = Posteriors.VoteShares(table);
        var prior = new double[q];
        var confusion = new double[table.RaterCount][,];
        int rated = Enumerable.Range(0, table.ItemCount).Count(i => !table.CategoriesOf(i).IsEmpty), iteration = 0;
        var change = double.PositiveInfinity;
        while (iteration < maxIterations && change > tolerance)
        {
            cancellationToken.ThrowIfCancellationRequested();
            iteration++;
            Maximise();
            change = Expect();
        }
        Maximise();

        return new TruthModelResult
        {
            Model = "Dawid–Skene",
            Posterior = Posteriors.Publish(table, posterior),
            RaterQuality = [.. confusion.Select(c => c is null ? double.NaN : Enumerable.Range(0, q).Sum(k => prior[k] * c[k, k]))],
            Confusion = [.. confusion.Select(c => c ?? new double[q, q])],
            Prior = prior,
            Iterations = iteration,
            Converged = change <= tolerance,
        };

        void Maximise()
        {
            Array.Clear(prior);
            Array.Clear(confusion);
            for (var item = 0; item < table.ItemCount; item++)
            {
                var codes = table.CategoriesOf(item);
                var raters = table.RatersOf(item);
                for (var k = 0; k < q && codes.Length > 0; k++)
                    prior[k] += posterior[item][k] / rated;
                for (var i = 0; i < codes.Length; i++)
                {
                    var counts = confusion[raters[i]] ??= new double[q, q];
                    for (var k = 0; k < q; k++)
                        counts[k, codes[i]] += posterior[item][k];
                }
            }
            foreach (var counts in confusion)
            {
                for (var k = 0; k < q && counts is not null; k++)
                {
                    var total = 0.0;
                    for (var l = 0; l < q; l++)
                        total += counts[k, l] += smoothing;
                    for (var l = 0; l < q; l++)
                        counts[k, l] = total > 0 ? counts[k, l] / total : 1.0 / q;
                }
            }
        }

        double Expect()
        {
            var largest = 0.0;
            var next = new double[q];
            for (var item = 0; item < table.ItemCount; item++)
            {
                var codes = table.CategoriesOf(item);
                var raters = table.RatersOf(item);
                if (codes.IsEmpty)
                    continue;
                for (var k = 0; k < q; k++)
                {
                    next[k] = Math.Log(Math.Max(Floor, prior[k]));
                    for (var i = 0; i < codes.Length; i++)
                        next[k] += Math.Log(Math.Max(Floor, confusion[raters[i]][k, codes[i]]));
                }
                Posteriors.Normalise(next);
                for (var k = 0; k < q; k++)
                {
                    largest = Math.Max(largest, Math.Abs(next[k] - posterior[item][k]));
                    posterior[item][k] = next[k];
                }
            }
            return largest;
        }
    }
}
