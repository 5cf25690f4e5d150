namespace Workbench.Methods.Judgments;

/// <summary>What is known of one slice of a study (a persona and a pair of conditions): its judgments as sums.</summary>
/// <param name="Count">Number of scored judgments.</param>
/// <param name="Sum">Sum of their scores: 1 a win of the second condition, ½ a tie or both bad, 0 a loss.</param>
/// <param name="Squares">Sum of the squares of the scores.</param>
public readonly record struct SliceScores(int Count, double Sum, double Squares)
{
    /// <summary>The slice with one judgment more.</summary>
    /// <param name="score">0, ½ or 1.</param>
    public SliceScores With(double score) => new(Count + 1, Sum + score, Squares + (score * score));
}
