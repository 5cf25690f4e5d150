using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Methods.Metrics;

/// <summary>The alternative-annotator test of each model judge.</summary>
public sealed class AlternativeAnnotatorMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "alt_test";

    /// <inheritdoc/>
    public string Title => "Alternative-annotator test";

    /// <inheritdoc/>
    public string Sentence => "The share of annotators whom a model judge could replace: it passes from one half on.";

    /// <inheritdoc/>
    public string Formula => "ω = share of annotators with mean(W_h − W_f) significantly below ε; ρ = mean share of items where the judge is at least as close to the others";

    /// <inheritdoc/>
    public string Assumptions => "At least three annotators with 30 items each that another annotator rated too; items are independent for one annotator.";

    /// <inheritdoc/>
    public string Reference => "Calderon, Reichart, Dror (2025) arXiv 2501.10970";

    /// <inheritdoc/>
    public bool ComparesJudgesWithPeople => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        if (!votes.Has(RaterKind.Human))
            return [];
        var people = votes.Of(RaterKind.Human);
        var settings = new AlternativeAnnotatorOptions { Epsilon = options.Epsilon };
        var values = new List<MetricValue>();
        foreach (var (judge, name) in votes.Models)
        {
            var codes = votes.CodesOf(judge);
            var result = votes.IsNumeric
                ? AlternativeAnnotatorTest.ComputeNumeric(people, Array.ConvertAll(codes, votes.NumberOf), settings)
                : AlternativeAnnotatorTest.Compute(people, codes, settings);
            values.Add(new(name, result.WinningRate));
            values.Add(new($"{name}, advantage probability", result.AdvantageProbability));
        }
        return values;
    }
}
