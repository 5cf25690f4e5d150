using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Clustering;

/// <summary>
/// Weights of rows that were drawn with known, unequal probabilities: w = 1/P, normalised to a mean of 1 over the rows of
/// one estimate (self-normalised, so that only their ratio matters). A row without a probability came in a plain random
/// order; its weight is the mean, 1, which is what 1/P is on average (E[1/P] under the draw is the number of blocks).
/// </summary>
/// <remarks>
/// Hájek (1971), the ratio form of Horvitz, Thompson (1952) JASA 47; Chiang et al. (2024) arXiv 2403.04132 weigh Arena's
/// actively sampled battles so. The ratio is biased by O(1/n) and needs P above 0 for everything that is asked about.
/// It also takes every draw to be from the same comparisons: once comparisons that are full drop out in numbers,
/// late draws stand for what is left. Studies that stop before that, as adaptive allocation is meant for, are not touched.
/// </remarks>
public static class SelectionWeights
{
    /// <summary>One weight for each of the rows, with mean 1 over the rows that have one.</summary>
    /// <param name="set">The judgments.</param>
    /// <param name="rows">Row indices.</param>
    /// <returns>Null where no row has a selection probability, so that every row counts the same.</returns>
    public static double[]? Of(JudgmentSet set, ReadOnlySpan<int> rows)
    {
        if (!set.HasWeights)
            return null;
        var given = set.Weight;
        var (sum, count) = (0.0, 0);
        foreach (var row in rows)
        {
            if (double.IsNaN(given[row]))
                continue;
            sum += given[row];
            count++;
        }

        if (count == 0)
            return null;
        var mean = sum / count;
        var weights = new double[rows.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = double.IsNaN(given[rows[i]]) ? 1 : given[rows[i]] / mean;
        return weights;
    }

    /// <summary>How many equally weighted rows would tell as much, (Σw)²/Σw² (Kish 1965); 0 for none.</summary>
    /// <param name="weights">The weights.</param>
    public static double EffectiveNumber(ReadOnlySpan<double> weights)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }

    /// <summary>The estimate, saying that it is weighted: how, and how many rows it is worth.</summary>
    internal static Estimate Say(Estimate estimate, double[]? weights) => weights is null ? estimate : estimate with
    {
        Settings = new Dictionary<string, string>(estimate.Settings)
        {
            ["weights"] = "inverse selection probability",
            ["effective_n"] = Numbers.Text(Math.Round(EffectiveNumber(weights), 1)),
        },
    };
}
