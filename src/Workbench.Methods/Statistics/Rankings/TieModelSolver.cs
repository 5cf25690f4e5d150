namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Newton's method for Davidson and Rao–Kupper on counts, with step halving, on the plane Σβ = 0.</summary>
internal sealed class TieModelSolver(PairCounts counts, TieModel model, double ridge)
{
    private readonly int _systems = counts.Systems.Count;

    private int Size => _systems + 1;

    /// <summary>Fits strengths and the tie parameter η (last entry of <paramref name="parameters"/>; start and result).</summary>
    public (int Iterations, bool Converged) Fit(double[] parameters, double tolerance, int maxIterations)
    {
        var objective = Objective(parameters);
        for (var iteration = 1; iteration <= maxIterations; iteration++)
        {
            var (step, hessian) = Derivatives(parameters);
            if (Cholesky.TryFactor(hessian, Size) is not { } factor)
                return (iteration, false);
            factor.Solve(step);
            var from = (double[])parameters.Clone();
            var largest = 0.0;
            for (var scale = 1.0; ; scale /= 2)
            {
                for (var i = 0; i < Size; i++)
                    parameters[i] = from[i] - (scale * step[i]);
                largest = scale * step.Max(Math.Abs);
                var next = Objective(parameters);
                if (next <= objective + (1e-12 * Math.Abs(objective)) || scale < 1e-10)
                {
                    objective = next;
                    break;
                }
            }

            if (largest < tolerance)
                return (iteration, true);
        }

        return (maxIterations, false);
    }

    /// <summary>The inverse Hessian over strengths and η, freed of the constant along Σβ; null where it has none.</summary>
    public double[]? Inverse(double[] parameters)
    {
        var (_, hessian) = Derivatives(parameters);
        if (Cholesky.TryFactor(hessian, Size) is not { } factor)
            return null;
        var inverse = factor.Inverse();
        if (ridge > 0)
            return inverse;
        var shift = 1 / (Grounding() * _systems * _systems);
        for (var i = 0; i < _systems; i++)
        {
            for (var j = 0; j < _systems; j++)
                inverse[(i * Size) + j] -= shift;
        }

        return inverse;
    }

    public double LogLikelihood(double[] parameters)
    {
        var sum = 0.0;
        for (var pair = 0; pair < counts.PairCount; pair++)
            sum += At(pair, parameters).Value;
        return sum;
    }

    private double Objective(double[] parameters) =>
        (ridge / 2 * parameters.Take(_systems).Sum(beta => beta * beta)) - LogLikelihood(parameters);

    private TieLikelihood At(int pair, double[] parameters)
    {
        var (i, j, wins, losses, ties) = counts[pair];
        return TieLikelihood.Of(model, parameters[i] - parameters[j], parameters[_systems], wins, losses, ties);
    }

    private double Grounding() => counts.Rows / ((double)_systems * _systems);

    private (double[] Gradient, double[] Hessian) Derivatives(double[] parameters)
    {
        var gradient = new double[Size];
        var hessian = new double[Size * Size];
        for (var i = 0; i < _systems; i++)
        {
            gradient[i] = ridge * parameters[i];
            hessian[(i * Size) + i] = ridge;
            for (var j = 0; ridge == 0 && j < _systems; j++)
                hessian[(i * Size) + j] = Grounding();
        }

        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            var (i, j) = (counts.First[pair], counts.Second[pair]);
            var at = At(pair, parameters);
            gradient[i] -= at.D;
            gradient[j] += at.D;
            gradient[_systems] -= at.Eta;
            Add(i, i, at.DD);
            Add(j, j, at.DD);
            Add(i, j, -at.DD);
            Add(j, i, -at.DD);
            Add(i, _systems, at.DEta);
            Add(_systems, i, at.DEta);
            Add(j, _systems, -at.DEta);
            Add(_systems, j, -at.DEta);
            Add(_systems, _systems, at.EtaEta);
        }

        return (gradient, hessian);

        void Add(int row, int column, double value) => hessian[(row * Size) + column] += value;
    }
}
