using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Planning;

namespace Workbench.Methods.Metrics;

/// <summary>How alike judgments of one comparison and of one persona are, and what that costs in precision.</summary>
public sealed class DesignEffectMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "design_effect";

    /// <inheritdoc/>
    public string Title => "Intraclass correlation and design effect";

    /// <inheritdoc/>
    public string Sentence => "How much two judgments of the same comparison (or persona) resemble each other, and by how much that inflates the variance against independent judgments.";

    /// <inheritdoc/>
    public string Formula => "ICC = (MSB − MSW)/(MSB + (n₀ − 1)·MSW); design effect = 1 + (m̄ − 1)·ICC, m̄ judgments a cluster";

    /// <inheritdoc/>
    public string Assumptions => "Scores are 1, ½, 0 for the condition whose name sorts first; effects are roughly normal and clusters of similar size for the interval; rows without a persona are left out of its ICC.";

    /// <inheritdoc/>
    public string Reference => "Shrout, Fleiss (1979) Psychol. Bull. 86; Kish (1965) Survey Sampling";

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var set = options.Resolve(judgments);
        var left = set.LeftScores().ToArray();
        int[] rows = [.. Enumerable.Range(0, set.Count).Where(row => set.IsComparison(row) && set.Left[row] != set.Right[row])];
        if (rows.Length == 0)
            return [];
        // The same orientation whatever the order of the rows.
        double[] scores = [.. rows.Select(row => string.CompareOrdinal(set.Systems[set.Left[row]], set.Systems[set.Right[row]]) < 0 ? left[row] : 1 - left[row])];
        var values = new List<MetricValue>();
        Add("comparison", [.. rows.Select(row => set.Unit[row])]);
        if (set.HasPersonas)
            Add("persona", [.. rows.Select(row => set.Persona[row])]);
        return values;

        void Add(string unit, int[] clusters)
        {
            // Rows without a persona are no cluster: nothing says that they are alike.
            int[] known = [.. Enumerable.Range(0, rows.Length).Where(i => clusters[i] >= 0)];
            var icc = IntraclassCorrelation.OneWay([.. known.Select(i => scores[i])], [.. known.Select(i => clusters[i])], unit, options.Level) with
            {
                Excluded = rows.Length - known.Length,
            };
            values.Add(new($"ICC by {unit}", icc));
            values.Add(new($"design effect by {unit}", icc.Value is { } value
                ? icc with
                {
                    Value = DesignEffect.Compute((double)icc.N / icc.Clusters!.Value, value),
                    Interval = null,
                    Unit = "factor",
                    Method = "design effect",
                    Warnings = [.. icc.Warnings.Where(warning => !warning.Contains("interval", StringComparison.Ordinal)), "follows from the ICC beside it: no interval of its own"],
                }
                : Estimate.Undefined("design effect", icc.UndefinedReason ?? "no ICC", icc.N, icc.Unscored) with { Excluded = icc.Excluded }));
        }
    }
}
