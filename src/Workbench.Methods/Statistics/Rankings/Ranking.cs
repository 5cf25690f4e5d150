namespace Workbench.Methods.Statistics.Rankings;

/// <summary>A fitted ranking with what a reader needs to judge and repeat it.</summary>
public sealed record Ranking
{
    /// <summary>Points per logit on the 1000 scale, <c>400/ln 10 = 173.7178</c>.</summary>
    public const double PointsPerLogit = 173.71779276130073;

    /// <summary>Name of the estimator.</summary>
    public required string Method { get; init; }

    /// <summary>All systems that were compared, in order of first appearance.</summary>
    public required IReadOnlyList<RankedSystem> Systems { get; init; }

    /// <summary>Log-likelihood at the maximum (ties as half: of the half wins), without the penalty.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>True where the iteration met its tolerance.</summary>
    public required bool Converged { get; init; }

    /// <summary>λ of the penalty in force.</summary>
    public required double Ridge { get; init; }

    /// <summary>ν of Davidson or θ of Rao–Kupper, or null for ties as half.</summary>
    public double? TieParameter { get; init; }

    /// <summary>Scored comparisons.</summary>
    public required int N { get; init; }

    /// <summary>Comparisons without a usable verdict.</summary>
    public int Unscored { get; init; }

    /// <summary>Covariance of the log strengths (row by row over <see cref="Systems"/> that are ranked), or null.</summary>
    internal double[]? Covariance { get; init; }

    /// <summary>What a careful reader should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The system of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public RankedSystem? Find(string name) => Systems.FirstOrDefault(system => system.Name == name);

    /// <summary>
    /// The same ranking on a scale where one system stands at 1000 points, e.g. the generic condition:
    /// <c>1000 + 400/ln 10 · (β − β_anchor)</c>.
    /// </summary>
    /// <param name="anchor">Name of the system at 1000.</param>
    /// <returns>Points by name, for the ranked systems.</returns>
    public IReadOnlyDictionary<string, double> PointsFrom(string anchor)
    {
        var zero = Find(anchor)?.LogStrength.Value ?? throw new ArgumentException($"'{anchor}' is not ranked.", nameof(anchor));
        return Systems.Where(system => system.LogStrength.Value is not null)
            .ToDictionary(system => system.Name, system => 1000 + (PointsPerLogit * (system.LogStrength.Value!.Value - zero)));
    }
}
