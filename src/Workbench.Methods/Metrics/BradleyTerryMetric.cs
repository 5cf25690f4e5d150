using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Rankings;

namespace Workbench.Methods.Metrics;

/// <summary>Bradley–Terry log strength of every condition.</summary>
public sealed class BradleyTerryMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "bradley_terry";

    /// <inheritdoc/>
    public string Title => "Bradley–Terry strength";

    /// <inheritdoc/>
    public string Sentence => "A strength for each condition, such that the difference of two strengths gives the odds that one beats the other, even if the two never met.";

    /// <inheritdoc/>
    public string Formula => "P(i beats j) = σ(β_i − β_j), Σβ = 0; a tie is half a win for each";

    /// <inheritdoc/>
    public string Assumptions => "One strength per condition fits all personas and prompts; every condition can be reached from every other along wins, else a small ridge is used and said; clusters are independent of each other.";

    /// <inheritdoc/>
    public string Reference => "Bradley, Terry (1952) Biometrika 39; Chiang et al. (2024) arXiv 2403.04132";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options) =>
        [.. BradleyTerry.Fit(options.Resolve(judgments), new BradleyTerryOptions { Level = options.Level }, options.Cluster)
            .Systems.Select(system => new MetricValue(system.Name, system.LogStrength))];
}
