using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics;

/// <summary>Exact two-sided test of a fair coin: twice the smaller tail, at most 1; 1 without tosses.</summary>
internal static class ExactBinomial
{
    internal static double FairTwoSided(int successes, int n) =>
        n == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, n, Math.Min(successes, n - successes)));
}
