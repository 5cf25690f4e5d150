using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>Item-by-category probabilities shared by the EM algorithms here.</summary>
internal static class Posteriors
{
    /// <summary>Vote shares: the usual start.</summary>
    internal static double[][] VoteShares(RatingTable table)
    {
        var posterior = new double[table.ItemCount][];
        for (var item = 0; item < posterior.Length; item++)
        {
            posterior[item] = new double[table.CategoryCount];
            var codes = table.CategoriesOf(item);
            foreach (var code in codes)
                posterior[item][code] += 1.0 / codes.Length;
        }
        return posterior;
    }

    /// <summary>Turns log weights into probabilities in place.</summary>
    internal static double Normalise(double[] logWeights)
    {
        var top = logWeights.Max();
        var sum = 0.0;
        for (var k = 0; k < logWeights.Length; k++)
            sum += logWeights[k] = Math.Exp(logWeights[k] - top);
        for (var k = 0; k < logWeights.Length; k++)
            logWeights[k] /= sum;
        return top + Math.Log(sum);
    }

    /// <summary>Copies for the result, with NaN for items without ratings.</summary>
    internal static IReadOnlyList<IReadOnlyList<double>> Publish(RatingTable table, double[][] posterior)
    {
        var rows = new IReadOnlyList<double>[posterior.Length];
        for (var item = 0; item < rows.Length; item++)
            rows[item] = table.CategoriesOf(item).IsEmpty ? [.. Enumerable.Repeat(double.NaN, table.CategoryCount)] : posterior[item];
        return rows;
    }

    internal static string? Problem(RatingTable table) =>
        table.RatingCount == 0 ? "no ratings" : table.CategoryCount < 2 ? "fewer than two declared categories" : null;
}
