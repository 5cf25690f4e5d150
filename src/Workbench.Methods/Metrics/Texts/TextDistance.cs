namespace Workbench.Methods.Metrics.Texts;

/// <summary>The distance σ behind EGISES, PerSEval and responsiveness. Results under different distances are not comparable.</summary>
public enum TextDistance
{
    /// <summary>1 − ROUGE-L F1.</summary>
    RougeL,

    /// <summary>1 − METEOR (exact, stem); the first text is the hypothesis.</summary>
    Meteor,

    /// <summary>Jensen–Shannon divergence of the words, base 2.</summary>
    JensenShannon,

    /// <summary>1 − cosine of the embeddings, clamped to [0, 1].</summary>
    Embedding,
}
