using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Tests;

/// <summary>
/// McNemar's test of two paired yes/no outcomes, e.g. whether judge 1 and judge 2 are right on the same items. Only the
/// discordant pairs count; pairs are independent.
/// </summary>
/// <remarks>McNemar (1947) Psychometrika 12; Edwards (1948) for the continuity correction.</remarks>
public static class McNemar
{
    /// <summary>The p-value: exact binomial below 25 discordant pairs, else χ² with continuity correction; 1 without discordant pairs.</summary>
    /// <param name="b">Pairs in which only the first is yes.</param>
    /// <param name="c">Pairs in which only the second is yes.</param>
    public static Estimate Test(int b, int c) => b + c < 25 ? Exact(b, c) : Corrected(b, c);

    /// <summary>Exact two-sided binomial p-value on b and c.</summary>
    /// <param name="b">Pairs in which only the first is yes.</param>
    /// <param name="c">Pairs in which only the second is yes.</param>
    public static Estimate Exact(int b, int c) =>
        SignTest.TwoSided(b, c) with { Method = "McNemar, exact", Warnings = b + c == 0 ? ["no discordant pair: p is 1"] : [] };

    /// <summary><c>χ² = (|b − c| − 1)²/(b + c)</c>, one degree of freedom.</summary>
    /// <param name="b">Pairs in which only the first is yes.</param>
    /// <param name="c">Pairs in which only the second is yes.</param>
    public static Estimate Corrected(int b, int c) => ChiSquare(b, c, 1, "McNemar, χ² with continuity correction");

    /// <summary><c>χ² = (b − c)²/(b + c)</c>, one degree of freedom.</summary>
    /// <param name="b">Pairs in which only the first is yes.</param>
    /// <param name="c">Pairs in which only the second is yes.</param>
    public static Estimate Uncorrected(int b, int c) => ChiSquare(b, c, 0, "McNemar, χ²");

    private static Estimate ChiSquare(int b, int c, int correction, string method)
    {
        if (b + c == 0)
            return Exact(b, c) with { Method = method };
        var distance = Math.Max(0, Math.Abs(b - c) - correction);
        var statistic = (double)distance * distance / (b + c);
        return new Estimate
        {
            Value = 2 * Normal.CDF(0, 1, -Math.Sqrt(statistic)),
            Unit = "p-value",
            Method = method,
            N = b + c,
            Settings = new Dictionary<string, string> { ["chi_square"] = Numbers.Text(statistic) },
        };
    }
}
