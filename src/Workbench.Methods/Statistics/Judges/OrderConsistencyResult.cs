namespace Workbench.Methods.Statistics.Judges;

/// <summary>How a judge's verdicts depend on the order in which the outputs are shown.</summary>
public sealed record OrderConsistencyResult
{
    /// <summary>Share of pairs with the same winner (or a tie twice) after the swap; the conflict rate is 1 minus it.</summary>
    public required Estimate Consistency { get; init; }

    /// <summary>Signed share of the inconsistent pairs: those that follow the first position minus those that follow the second, −1 … 1.</summary>
    public required Estimate PreferenceFairness { get; init; }

    /// <summary>Share of all decisive calls that chose the first position, with a Wilson interval.</summary>
    public required Estimate FirstPositionShare { get; init; }

    /// <summary>Exact two-sided binomial p-value of a first-position share of one half.</summary>
    public required double FirstPositionPValue { get; init; }
}
