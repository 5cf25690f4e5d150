namespace Workbench.Methods.Statistics.Judges;

/// <summary>The human mean estimated with and without the help of a judge.</summary>
public sealed record PredictionPoweredResult
{
    /// <summary>From the human labels alone (λ = 0).</summary>
    public required Estimate Classical { get; init; }

    /// <summary>PPI (λ = 1).</summary>
    public required Estimate Ppi { get; init; }

    /// <summary>PPI++ with the λ that minimises the variance.</summary>
    public required Estimate PpiPlusPlus { get; init; }

    /// <summary>The λ of PPI++: 0 says that the judge is of no use, 1 that it is taken at its word.</summary>
    public double? Lambda { get; init; }

    /// <summary>How many human labels alone would give the same precision; null where the variance is 0.</summary>
    public double? EffectiveN { get; init; }

    /// <summary>Rows with a human label.</summary>
    public required int LabelledN { get; init; }

    /// <summary>Rows with the judge's label only.</summary>
    public required int UnlabelledN { get; init; }
}
