using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Judges;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Methods.Metrics;

/// <summary>How often the text at the left was chosen, by people and by models.</summary>
public sealed class SideShareMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "side_share";

    /// <inheritdoc/>
    public string Title => "Share of the left side";

    /// <inheritdoc/>
    public string Sentence => "Of the judgments with a winner, the share that went to the text shown at the left: far from one half, the place decides and not the text.";

    /// <inheritdoc/>
    public string Formula => "left / (left + right); p = min(1, 2·P(X ≤ min(left, right))), X ~ Binomial(left + right, ½)";

    /// <inheritdoc/>
    public string Assumptions => "Sides were drawn at random, so that one half is what no preference for a side gives; judgments are taken as independent (Wilson, exact binomial).";

    /// <inheritdoc/>
    public string Reference => "Zheng et al. (2023) arXiv 2306.05685, section 3.4; Wilson (1927) JASA 22";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var values = new List<MetricValue>();
        foreach (var (kind, subject) in options.Kinds)
        {
            int left = 0, decisive = 0, rows = 0;
            for (var row = 0; row < judgments.Count; row++)
            {
                if (judgments.Kind[row] != kind || !judgments.IsComparison(row))
                    continue;
                rows++;
                left += judgments.Choice[row] == Choice.Left ? 1 : 0;
                decisive += judgments.Choice[row] is Choice.Left or Choice.Right ? 1 : 0;
            }

            if (rows == 0)
                continue;
            if (judgments.IsResolved)
            {
                values.Add(new(subject, Estimate.Undefined("first-position share of decisive verdicts", "the sides as shown are no longer known", rows)));
                continue;
            }

            values.Add(new(subject, OrderConsistency.FirstShare(left, decisive, options.Level) with { Excluded = rows - decisive }));
            values.Add(new($"{subject}, chance of so uneven a share", SignTest.TwoSided(left, decisive - left)));
        }

        return values;
    }
}
