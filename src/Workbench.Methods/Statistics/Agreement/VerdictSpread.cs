namespace Workbench.Methods.Statistics.Agreement;

/// <summary>How much the verdicts on one comparison differ, from 0 (all the same) to 1 (as different as so many verdicts can be).</summary>
/// <remarks>
/// Entropy of the shares over its largest value: <c>−Σ p ln p / ln min(n, K)</c> for n verdicts in K categories. Two verdicts that differ
/// give 1, two against one 0.579. It orders what to look at and is no test. Reference: Shannon (1948), Bell Syst. Tech. J. 27.
/// </remarks>
public static class VerdictSpread
{
    /// <summary>The normalized entropy; null with fewer than two verdicts.</summary>
    /// <param name="counts">Verdicts in each category that could be chosen, unused ones as 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public static double? Of(IReadOnlyCollection<int> counts)
    {
        if (counts.Any(c => c < 0))
            throw new ArgumentOutOfRangeException(nameof(counts), "A count is negative.");
        var n = counts.Sum();
        if (n < 2)
            return null;
        var most = Math.Min(n, counts.Count);
        if (most < 2)
            return 0;
        return counts.Where(c => c > 0).Sum(c => -(double)c / n * Math.Log((double)c / n)) / Math.Log(most);
    }
}
