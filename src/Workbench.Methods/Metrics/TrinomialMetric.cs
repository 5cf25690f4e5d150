using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Tests;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Methods.Metrics;

/// <summary>The sign test with its ties kept, or split: whether dropping them decides the answer.</summary>
public sealed class TrinomialMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "trinomial_test";

    /// <inheritdoc/>
    public string Title => "Trinomial test";

    /// <inheritdoc/>
    public string Sentence => "The sign test again with the ties kept: if its p-value tells another story than the sign test's, the ties matter.";

    /// <inheritdoc/>
    public string Formula => "P(|D| ≥ |W − L|), D a sum of n steps +1, 0, −1 with probabilities (1 − p₀)/2, p₀, (1 − p₀)/2, p₀ = T/n; split: sign test of W + T/2 against L + T/2";

    /// <inheritdoc/>
    public string Assumptions => "Comparisons are independent; a sensitivity check beside the sign test, not a second chance.";

    /// <inheritdoc/>
    public string Reference => "Bian, McAleer, Wong (2011) Math. Comput. Simul. 81";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options) =>
        [.. PairRates.Of(judgments, options.ForWinRates() with { Interval = WinRateInterval.Independent }).SelectMany(rate => new MetricValue[]
        {
            new($"{rate.Condition} vs {rate.Against}", TrinomialTest.TwoSided(rate.Wins, rate.Losses, rate.Ties) with { Unscored = rate.Unscored }),
            new($"{rate.Condition} vs {rate.Against}, ties split", TrinomialTest.TiesSplit(rate.Wins, rate.Losses, rate.Ties) with { Unscored = rate.Unscored }),
        })];
}
