namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Strengths of connected systems under one tie model, before intervals are put around them.</summary>
internal sealed record BradleyTerryFit
{
    public required PairCounts Counts { get; init; }

    public required TieModel Model { get; init; }

    public required double[] Beta { get; init; }

    /// <summary>ln ν or ln θ; 0 for ties as half.</summary>
    public double Eta { get; init; }

    /// <summary>(Pseudo-)inverse Hessian over strengths, and η where the model has one.</summary>
    public required double[]? Bread { get; init; }

    public required double LogLikelihood { get; init; }

    public required int Iterations { get; init; }

    public required bool Converged { get; init; }

    public int Extras => Model == TieModel.Half ? 0 : 1;

    /// <summary>Fits; <paramref name="near"/> is a fit of the same systems to start from. Without ties every tie model is plain Bradley–Terry.</summary>
    public static BradleyTerryFit Of(PairCounts counts, BradleyTerryOptions options, double ridge, BradleyTerryFit? near = null)
    {
        var model = counts.Ties.Sum() > 0 ? options.Ties : TieModel.Half;
        return model == TieModel.Half ? Half(counts, options, ridge, near) : WithTies(counts, options, model, ridge, near);
    }

    /// <summary>Derivatives of one comparison's log-likelihood in d and η; <paramref name="score"/> is the first system's.</summary>
    public (double D, double Eta) Score(int pair, double score)
    {
        var d = Beta[Counts.First[pair]] - Beta[Counts.Second[pair]];
        if (Model == TieModel.Half)
            return (score - (1 / (1 + Math.Exp(-d))), 0);
        var at = score == 0.5
            ? TieLikelihood.Of(Model, d, Eta, 0, 0, 1)
            : TieLikelihood.Of(Model, d, Eta, score, 1 - score, 0);
        return (at.D, at.Eta);
    }

    private static BradleyTerryFit Half(PairCounts counts, BradleyTerryOptions options, double ridge, BradleyTerryFit? near)
    {
        var solver = new BradleyTerrySolver(counts.Systems.Count, counts.First, counts.Second, ridge);
        var (wins, totals) = BradleyTerrySolver.HalfTies(counts);
        double[] beta = near is null ? new double[counts.Systems.Count] : [.. near.Beta];
        var (iterations, converged) = solver.Fit(wins, totals, beta, options.Tolerance, options.MaxIterations);
        return new BradleyTerryFit
        {
            Counts = counts,
            Model = TieModel.Half,
            Beta = beta,
            Bread = solver.Inverse(totals, beta),
            LogLikelihood = solver.LogLikelihood(wins, totals, beta),
            Iterations = iterations,
            Converged = converged,
        };
    }

    private static BradleyTerryFit WithTies(PairCounts counts, BradleyTerryOptions options, TieModel model, double ridge, BradleyTerryFit? near)
    {
        var solver = new TieModelSolver(counts, model, ridge);
        double[] parameters = near is null
            ? [.. new double[counts.Systems.Count], model == TieModel.RaoKupper ? 0.5 : 0]
            : [.. near.Beta, near.Eta];
        var (iterations, converged) = solver.Fit(parameters, options.Tolerance, options.MaxIterations);
        return new BradleyTerryFit
        {
            Counts = counts,
            Model = model,
            Beta = parameters[..^1],
            Eta = parameters[^1],
            Bread = solver.Inverse(parameters),
            LogLikelihood = solver.LogLikelihood(parameters),
            Iterations = iterations,
            Converged = converged,
        };
    }
}
