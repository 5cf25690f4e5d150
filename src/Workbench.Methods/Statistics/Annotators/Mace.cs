using MathNet.Numerics;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// MACE: each label is either the truth or drawn from the rater's own spamming habit; gives a competence a rater and an
/// entropy an item.
/// </summary>
/// <remarks>
/// <c>P(l | k) = θ_w 1{l = k} + (1 − θ_w) ξ_w[l]</c>, uniform truth. Variational EM with Beta(½, ½) on θ and a symmetric Dirichlet on ξ: expected counts
/// enter as <c>exp(ψ(count + prior) − ψ(total))</c>. Random restarts, the one with the highest marginal likelihood wins. Quality: θ_w.
/// Assumes one truth an item. Deterministic given the seed. Undefined without ratings or with one category.
/// Reference: Hovy, Berg-Kirkpatrick, Vaswani, Hovy (2013), Learning whom to trust with MACE, NAACL.
/// </remarks>
public static class Mace
{
    /// <summary>Runs the restarts.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="seed">Seed of the random starts.</param>
    /// <param name="restarts">Number of starts.</param>
    /// <param name="iterations">Rounds of each.</param>
    /// <param name="strategyPrior">Concentration of the Dirichlet on a spamming habit.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    public static TruthModelResult Fit(
        RatingTable table, long seed, int restarts = 10, int iterations = 50, double strategyPrior = 10, CancellationToken cancellationToken = default)
    {
        if (Posteriors.Problem(table) is { } problem)
            return TruthModelResult.Undefined("MACE", problem);
        var runs = new Run[restarts];
        Parallel.For(0, restarts, new ParallelOptions { CancellationToken = cancellationToken }, restart =>
            runs[restart] = new Run(table, new ReplicateRandom(seed, restart), iterations, strategyPrior));
        var best = runs.MaxBy(r => r.LogLikelihood)!;
        return new TruthModelResult
        {
            Model = "MACE",
            Posterior = Posteriors.Publish(table, best.Posterior),
            RaterQuality = best.Competence,
            Iterations = iterations,
            Converged = best.LastGain < 1e-3 * Math.Max(1, Math.Abs(best.LogLikelihood)),
        };
    }

    private sealed class Run
    {
        private const double CompetencePrior = 0.5;
        private readonly RatingTable _table;
        private readonly double[] _know;
        private readonly double[] _spam;
        private readonly double[][] _habit;
        private readonly double[] _knowCount;
        private readonly double[] _spamCount;
        private readonly double[][] _habitCount;

        internal Run(RatingTable table, ReplicateRandom random, int iterations, double strategyPrior)
        {
            var q = table.CategoryCount;
            _table = table;
            _know = new double[table.RaterCount];
            _spam = new double[table.RaterCount];
            _habit = new double[table.RaterCount][];
            _knowCount = new double[table.RaterCount];
            _spamCount = new double[table.RaterCount];
            _habitCount = new double[table.RaterCount][];
            Posterior = Posteriors.VoteShares(table);
            for (var rater = 0; rater < table.RaterCount; rater++)
            {
                // Start near competent, so that the mirrored solution (everybody lies) is not found.
                _know[rater] = 0.5 + 0.4 * random.NextDouble();
                _spam[rater] = 1 - _know[rater];
                _habit[rater] = new double[q];
                _habitCount[rater] = new double[q];
                var total = 0.0;
                for (var l = 0; l < q; l++)
                    total += _habit[rater][l] = 1 + random.NextDouble();
                for (var l = 0; l < q; l++)
                    _habit[rater][l] /= total;
            }
            LogLikelihood = Expect();
            for (var iteration = 0; iteration < iterations; iteration++)
            {
                Maximise(strategyPrior);
                var before = LogLikelihood;
                LogLikelihood = Expect();
                LastGain = Math.Abs(LogLikelihood - before);
            }
            Competence = [.. _knowCount.Select((k, r) => k + _spamCount[r] == 0 ? double.NaN : (k + CompetencePrior) / (k + _spamCount[r] + 2 * CompetencePrior))];
        }

        internal double[][] Posterior { get; }

        internal double[] Competence { get; }

        internal double LogLikelihood { get; private set; }

        internal double LastGain { get; private set; }

        /// <summary>Posterior of truths and expected counts of knowing and spamming; returns the log marginal likelihood.</summary>
        private double Expect()
        {
            Array.Clear(_knowCount);
            Array.Clear(_spamCount);
            foreach (var counts in _habitCount)
                Array.Clear(counts);
            var total = 0.0;
            var q = _table.CategoryCount;
            for (var item = 0; item < _table.ItemCount; item++)
            {
                var codes = _table.CategoriesOf(item);
                var raters = _table.RatersOf(item);
                if (codes.IsEmpty)
                    continue;
                var row = Posterior[item];
                for (var k = 0; k < q; k++)
                {
                    row[k] = -Math.Log(q);
                    for (var i = 0; i < codes.Length; i++)
                        row[k] += Math.Log(_spam[raters[i]] * _habit[raters[i]][codes[i]] + (codes[i] == k ? _know[raters[i]] : 0));
                }
                total += Posteriors.Normalise(row);
                for (var i = 0; i < codes.Length; i++)
                {
                    var w = raters[i];
                    var spam = _spam[w] * _habit[w][codes[i]];
                    var knew = row[codes[i]] * _know[w] / (_know[w] + spam);
                    _knowCount[w] += knew;
                    _spamCount[w] += 1 - knew;
                    _habitCount[w][codes[i]] += 1 - knew;
                }
            }
            return total;
        }

        private void Maximise(double strategyPrior)
        {
            for (var w = 0; w < _know.Length; w++)
            {
                var total = SpecialFunctions.DiGamma(_knowCount[w] + _spamCount[w] + 2 * CompetencePrior);
                _know[w] = Math.Exp(SpecialFunctions.DiGamma(_knowCount[w] + CompetencePrior) - total);
                _spam[w] = Math.Exp(SpecialFunctions.DiGamma(_spamCount[w] + CompetencePrior) - total);
                var habits = SpecialFunctions.DiGamma(_habitCount[w].Sum() + strategyPrior * _habit[w].Length);
                for (var l = 0; l < _habit[w].Length; l++)
                    _habit[w][l] = Math.Exp(SpecialFunctions.DiGamma(_habitCount[w][l] + strategyPrior) - habits);
            }
        }
    }
}
