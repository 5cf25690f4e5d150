namespace Workbench.Methods.Statistics.Planning;

/// <summary>
/// How many judgments an interval of a wanted half-width needs, from the half-width reached so far.
/// </summary>
/// <remarks>
/// Two answers, as clusters (personas, say) may or may not grow with the judgments. The model of the second is
/// <c>V(n) = S · ((1 − ρ)/n + ρ/G)</c>: variance S of single scores, intraclass correlation ρ, G clusters of equal size n/G; the
/// half-width is proportional to √V as the critical value of t keeps its G − 1 degrees of freedom. It follows from the
/// design effect 1 + (n/G − 1)ρ of Kish (1965), Survey Sampling. Both are approximations: they take the spread seen so far
/// as the true one, and half-widths of few clusters are themselves uncertain.
/// </remarks>
public static class WidthPlanning
{
    /// <summary>
    /// Judgments needed in all where further ones come with further clusters in the same mix: <c>⌈n · (h / target)²⌉</c>, as the
    /// clustered standard error then falls with 1/√n.
    /// </summary>
    /// <param name="n">Judgments so far, at least 1.</param>
    /// <param name="halfWidth">Half-width h of the interval so far, in the unit of the target; 0 needs no more.</param>
    /// <param name="target">Wanted half-width, above 0.</param>
    /// <returns>At least n where the target is not reached yet; may be below n where it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value outside its range.</exception>
    public static int Needed(int n, double halfWidth, double target)
    {
        Check(n, halfWidth, target);
        return Whole(n * (halfWidth / target) * (halfWidth / target));
    }

    /// <summary>
    /// Judgments needed in all where further ones are about the same clusters: <c>n' = S(1 − ρ) / (target² − Sρ/G)</c> with
    /// <c>S = n h² / (1 + (n/G − 1)ρ)</c> in units of the squared half-width.
    /// </summary>
    /// <param name="n">Judgments so far, at least 1.</param>
    /// <param name="halfWidth">Half-width h of the interval so far.</param>
    /// <param name="clusters">G, at least 2.</param>
    /// <param name="icc">Intraclass correlation ρ; below 0 it is taken as 0.</param>
    /// <param name="target">Wanted half-width, above 0.</param>
    /// <returns>Null where the target cannot be reached: the differences between the clusters alone are too wide; see <see cref="Floor"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value outside its range.</exception>
    public static int? NeededInSameClusters(int n, double halfWidth, int clusters, double icc, double target)
    {
        var floor = Floor(n, halfWidth, clusters, icc);
        if (target <= floor)
            return halfWidth == 0 ? 0 : null;
        var rho = Math.Clamp(icc, 0, 1);
        return Whole(Single(n, halfWidth, clusters, rho) * (1 - rho) / (target * target - floor * floor));
    }

    /// <summary>The half-width that no number of judgments of the same clusters gets below: <c>√(Sρ/G)</c>.</summary>
    /// <param name="n">Judgments so far, at least 1.</param>
    /// <param name="halfWidth">Half-width h of the interval so far.</param>
    /// <param name="clusters">G, at least 2.</param>
    /// <param name="icc">Intraclass correlation ρ; below 0 it is taken as 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value outside its range.</exception>
    public static double Floor(int n, double halfWidth, int clusters, double icc)
    {
        Check(n, halfWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 2);
        var rho = Math.Clamp(icc, 0, 1);
        return Math.Sqrt(Single(n, halfWidth, clusters, rho) * rho / clusters);
    }

    private static double Single(int n, double halfWidth, int clusters, double rho) =>
        n * halfWidth * halfWidth / DesignEffect.Compute((double)n / clusters, rho);

    private static int Whole(double n) => n >= int.MaxValue ? int.MaxValue : (int)Math.Ceiling(n - 1e-9);

    private static void Check(int n, double halfWidth, double target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(halfWidth);
        if (!(target > 0))
            throw new ArgumentOutOfRangeException(nameof(target), target, "The wanted half-width is above 0.");
    }
}
