namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// The probability that two randomly chosen votes on a random item agree: model against people, or people among
/// themselves. The second is the human ceiling, what a judge could reach at best, and stands beside the first.
/// </summary>
/// <remarks>
/// <c>Σ_i agreeing pairs / Σ_i pairs</c> over items; each pair of votes weighs the same, so items with many votes count more
/// (the published convention); the item-weighted mean stands in the settings. Interval: CR1 over items, t.
/// Undefined where no item has a pair of votes in the set-up. Reference: Zheng et al. (2023), Judging LLM-as-a-Judge
/// with MT-Bench and Chatbot Arena, arXiv 2306.05685, section 4.1.
/// </remarks>
public static class VoteAgreement
{
    /// <summary>Agreement between the votes of two tables over the same items, e.g. a judge's and people's.</summary>
    /// <param name="first">Votes of the first kind of raters.</param>
    /// <param name="second">Votes of the second kind over the same item indices and categories.</param>
    /// <param name="setup">With or without ties.</param>
    /// <param name="tie">Code of the tie category, or −1 where there is none.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    /// <exception cref="ArgumentException">The tables differ in items or categories.</exception>
    public static Estimate Between(RatingTable first, RatingTable second, VoteSetup setup, int tie = -1, double level = 0.95)
    {
        if (first.ItemCount != second.ItemCount || first.CategoryCount != second.CategoryCount)
            throw new ArgumentException("Both tables must have the same items and categories.", nameof(second));
        var agreeing = new double[first.ItemCount];
        var pairs = new double[first.ItemCount];
        for (var item = 0; item < first.ItemCount; item++)
        {
            foreach (var a in first.CategoriesOf(item))
            {
                foreach (var b in second.CategoriesOf(item))
                    Count(a, b, setup, tie, ref agreeing[item], ref pairs[item]);
            }
        }
        return Summary($"vote agreement, {Name(setup)}", agreeing, pairs, setup, level);
    }

    /// <summary>Agreement among the votes of one table over unordered pairs of votes on one item; for people, the human ceiling.</summary>
    /// <param name="table">The votes.</param>
    /// <param name="setup">With or without ties.</param>
    /// <param name="tie">Code of the tie category, or −1 where there is none.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static Estimate Within(RatingTable table, VoteSetup setup, int tie = -1, double level = 0.95)
    {
        var agreeing = new double[table.ItemCount];
        var pairs = new double[table.ItemCount];
        for (var item = 0; item < table.ItemCount; item++)
        {
            var codes = table.CategoriesOf(item);
            for (var i = 1; i < codes.Length; i++)
            {
                for (var j = 0; j < i; j++)
                    Count(codes[i], codes[j], setup, tie, ref agreeing[item], ref pairs[item]);
            }
        }
        return Summary($"vote agreement within, {Name(setup)}", agreeing, pairs, setup, level);
    }

    private static void Count(int a, int b, VoteSetup setup, int tie, ref double agreeing, ref double pairs)
    {
        if (setup == VoteSetup.WithoutTies && (a == tie || b == tie))
            return;
        pairs++;
        if (a == b)
            agreeing++;
    }

    private static Estimate Summary(string method, double[] agreeing, double[] pairs, VoteSetup setup, double level)
    {
        var result = ClusteredRatio.Compute(method, "item", agreeing, pairs, level, "no item has a pair of votes to compare");
        if (result.Value is null)
            return result;
        double sum = 0;
        var items = 0;
        for (var item = 0; item < pairs.Length; item++)
        {
            if (!(pairs[item] > 0))
                continue;
            sum += agreeing[item] / pairs[item];
            items++;
        }
        return result with
        {
            Settings = new Dictionary<string, string>
            {
                ["setup"] = setup == VoteSetup.WithTies ? "S1" : "S2",
                ["weighting"] = "pairs of votes",
                ["item_weighted"] = Numbers.Text(sum / items),
            },
        };
    }

    private static string Name(VoteSetup setup) => setup == VoteSetup.WithTies ? "with ties (S1)" : "without ties (S2)";
}
