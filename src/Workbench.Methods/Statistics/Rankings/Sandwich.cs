using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Covariances of the form <c>H⁻¹ B H⁻¹</c> and what is read from them.</summary>
internal static class Sandwich
{
    /// <summary><c>bread · meat · bread</c>, all by rows and symmetric, times a factor.</summary>
    public static double[] Multiply(double[] bread, double[] meat, int size, double factor)
    {
        var half = Product(bread, meat, size);
        var result = Product(half, bread, size);
        for (var at = 0; at < result.Length; at++)
            result[at] *= factor;
        return result;
    }

    /// <summary>Half width over standard error for one system: t with G − 1 degrees of freedom by clusters, else normal.</summary>
    public static double Critical(int? clusters, double level) => clusters is { } g
        ? StudentT.InvCDF(0, 1, Math.Max(1, g - 1), (1 + level) / 2)
        : Normal.InvCDF(0, 1, (1 + level) / 2);

    /// <summary>
    /// Ranks that simultaneous intervals allow: half widths <c>√χ²_{M−1} · SE</c>; best = 1 + number of systems whose lower
    /// bound lies above, worst = M − number of systems whose upper bound lies below (Chiang et al. 2024, arXiv 2403.04132).
    /// </summary>
    public static (int Best, int Worst)[] Ranks(double[] strengths, double[] errors, double level)
    {
        var m = strengths.Length;
        var width = m < 2 ? 0 : Math.Sqrt(ChiSquared.InvCDF(m - 1, level));
        var ranks = new (int, int)[m];
        for (var i = 0; i < m; i++)
        {
            var (better, worse) = (0, 0);
            for (var j = 0; j < m; j++)
            {
                better += strengths[j] - (width * errors[j]) > strengths[i] + (width * errors[i]) ? 1 : 0;
                worse += strengths[j] + (width * errors[j]) < strengths[i] - (width * errors[i]) ? 1 : 0;
            }

            ranks[i] = (1 + better, m - worse);
        }

        return ranks;
    }

    private static double[] Product(double[] a, double[] b, int size)
    {
        var product = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            var target = product.AsSpan(i * size, size);
            for (var k = 0; k < size; k++)
            {
                var factor = a[(i * size) + k];
                if (factor == 0)
                    continue;
                var source = b.AsSpan(k * size, size);
                for (var j = 0; j < size; j++)
                    target[j] += factor * source[j];
            }
        }

        return product;
    }
}
