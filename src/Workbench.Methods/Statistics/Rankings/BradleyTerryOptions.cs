namespace Workbench.Methods.Statistics.Rankings;

/// <summary>How a Bradley–Terry ranking is fitted.</summary>
public sealed record BradleyTerryOptions
{
    /// <summary>The defaults: ties as half, no ridge unless the data needs one, 95 %.</summary>
    public static BradleyTerryOptions Default { get; } = new();

    /// <summary>What a tie means.</summary>
    public TieModel Ties { get; init; } = TieModel.Half;

    /// <summary>λ of the penalty <c>λ/2·‖β‖²</c>; 0 for the plain maximum.</summary>
    public double Ridge { get; init; }

    /// <summary>λ that is used, with a warning, where the win graph is not strongly connected and no ridge was asked for.</summary>
    public double RescueRidge { get; init; } = 0.1;

    /// <summary>Nominal coverage.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Largest step of a strength at which the iteration ends.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Most Newton steps.</summary>
    public int MaxIterations { get; init; } = 200;
}
