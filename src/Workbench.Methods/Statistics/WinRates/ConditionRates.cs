using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.WinRates;

/// <summary>
/// Win rates of conditions from pairwise judgments. A tie and "both bad" count half; unscored rows count nowhere but in
/// <see cref="WinRate.Unscored"/>. Several lines of one rater on one comparison are first reduced to one verdict.
/// The caller passes rows of one criterion and one perspective.
/// </summary>
/// <remarks>Rows with a selection probability are weighted by its inverse (specification 3.6, 4.4). Specification 4.1 and 4.2; Zheng et al. (2023) arXiv 2306.05685 (adjusted win rate).</remarks>
public static class ConditionRates
{
    /// <summary>One condition against another, or against all others where <paramref name="against"/> is null.</summary>
    /// <param name="set">The judgments.</param>
    /// <param name="condition">The condition whose wins are counted.</param>
    /// <param name="against">The other condition, or null.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>Rates are undefined ("no data") where the two never met.</returns>
    public static WinRate Of(JudgmentSet set, string condition, string? against = null, WinRateOptions? options = null)
    {
        options ??= WinRateOptions.Default;
        var resolved = Resolved(set, options);
        var side = ConditionScores.Of(resolved, condition, against);
        return WinRateEstimator.Estimate(resolved, side, condition, against, options);
    }

    /// <summary>Every condition against all others, in the order of first appearance.</summary>
    /// <param name="set">The judgments.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static IReadOnlyList<WinRate> OfAll(JudgmentSet set, WinRateOptions? options = null)
    {
        options ??= WinRateOptions.Default;
        var resolved = Resolved(set, options);
        var sides = ConditionScores.OfEach(resolved);
        return [.. sides.Select(side => WinRateEstimator.Estimate(resolved, side.Scores, resolved.Systems[side.System], null, options))];
    }

    /// <summary>
    /// One condition against another for each persona, in the order of first appearance. Within a persona the rows are
    /// clustered by prompt, or by rater, or by item, whichever the data has first.
    /// </summary>
    /// <param name="set">The judgments.</param>
    /// <param name="condition">The condition whose wins are counted.</param>
    /// <param name="against">The other condition, or null.</param>
    /// <param name="options">How; null for the defaults. The clusters are chosen as said.</param>
    public static IReadOnlyList<(string Persona, WinRate WinRate)> PerPersona(
        JudgmentSet set, string condition, string? against = null, WinRateOptions? options = null)
    {
        options ??= WinRateOptions.Default;
        var resolved = Resolved(set, options);
        var within = options with { Cluster = resolved.HasPrompts ? ClusterBy.Prompt : resolved.HasRaters ? ClusterBy.Rater : ClusterBy.Item };
        return [.. Slices(resolved, resolved.Persona)
            .Select(slice => (resolved.Personas[slice.Id], Of(resolved.Rows(slice.Rows), condition, against, within)))];
    }

    private static JudgmentSet Resolved(JudgmentSet set, WinRateOptions options) => set.IsResolved ? set : set.Resolve(options.Orders);

    private static IEnumerable<(int Id, int[] Rows)> Slices(JudgmentSet set, ReadOnlySpan<int> ids)
    {
        var rows = new Dictionary<int, List<int>>();
        for (var row = 0; row < set.Count; row++)
        {
            if (ids[row] < 0)
                continue;
            if (!rows.TryGetValue(ids[row], out var list))
                rows[ids[row]] = list = [];
            list.Add(row);
        }

        return [.. rows.Select(slice => (slice.Key, slice.Value.ToArray()))];
    }
}
