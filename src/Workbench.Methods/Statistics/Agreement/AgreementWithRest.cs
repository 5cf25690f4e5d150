namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// How often each rater agrees with the others on the same items: low values single out who judges by other lights (or none).
/// </summary>
/// <remarks>
/// Per rater <c>Σ_i same others / Σ_i others</c> over the items that another rated too; each vote of another weighs the same. Interval: CR1 over
/// items, t. Taste differs, so a low value is a reason to look and no error. Raters who share no item with anybody are undefined.
/// It is <see cref="VoteAgreement.Between"/> of one rater and all others, for all raters in one pass.
/// </remarks>
public static class AgreementWithRest
{
    /// <summary>One estimate a rater who rated anything, by rater index.</summary>
    /// <param name="table">The ratings, one a rater and item.</param>
    /// <param name="level">Nominal coverage of the intervals.</param>
    public static IReadOnlyDictionary<int, Estimate> ByRater(RatingTable table, double level = 0.95)
    {
        var same = new Dictionary<int, List<double>>();
        var others = new Dictionary<int, List<double>>();
        var counts = new int[table.CategoryCount];
        for (var item = 0; item < table.ItemCount; item++)
        {
            var codes = table.CategoriesOf(item);
            var raters = table.RatersOf(item);
            foreach (var code in codes)
                counts[code]++;
            for (var i = 0; i < codes.Length; i++)
            {
                if (!same.TryGetValue(raters[i], out var agreeing))
                    (same[raters[i]], others[raters[i]]) = (agreeing = [], []);
                if (codes.Length < 2)
                    continue;
                agreeing.Add(counts[codes[i]] - 1);
                others[raters[i]].Add(codes.Length - 1);
            }

            foreach (var code in codes)
                counts[code] = 0;
        }

        return same.ToDictionary(entry => entry.Key, entry => ClusteredRatio.Compute(
            "agreement with the other raters", "item", entry.Value.ToArray(), others[entry.Key].ToArray(), level, "no item that another rated too"));
    }
}
