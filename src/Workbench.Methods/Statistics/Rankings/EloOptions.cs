namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Constants of Elo; the defaults are those of FastChat and evalica.</summary>
public sealed record EloOptions
{
    /// <summary>The defaults.</summary>
    public static EloOptions Default { get; } = new();

    /// <summary>Step K.</summary>
    public double K { get; init; } = 4;

    /// <summary>Rating that everybody starts from.</summary>
    public double Initial { get; init; } = 1000;

    /// <summary>Base of the odds.</summary>
    public double Base { get; init; } = 10;

    /// <summary>Points at which the odds are <see cref="Base"/> to one.</summary>
    public double Scale { get; init; } = 400;
}
