namespace Workbench.Methods.Text;

/// <summary>A BLEU score with its parts, on the customary scale of 0 to 100.</summary>
/// <param name="Score">The score.</param>
/// <param name="Precisions">n-gram precisions for n = 1 … 4, smoothed.</param>
/// <param name="BrevityPenalty">1 where the hypothesis is not shorter than the reference.</param>
/// <param name="HypothesisLength">Tokens of the hypotheses.</param>
/// <param name="ReferenceLength">Tokens of the references.</param>
public sealed record BleuScore(double Score, IReadOnlyList<double> Precisions, double BrevityPenalty, long HypothesisLength, long ReferenceLength);
