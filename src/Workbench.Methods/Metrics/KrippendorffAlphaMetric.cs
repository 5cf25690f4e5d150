using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Metrics;

/// <summary>Krippendorff's alpha among people and among models, nominal, and ordinal where answers have an order.</summary>
public sealed class KrippendorffAlphaMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "krippendorff_alpha";

    /// <inheritdoc/>
    public string Title => "Krippendorff's alpha";

    /// <inheritdoc/>
    public string Sentence => "How much raters agree beyond chance: 1 is full agreement, 0 what chance would give; 0.2 to 0.4 is common for preferences.";

    /// <inheritdoc/>
    public string Formula => "α = 1 − D_o/D_e: disagreement within items over disagreement of all answers";

    /// <inheritdoc/>
    public string Assumptions => "Raters are exchangeable and clusters (personas where there are two or more, else prompts where there are ten or are asked for, else items) independent; comparisons are coded in the order of their first line, on which alpha depends a little.";

    /// <inheritdoc/>
    public string Reference => "Krippendorff (2011); Hayes, Krippendorff (2007) Commun. Methods Meas. 1";

    /// <inheritdoc/>
    public bool DependsOnOrder => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        var (clusters, unit) = votes.Clusters(options.Cluster);
        var values = new List<MetricValue>();
        foreach (var (kind, subject) in options.Kinds)
        {
            if (!votes.Has(kind))
                continue;
            Add($"{subject}, nominal", votes.Of(kind), MeasurementLevel.Nominal);
            if (votes.IsComparison || votes.IsNumeric)
                Add($"{subject}, ordinal", votes.Ordered(kind), MeasurementLevel.Ordinal);
        }
        return values;

        void Add(string subject, RatingTable table, MeasurementLevel level) => values.Add(new MetricValue(subject, KrippendorffAlpha.WithInterval(
            table, level, options.Seed, options.Replicates, options.Level, clusters, unit)));
    }
}
