namespace Workbench.Methods.Statistics.Planning;

/// <summary>How much clustering (several judgments a persona, several votes an item) inflates a variance.</summary>
/// <remarks><c>1 + (m̄ − 1) · ICC</c>, m̄ the mean cluster size. Three votes an item at ICC 0.3 give 1.6. Reference: Kish (1965), Survey Sampling.</remarks>
public static class DesignEffect
{
    /// <summary>The design effect; below 1 only for a negative ICC.</summary>
    /// <param name="meanClusterSize">Mean number of observations a cluster.</param>
    /// <param name="icc">Intraclass correlation.</param>
    public static double Compute(double meanClusterSize, double icc) => 1 + (meanClusterSize - 1) * icc;

    /// <summary>Number of independent observations worth as much: <c>n / design effect</c>.</summary>
    /// <param name="n">Observations.</param>
    /// <param name="meanClusterSize">Mean number of observations a cluster.</param>
    /// <param name="icc">Intraclass correlation.</param>
    public static double EffectiveN(int n, double meanClusterSize, double icc) => n / Compute(meanClusterSize, icc);
}
