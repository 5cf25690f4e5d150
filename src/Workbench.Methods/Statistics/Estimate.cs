namespace Workbench.Methods.Statistics;

/// <summary>
/// One computed number with everything that a reader needs to judge it. Every estimator of this library returns
/// this record (or a record that holds several of them), so that no number travels without its uncertainty.
/// </summary>
public sealed record Estimate
{
    /// <summary>The point estimate in <see cref="Unit"/>, or null where it is undefined; then <see cref="UndefinedReason"/> says why.</summary>
    public required double? Value { get; init; }

    /// <summary>What <see cref="Value"/> is measured in, e.g. <c>proportion</c>, <c>logit</c>, <c>points</c>, <c>p-value</c>.</summary>
    public string Unit { get; init; } = "proportion";

    /// <summary>The interval around the estimate, or null where none can be given; a warning or the reason says why.</summary>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>Standard error in the same unit, where the method has one.</summary>
    public double? StandardError { get; init; }

    /// <summary>Name of the estimator, in the field's standard term, e.g. <c>win rate, ties as half</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Number of observations that entered the estimate.</summary>
    public required int N { get; init; }

    /// <summary>Number of clusters that the interval respects, or null where observations are taken as independent.</summary>
    public int? Clusters { get; init; }

    /// <summary>What a cluster is: <c>persona</c>, <c>prompt</c>, <c>rater</c>, <c>item</c>, or null.</summary>
    public string? ClusterUnit { get; init; }

    /// <summary>Rows without a usable verdict: counted and shown, never a tie and never a zero.</summary>
    public int Unscored { get; init; }

    /// <summary>Rows left out by a stated rule.</summary>
    public int Excluded { get; init; }

    /// <summary>Seed of every random choice that entered the number, or null where there was none.</summary>
    public long? Seed { get; init; }

    /// <summary>Why <see cref="Value"/> is undefined ("no data", "no variation", …), or null where it is defined.</summary>
    public string? UndefinedReason { get; init; }

    /// <summary>Settings that a reader needs to repeat the computation, in invariant culture.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What a careful reader should know before quoting the number.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>An estimate that could not be computed, with the reason.</summary>
    /// <param name="method">Name of the estimator.</param>
    /// <param name="reason">Why there is no number, in a few words.</param>
    /// <param name="n">Observations seen.</param>
    /// <param name="unscored">Rows without a usable verdict.</param>
    public static Estimate Undefined(string method, string reason, int n = 0, int unscored = 0) =>
        new() { Value = null, Method = method, N = n, Unscored = unscored, UndefinedReason = reason };
}
