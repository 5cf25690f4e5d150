using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Rows of a Bradley–Terry model with covariates: two systems, a score, scaled features.</summary>
internal sealed class CovariateDesign
{
    private readonly ScoreRows _rows;
    private readonly double[] _score;
    private readonly int[] _setRow;

    private CovariateDesign(ScoreRows rows, double[] score, int[] setRow, List<string> names, double[] scales, List<string> constant, int systems)
    {
        (_rows, _score, _setRow, Names, Scales, Constant, Systems) = (rows, score, setRow, names, scales, constant, systems);
    }

    /// <summary>Covariates that vary, in the order of their columns.</summary>
    public List<string> Names { get; }

    /// <summary>What each was divided by.</summary>
    public double[] Scales { get; }

    /// <summary>Covariates that were left out because they do not vary.</summary>
    public List<string> Constant { get; }

    public int Systems { get; }

    public int Rows => _score.Length;

    /// <param name="set">The rows that are complete.</param>
    /// <param name="start">Which systems are ranked.</param>
    /// <param name="covariates">Features, one value a row of the original set.</param>
    /// <param name="kept">The original row of each row of the set.</param>
    public static CovariateDesign Of(JudgmentSet set, BradleyTerryFit start, IReadOnlyList<CovariateColumn> covariates, int[] kept)
    {
        var position = start.Counts.Systems.Select((name, at) => (name, at)).ToDictionary(entry => entry.name, entry => entry.at);
        int[] systemOfId = [.. set.Systems.Select(name => position.GetValueOrDefault(name, -1))];
        var scores = set.LeftScores().ToArray();
        int[] used = [.. Enumerable.Range(0, set.Count).Where(row =>
            !double.IsNaN(scores[row]) && set.Left[row] >= 0 && set.Right[row] >= 0 && set.Left[row] != set.Right[row]
            && systemOfId[set.Left[row]] >= 0 && systemOfId[set.Right[row]] >= 0)];
        var (names, columns, scales, constant) = (new List<string>(), new List<CovariateColumn>(), new List<double>(), new List<string>());
        foreach (var covariate in covariates)
        {
            var scale = covariate.Name == "side" ? 1 : Spread([.. used.Select(row => covariate.Values[kept[row]])]);
            if (scale == 0)
            {
                constant.Add(covariate.Name);
                continue;
            }

            names.Add(covariate.Name);
            columns.Add(covariate);
            scales.Add(scale);
        }

        var rows = new ScoreRows(start.Counts.Systems.Count, columns.Count, used.Length);
        for (var at = 0; at < used.Length; at++)
        {
            rows.First[at] = systemOfId[set.Left[used[at]]];
            rows.Second[at] = systemOfId[set.Right[used[at]]];
            for (var k = 0; k < columns.Count; k++)
                rows.Extra[(at * columns.Count) + k] = columns[k].Values[kept[used[at]]] / scales[k];
        }

        return new CovariateDesign(rows, [.. used.Select(row => scores[row])], used, names, [.. scales], constant, start.Counts.Systems.Count);
    }

    /// <summary>Newton's method with step halving on strengths and effects.</summary>
    public CovariateSolution Solve(double ridge, BradleyTerryOptions options)
    {
        var size = _rows.Size;
        var parameters = new double[size];
        var objective = Objective(parameters, ridge);
        var (iterations, converged) = (0, false);
        while (!converged && iterations < options.MaxIterations)
        {
            iterations++;
            var (step, hessian) = Derivatives(parameters, ridge);
            if (Cholesky.TryFactor(hessian, size) is not { } factor)
                break;
            factor.Solve(step);
            var from = (double[])parameters.Clone();
            for (var scale = 1.0; ; scale /= 2)
            {
                for (var i = 0; i < size; i++)
                    parameters[i] = from[i] - (scale * step[i]);
                var next = Objective(parameters, ridge);
                if (next <= objective + (1e-12 * Math.Abs(objective)) || scale < 1e-10)
                {
                    (objective, converged) = (next, scale * step.Max(Math.Abs) < options.Tolerance);
                    break;
                }
            }
        }

        return new CovariateSolution(
            parameters[..Systems], parameters[Systems..], -Objective(parameters, 0), iterations, converged, (ids, unit) => Variance(parameters, ridge, ids, unit));
    }

