namespace Workbench.Methods.Statistics.Rankings;

/// <summary>One system's place in a ranking.</summary>
public sealed record RankedSystem
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Log strength β in logits, centred so that the strengths of the ranked systems sum to 0, with its interval; undefined where the system is not connected to the others.</summary>
    public required Estimate LogStrength { get; init; }

    /// <summary>Strength <c>e^β</c> as a share of the sum over all ranked systems, or null.</summary>
    public double? Share { get; init; }

    /// <summary><c>1000 + 400/ln 10 · β</c>, the scale on which 400 points are odds of ten to one, or null.</summary>
    public double? Scale1000 => LogStrength.Value is { } beta ? 1000 + (Ranking.PointsPerLogit * beta) : null;

    /// <summary>Best rank that the simultaneous intervals allow: 1 + number of systems that are surely better; null without intervals.</summary>
    public int? BestRank { get; init; }

    /// <summary>Worst rank that the simultaneous intervals allow; null without intervals.</summary>
    public int? WorstRank { get; init; }
}
