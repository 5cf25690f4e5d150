namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Replicates with ties as half: one factor of the full fit's Hessian for all, Newton's method where that does not settle.</summary>
internal sealed class HalfTieRefit : ReplicateRefit
{
    private readonly BradleyTerryFit _full;
    private readonly BradleyTerryOptions _options;
    private readonly BradleyTerrySolver _solver;
    private readonly BradleyTerrySolver _rescue;
    private readonly Cholesky _factor;
    private readonly double[] _gradient;
    private readonly double[] _residual;
    private readonly int[] _group;

    private HalfTieRefit(BradleyTerryFit full, BradleyTerryOptions options, BradleyTerrySolver solver, BradleyTerrySolver rescue, Cholesky factor)
    {
        (_full, _options, _solver, _rescue, _factor) = (full, options, solver, rescue, factor);
        _group = new int[full.Beta.Length];
        (Beta, _gradient, _residual) = (new double[full.Beta.Length], new double[full.Beta.Length], new double[full.Counts.PairCount]);
    }

    public override double[] Beta { get; }

    /// <summary>Makes one for each thread, all with the same factor.</summary>
    public static Func<ReplicateRefit> Maker(BradleyTerryFit full, BradleyTerryOptions options, double ridge)
    {
        var systems = full.Beta.Length;
        var (_, totals) = BradleyTerrySolver.HalfTies(full.Counts);
        var solver = new BradleyTerrySolver(systems, full.Counts.First, full.Counts.Second, ridge);
        var rescue = ridge > 0 ? solver : new BradleyTerrySolver(systems, full.Counts.First, full.Counts.Second, options.RescueRidge);
        var factor = Cholesky.TryFactor(solver.Hessian(totals, full.Beta), systems)!;
        return () => new HalfTieRefit(full, options, solver, rescue, factor);
    }

    public override bool Fit(ReplicateCounts drawn)
    {
        _full.Beta.CopyTo(Beta, 0);
        if (AllMet(drawn.Totals) && _solver.FitNear(drawn.Wins, drawn.Totals, _factor, Beta, _gradient, _residual, Tolerance))
            return false;
        _full.Beta.CopyTo(Beta, 0);
        if (IsConnected(drawn.As(_full.Counts)) && _solver.Fit(drawn.Wins, drawn.Totals, Beta, Tolerance, _options.MaxIterations).Converged)
            return false;
        _full.Beta.CopyTo(Beta, 0);
        _rescue.Fit(drawn.Wins, drawn.Totals, Beta, Tolerance, _options.MaxIterations);
        return true;
    }

    /// <summary>
    /// Whether the drawn comparisons link all systems. A system without any has a flat likelihood, on which the iteration settles
    /// at once and leaves the strength of the full fit standing as if it had been estimated again.
    /// </summary>
    private bool AllMet(double[] totals)
    {
        for (var i = 0; i < _group.Length; i++)
            _group[i] = i;
        var groups = _group.Length;
        for (var pair = 0; pair < totals.Length && groups > 1; pair++)
        {
            if (!(totals[pair] > 0))
                continue;
            var (first, second) = (Root(_full.Counts.First[pair]), Root(_full.Counts.Second[pair]));
            if (first == second)
                continue;
            _group[first] = second;
            groups--;
        }

        return groups == 1;
    }

    private int Root(int system)
    {
        while (_group[system] != system)
            system = _group[system] = _group[_group[system]];
        return system;
    }
}
