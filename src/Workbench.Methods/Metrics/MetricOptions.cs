using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Methods.Metrics;

/// <summary>Settings that all metrics share; each reads what it needs.</summary>
public sealed record MetricOptions
{
    /// <summary>The defaults.</summary>
    public static MetricOptions Default { get; } = new();

    /// <summary>Nominal coverage of intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of everything random.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Bootstrap replicates.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>Which rows are taken together as dependent.</summary>
    public ClusterBy Cluster { get; init; } = ClusterBy.Auto;

    /// <summary>How several lines of one rater on one item become one verdict.</summary>
    public OrderRule Orders { get; init; } = OrderRule.Conservative;

    /// <summary>Cost-benefit margin of the alternative-annotator test.</summary>
    public double Epsilon { get; init; } = 0.2;

    /// <summary>Step of Elo.</summary>
    public double EloK { get; init; } = 4;

    /// <summary>What model raters are called in the subjects of numbers, e.g. where they are simulated.</summary>
    public string Models { get; init; } = "models";

    /// <summary>The condition that others are held against, e.g. the generic answer; null where none is known and names decide which comes first.</summary>
    public string? Baseline { get; init; }

    /// <summary>The judgments with one verdict a rater and comparison.</summary>
    /// <param name="judgments">The judgments.</param>
    public JudgmentSet Resolve(JudgmentSet judgments) => judgments.IsResolved ? judgments : judgments.Resolve(Orders);

    /// <summary>The kinds of rater in the order of their numbers, and what they are called there.</summary>
    internal IReadOnlyList<(RaterKind Kind, string Name)> Kinds => [(RaterKind.Human, "people"), (RaterKind.Model, Models)];

    /// <summary>The rows of each pair of conditions, the condition first and what it is held against second: <see cref="Baseline"/>, else the name that sorts second.</summary>
    /// <param name="resolved">The judgments.</param>
    internal IEnumerable<(int Condition, int Against, int[] Rows)> PairsOf(JudgmentSet resolved) =>
        PairRates.RowsByPair(resolved).Select(pair => resolved.Systems[pair.A] == Baseline ? (pair.B, pair.A, pair.Rows) : pair);

    /// <summary>The same settings for win rates.</summary>
    public WinRateOptions ForWinRates() => new() { Level = Level, Seed = Seed, Replicates = Replicates, Cluster = Cluster, Orders = Orders };
}
