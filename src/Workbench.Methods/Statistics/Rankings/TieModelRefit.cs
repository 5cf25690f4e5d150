namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Replicates under Davidson or Rao–Kupper: strengths and tie parameter by Newton's method from the full fit.</summary>
internal sealed class TieModelRefit(BradleyTerryFit full, BradleyTerryOptions options, double ridge) : ReplicateRefit
{
    private readonly BradleyTerryOptions _options = options with { Tolerance = Tolerance };
    private double[] _beta = full.Beta;

    public override double[] Beta => _beta;

    public override bool Fit(ReplicateCounts drawn)
    {
        var counts = drawn.As(full.Counts);
        var plain = ridge > 0 || IsConnected(counts) ? BradleyTerryFit.Of(counts, _options, ridge, full) : null;
        var rescued = plain is not { Converged: true };
        _beta = (rescued ? BradleyTerryFit.Of(counts, _options, Math.Max(ridge, _options.RescueRidge), full) : plain!).Beta;
        return rescued;
    }
}
