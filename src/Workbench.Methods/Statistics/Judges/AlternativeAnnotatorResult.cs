namespace Workbench.Methods.Statistics.Judges;

/// <summary>Outcome of the alternative-annotator test of one judge.</summary>
public sealed record AlternativeAnnotatorResult
{
    /// <summary>ω: share of annotators that the judge beats after correction; the judge passes from one half on.</summary>
    public required Estimate WinningRate { get; init; }

    /// <summary>ρ: mean over annotators of the share of items where the judge is at least as close to the others; compares judges.</summary>
    public required Estimate AdvantageProbability { get; init; }

    /// <summary>ω ≥ ½, or null where undefined.</summary>
    public bool? Passed => WinningRate.Value is { } omega ? omega >= 0.5 : null;

    /// <summary>One line an annotator who was tested.</summary>
    public required IReadOnlyList<AnnotatorComparison> Annotators { get; init; }

    /// <summary>Rater indices left out for too few shared items.</summary>
    public required IReadOnlyList<int> Skipped { get; init; }
}
