using System.Numerics;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Newton's method for Bradley–Terry on counts with ties as half. Minimises
/// <c>−Σ [w ln p + (n − w) ln(1 − p)] + λ/2·‖β‖²</c>, p = σ(β_i − β_j), on the plane Σβ = 0, with step halving.
/// </summary>
internal sealed class BradleyTerrySolver
{
    private readonly int[] _first;
    private readonly int[] _second;
    private readonly double _ridge;
    private readonly int _systems;

    public BradleyTerrySolver(int systems, int[] first, int[] second, double ridge)
    {
        (_systems, _first, _second, _ridge) = (systems, first, second, ridge);
    }

    /// <summary>Wins (ties as half) of the first of each pair and comparisons of each pair.</summary>
    public static (double[] Wins, double[] Totals) HalfTies(PairCounts counts)
    {
        var wins = new double[counts.PairCount];
        var totals = new double[counts.PairCount];
        for (var pair = 0; pair < wins.Length; pair++)
        {
            wins[pair] = counts.FirstWins[pair] + (counts.Ties[pair] / 2);
            totals[pair] = counts.FirstWins[pair] + counts.SecondWins[pair] + counts.Ties[pair];
        }

        return (wins, totals);
    }

    /// <summary>Fits; <paramref name="beta"/> is the start and becomes the result.</summary>
    public (int Iterations, bool Converged) Fit(ReadOnlySpan<double> wins, ReadOnlySpan<double> totals, double[] beta, double tolerance, int maxIterations)
    {
        var gradient = new double[_systems];
        var residual = new double[_first.Length];
        var objective = Objective(wins, totals, beta);
        for (var iteration = 1; iteration <= maxIterations; iteration++)
        {
            Gradient(wins, totals, beta, gradient, residual);
            if (Cholesky.TryFactor(Hessian(totals, beta), _systems) is not { } factor)
                return (iteration, false);
            factor.Solve(gradient);
            var (step, next) = HalveUntilBetter(wins, totals, beta, gradient, objective);
            objective = next;
            if (step < tolerance)
                return (iteration, true);
        }

        return (maxIterations, false);
    }

    /// <summary>
    /// Fits with one fixed factor of the Hessian instead of a new one a step: for replicates near a known maximum.
    /// Returns false where it does not settle; then <paramref name="beta"/> is of no use.
    /// </summary>
    public bool FitNear(ReadOnlySpan<double> wins, ReadOnlySpan<double> totals, Cholesky factor, double[] beta, double[] gradient, double[] residual, double tolerance)
    {
        var last = double.PositiveInfinity;
        for (var iteration = 0; iteration < 60; iteration++)
        {
            Gradient(wins, totals, beta, gradient, residual);
            factor.Solve(gradient);
            var step = 0.0;
            for (var i = 0; i < beta.Length; i++)
            {
                beta[i] -= gradient[i];
                step = Math.Max(step, Math.Abs(gradient[i]));
            }

            if (step < tolerance)
                return true;
            if (!(step < 2 * last) || step > 4)
                return false;
            last = step;
        }

        return false;
    }

    /// <summary>The Hessian, with a constant added along Σβ where there is no ridge, so that it can be inverted.</summary>
    public double[] Hessian(ReadOnlySpan<double> totals, double[] beta)
    {
        var hessian = new double[_systems * _systems];
        var trace = 0.0;
        for (var pair = 0; pair < _first.Length; pair++)
        {
            var (i, j) = (_first[pair], _second[pair]);
            var p = 1 / (1 + Math.Exp(beta[j] - beta[i]));
            var weight = totals[pair] * p * (1 - p);
            hessian[(i * _systems) + i] += weight;
            hessian[(j * _systems) + j] += weight;
            hessian[(i * _systems) + j] -= weight;
            hessian[(j * _systems) + i] -= weight;
            trace += weight;
        }

        if (_ridge > 0)
        {
            for (var i = 0; i < _systems; i++)
                hessian[(i * _systems) + i] += _ridge;
            return hessian;
        }

        var constant = GroundingOf(trace);
        for (var at = 0; at < hessian.Length; at++)
            hessian[at] += constant;
        return hessian;
    }

