namespace Workbench.Methods.Tests.Statistics.Rankings;

/// <summary>Maximum likelihood checked and its sandwich computed by difference quotients of the rows' log-likelihoods alone: no formula of a derivative is used.</summary>
internal sealed class ObviousSandwich
{
    private const double Step = 1e-4;
    private readonly Func<double[], int, double> _logLikelihood;
    private readonly int _rows;
    private readonly double[,] _map;
    private readonly double[] _at;
    private readonly double _ridge;
    private readonly int _systems;

    /// <param name="logLikelihood">Of one row at strengths and further parameters.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="estimate">Strengths, then further parameters.</param>
    /// <param name="systems">Number of strengths.</param>
    /// <param name="ridge">λ; 0 keeps Σβ = 0 by writing the last strength as minus the sum of the others.</param>
    public ObviousSandwich(Func<double[], int, double> logLikelihood, int rows, double[] estimate, int systems, double ridge = 0)
    {
        (_logLikelihood, _rows, _systems, _ridge) = (logLikelihood, rows, systems, ridge);
        var free = ridge > 0 ? estimate.Length : estimate.Length - 1;
        _map = new double[estimate.Length, free];
        for (int full = 0, next = 0; full < estimate.Length; full++)
        {
            if (ridge == 0 && full == systems - 1)
            {
                for (var k = 0; k < systems - 1; k++)
                    _map[full, k] = -1;
            }
            else
                _map[full, next++] = 1;
        }

        _at = [.. estimate.Where((_, i) => ridge > 0 || i != systems - 1)];
    }

    /// <summary>Largest slope of the penalised log-likelihood at the estimate: 0 at the maximum.</summary>
    public double LargestSlope() => Gradient(_at, row => 1).Max(Math.Abs);

    public double LogLikelihood() => Enumerable.Range(0, _rows).Sum(row => _logLikelihood(Full(_at), row));

    /// <summary>Standard errors of all parameters; a row of −1 is its own cluster.</summary>
    public double[] Errors(int[] clusters, bool correct)
    {
        var free = _at.Length;
        var hessian = new double[free, free];
        for (var k = 0; k < free; k++)
        {
            var (up, down) = (Gradient(Moved(k, Step), _ => 1), Gradient(Moved(k, -Step), _ => 1));
            for (var l = 0; l < free; l++)
                hessian[k, l] = -(up[l] - down[l]) / (2 * Step);
        }

        var bread = Inverse(hessian);
        var groups = Enumerable.Range(0, _rows).GroupBy(row => clusters[row] < 0 ? -1 - row : clusters[row]).ToArray();
        var influences = groups.Select(group =>
        {
            var members = group.ToHashSet();
            var score = Gradient(_at, row => members.Contains(row) ? 1 : 0, penalised: false);
            return Enumerable.Range(0, free).Select(k => Enumerable.Range(0, free).Sum(l => bread[k, l] * score[l])).ToArray();
        }).ToArray();
        var factor = correct ? influences.Length / (influences.Length - 1.0) : 1;
        return [.. Enumerable.Range(0, _map.GetLength(0)).Select(full =>
            Math.Sqrt(factor * influences.Sum(influence => Math.Pow(Enumerable.Range(0, free).Sum(k => _map[full, k] * influence[k]), 2))))];
    }

    private double[] Moved(int k, double by) => [.. _at.Select((value, i) => i == k ? value + by : value)];

    private double[] Full(double[] x) => [.. Enumerable.Range(0, _map.GetLength(0)).Select(full => Enumerable.Range(0, x.Length).Sum(k => _map[full, k] * x[k]))];

    private double[] Gradient(double[] x, Func<int, double> weight, bool penalised = true) =>
        [.. Enumerable.Range(0, x.Length).Select(k =>
        {
            double At(double by)
            {
                var full = Full([.. x.Select((value, i) => i == k ? value + by : value)]);
                var sum = Enumerable.Range(0, _rows).Where(row => weight(row) > 0).Sum(row => _logLikelihood(full, row));
                return penalised ? sum - (_ridge / 2 * full.Take(_systems).Sum(beta => beta * beta)) : sum;
            }

            return (At(Step) - At(-Step)) / (2 * Step);
        })];

    /// <summary>Gauss–Jordan.</summary>
    private static double[,] Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var (a, inverse) = ((double[,])matrix.Clone(), new double[n, n]);
        for (var i = 0; i < n; i++)
            inverse[i, i] = 1;
        for (var pivot = 0; pivot < n; pivot++)
        {
            var by = a[pivot, pivot];
            for (var j = 0; j < n; j++)
                (a[pivot, j], inverse[pivot, j]) = (a[pivot, j] / by, inverse[pivot, j] / by);
            for (var i = 0; i < n; i++)
            {
                var times = a[i, pivot];
                for (var j = 0; j < n && i != pivot; j++)
                    (a[i, j], inverse[i, j]) = (a[i, j] - (times * a[pivot, j]), inverse[i, j] - (times * inverse[pivot, j]));
            }
        }

        return inverse;
    }
}
