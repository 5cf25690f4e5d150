using Workbench.Methods.Text;

namespace Workbench.Methods.Metrics.Texts;

/// <summary>Scores of one row; those that need a reference are null without one.</summary>
public sealed record RowScores
{
    /// <summary>The row.</summary>
    public required TextRow Row { get; init; }

    /// <summary>Words of the text.</summary>
    public required int Words { get; init; }

    /// <summary>ROUGE-1.</summary>
    public OverlapScore? Rouge1 { get; init; }

    /// <summary>ROUGE-2.</summary>
    public OverlapScore? Rouge2 { get; init; }

    /// <summary>ROUGE-L.</summary>
    public OverlapScore? RougeL { get; init; }

    /// <summary>ROUGE-Lsum.</summary>
    public OverlapScore? RougeLsum { get; init; }

    /// <summary>METEOR (exact, stem).</summary>
    public double? Meteor { get; init; }

    /// <summary>Jensen–Shannon divergence from the reference; NaN where a side has no words.</summary>
    public double? Divergence { get; init; }

    /// <summary>Sentence BLEU, effective order, 0 to 100.</summary>
    public double? Bleu { get; init; }

    /// <summary>Sentence chrF2, 0 to 100.</summary>
    public double? Chrf { get; init; }
}
