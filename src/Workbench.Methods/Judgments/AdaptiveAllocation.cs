namespace Workbench.Methods.Judgments;

/// <summary>
/// Draws the next block of a rater where one more judgment narrows the interval of the primary estimate most:
/// <c>P(block) ∝ √(s²/n) − √(s²/(n+1))</c>, the drop of the standard error of the slice (persona × pair of conditions)
/// that the block belongs to, averaged over the block's open comparisons where it holds several pairs.
/// </summary>
/// <remarks>
/// The active sampling rule of Chiang et al. (2024) arXiv 2403.04132, section 5, with the slice in the place of the pair of
/// models. Every slice begins with two judgments that nobody made, one win and one loss, so that s² is positive and n at least 2:
/// a slice without data has s² = ½, n = 2 and the drop 0.0918, the largest there is, and no block with a place has probability 0. The probability of the draw must be stored, because
/// judgments then no longer represent the comparisons evenly; see <see cref="Statistics.Clustering.SelectionWeights"/>.
/// </remarks>
public static class AdaptiveAllocation
{
    /// <summary>Judgments that every slice is taken to have had already: one with score 0, one with score 1.</summary>
    public const int PriorJudgments = 2;

    /// <summary>The expected drop of a slice's standard error by one more judgment, in units of the score; always above 0.</summary>
    /// <param name="slice">Its judgments so far.</param>
    public static double ExpectedDrop(SliceScores slice)
    {
        var n = slice.Count + PriorJudgments;
        var sum = slice.Sum + 1;
        // s² of n observations, the two of the prior (0 and 1) included.
        var variance = Math.Max(0, slice.Squares + 1 - (sum * sum / n)) / (n - 1);
        return Math.Sqrt(variance / n) - Math.Sqrt(variance / (n + 1));
    }

    /// <summary>Probabilities in proportion to the expected drops.</summary>
    /// <param name="drops">One positive number a block.</param>
    /// <returns>They sum to 1; empty for no block.</returns>
    /// <exception cref="ArgumentException">A drop is not positive.</exception>
    public static IReadOnlyList<double> Probabilities(IReadOnlyList<double> drops)
    {
        if (drops.Any(drop => !(drop > 0) || !double.IsFinite(drop)))
            throw new ArgumentException("Every drop is above 0.", nameof(drops));
        var sum = drops.Sum();
        return [.. drops.Select(drop => drop / sum)];
    }

    /// <summary>The block that a number in [0, 1) falls on.</summary>
    /// <param name="probabilities">What <see cref="Probabilities"/> returned, of one block at least.</param>
    /// <param name="at">A uniform draw, e.g. <see cref="SideBalance.Order"/> by 2⁶⁴.</param>
    /// <returns>Index of the block.</returns>
    /// <exception cref="ArgumentException">No block.</exception>
    public static int Draw(IReadOnlyList<double> probabilities, double at)
    {
        if (probabilities.Count == 0)
            throw new ArgumentException("There is no block to draw from.", nameof(probabilities));
        for (var block = 0; block < probabilities.Count - 1; block++)
        {
            at -= probabilities[block];
            if (at < 0)
                return block;
        }

        return probabilities.Count - 1;
    }
}
