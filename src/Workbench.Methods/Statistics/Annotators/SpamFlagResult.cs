namespace Workbench.Methods.Statistics.Annotators;

/// <summary>What is conspicuous about one rater; a reason to look, never an exclusion by itself.</summary>
/// <param name="Rater">Position in the input.</param>
/// <param name="Judgments">Number of judgments.</param>
/// <param name="MedianSeconds">Median time, NaN where unknown.</param>
/// <param name="LongestRun">Longest run of the left or of the right side; 0 for ratings.</param>
/// <param name="ChoiceEntropy">Entropy of the positions in bits; 0 is one position throughout.</param>
/// <param name="SidePValue">Exact p-value of left against right.</param>
/// <param name="Flags">The flags raised, in words.</param>
public sealed record SpamFlagResult(
    int Rater, int Judgments, double MedianSeconds, int LongestRun, double ChoiceEntropy, double SidePValue, IReadOnlyList<string> Flags);
