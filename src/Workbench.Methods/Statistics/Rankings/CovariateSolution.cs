namespace Workbench.Methods.Statistics.Rankings;

/// <summary>A solved model with covariates; the variance is made on demand for given clusters.</summary>
internal sealed record CovariateSolution(
    double[] Beta, double[] Gamma, double LogLikelihood, int Iterations, bool Converged, Func<int[]?, string, RankingVariance> Variance);
