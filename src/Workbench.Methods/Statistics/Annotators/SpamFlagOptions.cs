namespace Workbench.Methods.Statistics.Annotators;

/// <summary>Thresholds of <see cref="SpamFlags"/>. The defaults are Potato's and PRISM's; decide them before unblinding.</summary>
public sealed record SpamFlagOptions
{
    /// <summary>A judgment below so many seconds is fast.</summary>
    public double FastSeconds { get; init; } = 3;

    /// <summary>Flag where more than this share of judgments is fast.</summary>
    public double FastShare { get; init; } = 0.2;

    /// <summary>Flag where the rater's mean log time lies so many standard deviations below that of the others; more where few others make the deviation uncertain (t).</summary>
    public double SlowestDeviations { get; init; } = 3;

    /// <summary>Flag where so many gold items were answered and the share of right ones lies below <see cref="GoldAccuracy"/>.</summary>
    public int GoldMinimum { get; init; } = 10;

    /// <summary>Least share of right gold answers.</summary>
    public double GoldAccuracy { get; init; } = 0.7;

    /// <summary>Flag a run of one position that a fair rater's would reach with at most this probability.</summary>
    public double RunProbability { get; init; } = 0.001;

    /// <summary>Flag where the exact test of left against right gives at most this p-value.</summary>
    public double SideProbability { get; init; } = 0.001;
}
