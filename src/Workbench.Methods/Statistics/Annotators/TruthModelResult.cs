using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// What a truth model says about items and raters. For subjective preference such models assume a truth that need not
/// exist: use them to find spammers and to weigh, not to overwrite disagreement.
/// </summary>
public sealed record TruthModelResult
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Probability of each category for each item; a row of NaN for an item without ratings. Soft labels for exports.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Posterior { get; init; }

    /// <summary>Quality of each rater in [0, 1] (GLAD: ability, unbounded); NaN without ratings. What it means differs by model.</summary>
    public required IReadOnlyList<double> RaterQuality { get; init; }

    /// <summary>Confusion matrix of each rater, [truth, label], where the model has one.</summary>
    public IReadOnlyList<double[,]> Confusion { get; init; } = [];

    /// <summary>Share of each category among the truths, where the model has one.</summary>
    public IReadOnlyList<double> Prior { get; init; } = [];

    /// <summary>Rounds of EM used (of the best restart).</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the last round changed less than the tolerance.</summary>
    public required bool Converged { get; init; }

    /// <summary>Why there is no result, or null.</summary>
    public string? UndefinedReason { get; init; }

    /// <summary>The most probable category of an item; <see cref="MajorityVote.NoMajority"/> where the top is shared within 1e-9, <see cref="MajorityVote.NoVotes"/> without ratings.</summary>
    /// <param name="item">Item index.</param>
    public int Label(int item)
    {
        var row = Posterior[item];
        if (row.Count == 0 || double.IsNaN(row[0]))
            return MajorityVote.NoVotes;
        var best = row.Max();
        var label = -1;
        for (var k = 0; k < row.Count; k++)
        {
            if (row[k] < best - 1e-9)
                continue;
            if (label >= 0)
                return MajorityVote.NoMajority;
            label = k;
        }
        return label;
    }

    /// <summary>Entropy of an item's posterior in bits: how unsure the model is. NaN without ratings.</summary>
    /// <param name="item">Item index.</param>
    public double Entropy(int item) => -Posterior[item].Sum(p => p > 0 ? p * Math.Log2(p) : double.IsNaN(p) ? double.NaN : 0);

    internal static TruthModelResult Undefined(string model, string reason) =>
        new() { Model = model, Posterior = [], RaterQuality = [], Iterations = 0, Converged = false, UndefinedReason = reason };
}
