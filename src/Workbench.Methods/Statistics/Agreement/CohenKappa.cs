using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Proportions;

namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// Cohen's kappa of two raters: agreement beyond what their own habits would give by chance, optionally with partial
/// credit for near misses (weighted kappa).
/// </summary>
/// <remarks>
/// <c>κ = (p_o − p_e) / (1 − p_e)</c>, <c>p_o = Σ w_ij p_ij</c>, <c>p_e = Σ w_ij p_i. p_.j</c>. Categories are the declared ones. Assumes
/// independent items. Undefined without data or where p_e = 1 (both raters constant and equal: 0/0), never 1. Prevalence
/// moves kappa: read percent agreement, <see cref="Pabak"/> and AC1 beside it. Interval: normal, with the asymptotic
/// standard error of Fleiss, Cohen, Everitt (1969), Psychological Bulletin 72(5), 323–327; none where that is 0, as for κ = 1.
/// References: Cohen (1960), Educ. Psychol. Meas. 20; Cohen (1968), Psychological Bulletin 70(4).
/// </remarks>
public static class CohenKappa
{
    /// <summary>Kappa from a square contingency table: rows the first rater, columns the second.</summary>
    /// <param name="counts">q × q counts over the declared categories.</param>
    /// <param name="weights">Identity for plain kappa.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    /// <exception cref="ArgumentException">The table is not square.</exception>
    public static Estimate FromTable(int[,] counts, AgreementWeights weights = AgreementWeights.Identity, double level = 0.95)
    {
        var q = counts.GetLength(0);
        if (counts.GetLength(1) != q)
            throw new ArgumentException("The contingency table must be square.", nameof(counts));
        var name = weights == AgreementWeights.Identity ? "Cohen's kappa" : $"Cohen's kappa, {WeightMatrix.Name(weights)} weights";
        var n = counts.Cast<int>().Sum();
        if (n == 0)
            return Estimate.Undefined(name, "no item was rated by both raters");

        var w = WeightMatrix.Of(weights, [.. Enumerable.Range(0, q).Select(i => (double)i)]);
        var row = new double[q];
        var column = new double[q];
        for (var i = 0; i < q; i++)
        {
            for (var j = 0; j < q; j++)
            {
                row[i] += (double)counts[i, j] / n;
                column[j] += (double)counts[i, j] / n;
            }
        }
        var rowCredit = new double[q];
        var columnCredit = new double[q];
        double observed = 0, expected = 0;
        for (var i = 0; i < q; i++)
        {
            for (var j = 0; j < q; j++)
            {
                observed += w[i, j] * counts[i, j] / n;
                expected += w[i, j] * row[i] * column[j];
                rowCredit[i] += w[i, j] * column[j];
                columnCredit[j] += w[i, j] * row[i];
            }
        }
        if (!(1 - expected > 1e-12))
            return Estimate.Undefined(name, "no variation: both raters used one and the same category", n);

        var kappa = (observed - expected) / (1 - expected);
        double spread = 0, nullSpread = 0;
        for (var i = 0; i < q; i++)
        {
            for (var j = 0; j < q; j++)
            {
                var credit = rowCredit[i] + columnCredit[j];
                spread += counts[i, j] / (double)n * Square(w[i, j] - credit * (1 - kappa));
                nullSpread += row[i] * column[j] * Square(w[i, j] - credit);
            }
        }
        var scale = Math.Sqrt(n) * (1 - expected);
        var variance = spread - Square(kappa - expected * (1 - kappa));
        // A difference of numbers near 1: below this it is their rounding, and even one other verdict in a billion gives more.
        double? error = variance > 1e-13 ? Math.Sqrt(variance) / scale : null;
        var nullError = Math.Sqrt(Math.Max(0, nullSpread - expected * expected)) / scale;
        var half = Normal.InvCDF(0, 1, 1 - (1 - level) / 2) * error;
        return new Estimate
        {
            Value = kappa,
            Unit = "coefficient",
            Interval = half is { } width ? new ConfidenceInterval(Math.Max(-1, kappa - width), Math.Min(1, kappa + width), level, "asymptotic normal") : null,
            StandardError = error,
            Method = name,
            N = n,
            Settings = new Dictionary<string, string>
            {
                ["weights"] = WeightMatrix.Name(weights),
                ["categories"] = Numbers.Text(q),
                ["observed"] = Numbers.Text(observed),
                ["expected"] = Numbers.Text(expected),
                ["standard_error_under_chance"] = Numbers.Text(nullError),
            },
            Warnings = error is null ? [NoVariation.Warning("item")] : n < 30 ? [$"only {n} common items: the asymptotic interval is rough"] : [],
        };
    }

    /// <summary>Kappa of two raters over the items that both rated.</summary>
    /// <param name="first">The first rater's codes; negative where missing.</param>
    /// <param name="second">The second rater's codes in the same order; negative where missing.</param>
    /// <param name="categoryCount">Number of declared categories.</param>
    /// <param name="weights">Identity for plain kappa.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Compute(
        ReadOnlySpan<int> first,
        ReadOnlySpan<int> second,
        int categoryCount,
        AgreementWeights weights = AgreementWeights.Identity,
        double level = 0.95)
    {
        var missing = 0;
        var counts = Cross(first, second, categoryCount, ref missing);
        return FromTable(counts, weights, level) with { Unscored = missing };
    }

    /// <summary>PABAK, kappa adjusted for prevalence and bias: <c>(q p_o − 1) / (q − 1)</c>, which is <c>2 p_o − 1</c> for two categories.</summary>
    /// <param name="first">The first rater's codes; negative where missing.</param>
    /// <param name="second">The second rater's codes in the same order.</param>
    /// <param name="categoryCount">Number of declared categories.</param>
    /// <param name="level">Nominal coverage of the interval: Wilson's for p_o, on the same straight line.</param>
    /// <remarks>Reference: Byrt, Bishop, Carlin (1993), J. Clin. Epidemiol. 46(5). Undefined without common items.</remarks>
    public static Estimate Pabak(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int categoryCount, double level = 0.95)
    {
        var missing = 0;
        var counts = Cross(first, second, categoryCount, ref missing);
        var n = counts.Cast<int>().Sum();
        if (n == 0 || categoryCount < 2)
            return Estimate.Undefined("PABAK", n == 0 ? "no item was rated by both raters" : "fewer than two declared categories", n, missing);
        var agreed = 0;
        for (var i = 0; i < categoryCount; i++)
            agreed += counts[i, i];
        double Of(double share) => (categoryCount * share - 1) / (categoryCount - 1);
        var wilson = Proportion.Interval(agreed, n, ProportionMethod.Wilson, level);
        return new Estimate
        {
            Value = Of((double)agreed / n),
            Unit = "coefficient",
            Interval = wilson with { Lower = Of(wilson.Lower), Upper = Of(wilson.Upper), Method = "Wilson, of the share of agreement" },
            Method = "PABAK",
            N = n,
            Unscored = missing,
        };
    }

    private static int[,] Cross(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int categoryCount, ref int missing)
    {
        if (first.Length != second.Length)
            throw new ArgumentException("Both raters need one code for each item.", nameof(second));
        var counts = new int[categoryCount, categoryCount];
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] < 0 || second[i] < 0)
                missing++;
            else
                counts[first[i], second[i]]++;
        }
        return counts;
    }

    private static double Square(double x) => x * x;
}
