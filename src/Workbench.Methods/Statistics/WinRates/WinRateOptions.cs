using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.WinRates;

/// <summary>How win rates are computed.</summary>
public sealed record WinRateOptions
{
    /// <summary>The defaults: cluster bootstrap by persona (or the next best), 2,000 replicates, 95 %.</summary>
    public static WinRateOptions Default { get; } = new();

    /// <summary>Nominal coverage.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Which rows are taken together.</summary>
    public ClusterBy Cluster { get; init; } = ClusterBy.Auto;

    /// <summary>How the interval is made.</summary>
    public WinRateInterval Interval { get; init; } = WinRateInterval.Bootstrap;

    /// <summary>Bootstrap replicates.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>Seed of the bootstrap.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How several lines of one rater on one item become one verdict, where the set is not resolved yet.</summary>
    public OrderRule Orders { get; init; } = OrderRule.Conservative;
}