    private RankingVariance Variance(double[] parameters, double ridge, int[]? ids, string unit)
    {
        var size = _rows.Size;
        var (_, hessian) = Derivatives(parameters, ridge);
        if (Cholesky.TryFactor(hessian, size) is not { } factor)
            return new RankingVariance(null, size, null, null, "");
        var bread = factor.Inverse();
        var k = _rows.Size - Systems;
        var scores = new ScoreRows(Systems, k, Rows);
        var clusters = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var residual = _score[row] - Probability(parameters, row);
            (scores.First[row], scores.Second[row], scores.Score[row]) = (_rows.First[row], _rows.Second[row], residual);
            for (var c = 0; c < k; c++)
                scores.Extra[(row * k) + c] = residual * _rows.Extra[(row * k) + c];
            clusters[row] = ids is null ? -1 : ids[_setRow[row]];
        }

        var (meat, count) = scores.Meat(clusters);
        return ids is null
            ? new RankingVariance(Sandwich.Multiply(bread, meat, size, 1), size, null, null, "sandwich, z")
            : new RankingVariance(count < 2 ? null : Sandwich.Multiply(bread, meat, size, count / (count - 1.0)), size, count, unit, $"sandwich by {unit}, t");
    }

    private double Linear(double[] parameters, int row)
    {
        var k = _rows.Size - Systems;
        var sum = parameters[_rows.First[row]] - parameters[_rows.Second[row]];
        for (var c = 0; c < k; c++)
            sum += parameters[Systems + c] * _rows.Extra[(row * k) + c];
        return sum;
    }

    private double Probability(double[] parameters, int row) => 1 / (1 + Math.Exp(-Linear(parameters, row)));

    private double Objective(double[] parameters, double ridge)
    {
        var sum = ridge / 2 * parameters.Take(Systems).Sum(beta => beta * beta);
        for (var row = 0; row < Rows; row++)
        {
            var linear = Linear(parameters, row);
            sum -= (_score[row] * BradleyTerrySolver.LogSigmoid(linear)) + ((1 - _score[row]) * BradleyTerrySolver.LogSigmoid(-linear));
        }

        return sum;
    }

    private (double[] Gradient, double[] Hessian) Derivatives(double[] parameters, double ridge)
    {
        var size = _rows.Size;
        var k = size - Systems;
        var gradient = new double[size];
        var hessian = new double[size * size];
        var grounding = ridge > 0 ? 0 : Math.Max(1, Rows) / ((double)Systems * Systems);
        for (var i = 0; i < Systems; i++)
        {
            gradient[i] = ridge * parameters[i];
            hessian.AsSpan(i * size, Systems).Fill(grounding);
            hessian[(i * size) + i] += ridge;
        }

        var at = new int[k + 2];
        var x = new double[k + 2];
        for (var row = 0; row < Rows; row++)
        {
            var p = Probability(parameters, row);
            (at[0], at[1], x[0], x[1]) = (_rows.First[row], _rows.Second[row], 1, -1);
            for (var c = 0; c < k; c++)
                (at[c + 2], x[c + 2]) = (Systems + c, _rows.Extra[(row * k) + c]);
            for (var a = 0; a < at.Length; a++)
            {
                gradient[at[a]] += x[a] * (p - _score[row]);
                for (var b = 0; b < at.Length; b++)
                    hessian[(at[a] * size) + at[b]] += p * (1 - p) * x[a] * x[b];
            }
        }

        return (gradient, hessian);
    }

    private static double Spread(double[] values)
    {
        var sd = values.Length < 2 ? 0 : Quantile.StandardDeviation(values);
        return sd > 1e-12 ? sd : 0;
    }
}