    /// <summary>The (pseudo-)inverse of the Hessian on the plane Σβ = 0; null where it has none.</summary>
    public double[]? Inverse(ReadOnlySpan<double> totals, double[] beta)
    {
        var hessian = Hessian(totals, beta);
        var mean = 0.0;
        for (var at = 0; at < hessian.Length; at++)
            mean += hessian[at];
        var constant = mean / hessian.Length; // Σ of a Laplacian is 0: what is left is the constant that was added
        if (Cholesky.TryFactor(hessian, _systems) is not { } factor)
            return null;
        var inverse = factor.Inverse();
        if (_ridge > 0)
            return inverse;
        var shift = 1 / (constant * _systems * _systems);
        for (var at = 0; at < inverse.Length; at++)
            inverse[at] -= shift;
        return inverse;
    }

    public double LogLikelihood(ReadOnlySpan<double> wins, ReadOnlySpan<double> totals, double[] beta)
    {
        var sum = 0.0;
        for (var pair = 0; pair < _first.Length; pair++)
        {
            var d = beta[_first[pair]] - beta[_second[pair]];
            sum += (wins[pair] * LogSigmoid(d)) + ((totals[pair] - wins[pair]) * LogSigmoid(-d));
        }

        return sum;
    }

    internal static double LogSigmoid(double x) => x >= 0 ? -double.LogP1(Math.Exp(-x)) : x - double.LogP1(Math.Exp(x));

    private double GroundingOf(double trace) => Math.Max(trace, 1e-12) / (_systems * (double)_systems);

    /// <summary>The gradient; <paramref name="residual"/> is room for one number a pair. Exponentials are taken several at a time.</summary>
    private void Gradient(ReadOnlySpan<double> wins, ReadOnlySpan<double> totals, double[] beta, double[] gradient, double[] residual)
    {
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = _ridge * beta[i];
        for (var pair = 0; pair < residual.Length; pair++)
            residual[pair] = beta[_second[pair]] - beta[_first[pair]];
        var at = 0;
        for (; at <= residual.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var odds = Vector.Exp(new Vector<double>(residual, at));
            ((new Vector<double>(totals[at..]) / (Vector<double>.One + odds)) - new Vector<double>(wins[at..])).CopyTo(residual, at);
        }

        for (; at < residual.Length; at++)
            residual[at] = (totals[at] / (1 + Math.Exp(residual[at]))) - wins[at];
        for (var pair = 0; pair < residual.Length; pair++)
        {
            gradient[_first[pair]] += residual[pair];
            gradient[_second[pair]] -= residual[pair];
        }
    }

    private double Objective(ReadOnlySpan<double> wins, ReadOnlySpan<double> totals, double[] beta)
    {
        var penalty = 0.0;
        foreach (var value in beta)
            penalty += value * value;
        return (_ridge / 2 * penalty) - LogLikelihood(wins, totals, beta);
    }

    /// <summary>Takes the step, halved until the objective does not grow; returns the largest change and the new objective.</summary>
    private (double Step, double Objective) HalveUntilBetter(ReadOnlySpan<double> wins, ReadOnlySpan<double> totals, double[] beta, double[] step, double objective)
    {
        var from = (double[])beta.Clone();
        for (var scale = 1.0; ; scale /= 2)
        {
            var largest = 0.0;
            for (var i = 0; i < beta.Length; i++)
            {
                beta[i] = from[i] - (scale * step[i]);
                largest = Math.Max(largest, Math.Abs(scale * step[i]));
            }

            var next = Objective(wins, totals, beta);
            if (next <= objective + (1e-12 * Math.Abs(objective)) || scale < 1e-10)
                return (largest, next);
        }
    }
}
