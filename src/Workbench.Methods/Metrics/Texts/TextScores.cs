using Workbench.Methods.Metrics.Personalization;
using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Texts;

/// <summary>Scores of one system, or of one user of it.</summary>
public sealed record TextScores
{
    /// <summary>Rows.</summary>
    public required int N { get; init; }

    /// <summary>Rows that have a reference.</summary>
    public required int WithReference { get; init; }

    /// <summary>ROUGE-1, mean over rows with a reference.</summary>
    public required RougeMean Rouge1 { get; init; }

    /// <summary>ROUGE-2.</summary>
    public required RougeMean Rouge2 { get; init; }

    /// <summary>ROUGE-L.</summary>
    public required RougeMean RougeL { get; init; }

    /// <summary>ROUGE-Lsum.</summary>
    public required RougeMean RougeLsum { get; init; }

    /// <summary>METEOR (exact, stem), mean over rows.</summary>
    public required Estimate Meteor { get; init; }

    /// <summary>Corpus BLEU, 0 to 100.</summary>
    public required Estimate Bleu { get; init; }

    /// <summary>Corpus chrF2, 0 to 100.</summary>
    public required Estimate Chrf { get; init; }

    /// <summary>Distinct-1 over the system's texts.</summary>
    public required Estimate Distinct1 { get; init; }

    /// <summary>Distinct-2.</summary>
    public required Estimate Distinct2 { get; init; }

    /// <summary>Mean length in words.</summary>
    public required Estimate Words { get; init; }

    /// <summary>Jensen–Shannon divergence of hypothesis and reference, mean over rows: 0 same words in the same shares, 1 no word in common.</summary>
    public required Estimate Divergence { get; init; }

    /// <summary>EGISES and PerSEval; null for a user's scores.</summary>
    public PersonalizationScores? Personalization { get; init; }

    /// <summary>The same without the softmax weights; null for a user's scores.</summary>
    public PersonalizationScores? Simplified { get; init; }

    /// <summary>Reference-free responsiveness; null for a user's scores.</summary>
    public ResponsivenessResult? Responsiveness { get; init; }

    /// <summary>Scores of each user of the system; empty for a user's own scores.</summary>
    public IReadOnlyDictionary<string, TextScores> Users { get; init; } = new Dictionary<string, TextScores>();
}
