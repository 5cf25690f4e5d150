using Workbench.Methods.Statistics;

namespace Workbench.Commands.Score;

/// <summary>How close a system's texts are to their references in meaning, by an embedding model.</summary>
/// <param name="Cosine">Cosine of whole texts, mean over rows.</param>
/// <param name="Greedy">F1 of words matched to their nearest, mean over rows; words are embedded one by one.</param>
internal sealed record EmbeddingScores(Estimate Cosine, Estimate Greedy);
