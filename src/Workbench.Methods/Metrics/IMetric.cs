using Workbench.Methods.Judgments;

namespace Workbench.Methods.Metrics;

/// <summary>
/// One way to read judgments as numbers: (judgments, options) → estimates. An implementation is one sealed class with a
/// parameterless constructor in this namespace; <see cref="MetricCatalog"/> finds it by a scan, one contract test runs
/// it against the awkward cases. It must be pure: same judgments, options and seed, same numbers, whatever the order of
/// the rows (unless <see cref="DependsOnOrder"/>).
/// </summary>
public interface IMetric
{
    /// <summary>Stable id in files and addresses, snake case, e.g. <c>win_rate</c>.</summary>
    string Name { get; }

    /// <summary>Name on screens, in the field's standard term.</summary>
    string Title { get; }

    /// <summary>One sentence for a newcomer: what the number says.</summary>
    string Sentence { get; }

    /// <summary>The formula in plain text or Unicode.</summary>
    string Formula { get; }

    /// <summary>What must hold for the number and its interval to mean what they say.</summary>
    string Assumptions { get; }

    /// <summary>Where it comes from: author, year, identifier.</summary>
    string Reference { get; }

    /// <summary>True where the order of the rows is part of the data, as in online Elo.</summary>
    bool DependsOnOrder => false;

    /// <summary>True where people and model judges must be looked at together; every other metric is computed for one kind of rater at a time.</summary>
    bool ComparesJudgesWithPeople => false;

    /// <summary>
    /// Computes the estimates. The judgments are of one criterion and one perspective. Never throws for odd data: what
    /// cannot be computed comes back undefined with its reason, or not at all where there is no subject.
    /// </summary>
    /// <param name="judgments">The judgments, resolved or not.</param>
    /// <param name="options">Level, seed, clusters and the settings of single metrics.</param>
    IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options);
}
