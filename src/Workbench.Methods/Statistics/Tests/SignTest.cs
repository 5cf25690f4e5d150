using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Tests;

/// <summary>
/// Sign test of wins against losses: ties are dropped, W ~ Binomial(W + L, ½) under "no difference", rows independent.
/// The value is the p-value; W + L = 0 gives 1.
/// </summary>
/// <remarks>Dixon, Mood (1946) JASA 41; mid-p: Lancaster (1961) JASA 56.</remarks>
public static class SignTest
{
    /// <summary>Exact two-sided p-value, <c>min(1, 2·P(X ≤ min(W, L)))</c>.</summary>
    /// <param name="wins">W.</param>
    /// <param name="losses">L.</param>
    public static Estimate TwoSided(int wins, int losses) =>
        Result("sign test, exact, two-sided", Math.Min(1, 2 * AtMost(Math.Min(wins, losses), wins + losses)), wins + losses);

    /// <summary>Exact one-sided p-value that wins are the more frequent, <c>P(X ≥ W)</c>.</summary>
    /// <param name="wins">W.</param>
    /// <param name="losses">L.</param>
    public static Estimate Greater(int wins, int losses) =>
        Result("sign test, exact, one-sided", AtMost(losses, wins + losses), wins + losses);

    /// <summary>Two-sided mid-p-value, <c>2·(P(X ≤ k) − ½P(X = k))</c> with k = min(W, L): less conservative.</summary>
    /// <param name="wins">W.</param>
    /// <param name="losses">L.</param>
    public static Estimate MidP(int wins, int losses)
    {
        var (k, n) = (Math.Min(wins, losses), wins + losses);
        var p = n == 0 ? 1 : 2 * (AtMost(k, n) - (0.5 * Binomial.PMF(0.5, n, k)));
        return Result("sign test, mid-p, two-sided", Math.Min(1, p), n);
    }

    /// <summary>P(X ≤ k) for X ~ Binomial(n, ½), by the regularized incomplete beta function.</summary>
    internal static double AtMost(int k, int n) => k >= n ? 1 : SpecialFunctions.BetaRegularized(n - k, k + 1, 0.5);

    private static Estimate Result(string method, double p, int n) => new()
    {
        Value = p,
        Unit = "p-value",
        Method = method,
        N = n,
        Warnings = n == 0 ? ["no decisive comparison: p is 1"] : [],
    };
}
