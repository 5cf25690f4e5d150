using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Proportions;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Methods.Statistics.WinRates;

/// <summary>
/// Turns the scores of one condition into counts, rates and intervals. Where rows have selection probabilities, the rates
/// are weighted by their inverse; the counts, and the sign test of them, are what was judged and never weighted.
/// </summary>
internal static class WinRateEstimator
{
    private const string Name = "win rate, ties as half";

    public static WinRate Estimate(JudgmentSet set, ConditionScores side, string condition, string? against, WinRateOptions options)
    {
        int wins = 0, losses = 0, ties = 0, bad = 0;
        var choice = set.Choice;
        for (var i = 0; i < side.Rows.Length; i++)
        {
            var score = side.Scores[i];
            wins += score > 0.5 ? 1 : 0;
            losses += score < 0.5 ? 1 : 0;
            ties += score == 0.5 ? 1 : 0;
            bad += choice[side.Rows[i]] == Choice.BothBad ? 1 : 0;
        }

        var weights = SelectionWeights.Of(set, side.Rows);
        return new WinRate
        {
            Condition = condition,
            Against = against,
            Wins = wins,
            Losses = losses,
            Ties = ties,
            BothBad = bad,
            Unscored = side.Unscored,
            Rate = SelectionWeights.Say(Clip(Rate(set, side, wins, weights, options)), weights) with { Unscored = side.Unscored },
            Decisive = Decisive(set, side, wins, losses, weights, options) with { Unscored = side.Unscored, Excluded = ties },
            SignTest = SignTest.TwoSided(wins, losses) with { Unscored = side.Unscored, Excluded = ties },
        };
    }

    private static Statistics.Estimate Rate(JudgmentSet set, ConditionScores side, int wins, double[]? weights, WinRateOptions options)
    {
        if (side.Rows.IsEmpty)
            return Statistics.Estimate.Undefined(Name, "no data");
        return options.Interval switch
        {
            WinRateInterval.Independent => ScoreMean.Independent(side.Scores, options.Level, Name, weights),
            WinRateInterval.Wilson => Binomial(side, wins, ProportionMethod.Wilson, weights, options.Level),
            WinRateInterval.ClopperPearson => Binomial(side, wins, ProportionMethod.ClopperPearson, weights, options.Level),
            WinRateInterval.Jeffreys => Binomial(side, wins, ProportionMethod.Jeffreys, weights, options.Level),
            WinRateInterval.AgrestiCoull => Binomial(side, wins, ProportionMethod.AgrestiCoull, weights, options.Level),
            _ => Clustered(set, side, weights, options),
        };
    }

    /// <summary>Wilson's interval on the counts; with weights, CR1 by the clusters of the rate over the decisive rows.</summary>
    private static Statistics.Estimate Decisive(JudgmentSet set, ConditionScores side, int wins, int losses, double[]? weights, WinRateOptions options)
    {
        var (ids, unit) = ClusterIds.Of(set, options.Cluster);
        if (weights is null || wins + losses == 0)
        {
            var share = Proportion.Of(wins, wins + losses, ProportionMethod.Wilson, options.Level, "decisive win rate");
            return ids is null || !Share(ids, side) ? share
                : share with { Warnings = [$"rows are taken as independent although {unit}s recur: Wilson's interval is too narrow"] };
        }

        var (scores, clusters, kept) = (new List<double>(), new List<int>(), new List<double>());
        for (var i = 0; i < side.Rows.Length; i++)
        {
            if (side.Scores[i] == 0.5)
                continue;
            scores.Add(side.Scores[i] > 0.5 ? 1 : 0);
            clusters.Add(ids is null ? -1 : ids[side.Rows[i]]);
            kept.Add(weights[i]);
        }

        var estimate = ScoreMean.Cr1(ClusterSums.From([.. scores], [.. clusters], [.. kept]), ids is null ? "row" : unit, options.Level, "decisive win rate");
        return SelectionWeights.Say(Clip(estimate), [.. kept]);
    }

    /// <summary>Whether two decisive rows are of one cluster.</summary>
    private static bool Share(int[] ids, ConditionScores side)
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < side.Rows.Length; i++)
        {
            if (side.Scores[i] != 0.5 && ids[side.Rows[i]] >= 0 && !seen.Add(ids[side.Rows[i]]))
                return true;
        }

        return false;
    }

    /// <summary>A binomial interval, refused where a score is neither 0 nor 1, or where rows are weighted.</summary>
    private static Statistics.Estimate Binomial(ConditionScores side, int wins, ProportionMethod method, double[]? weights, double level)
    {
        if (weights is not null)
        {
            return ScoreMean.Independent(side.Scores, level, Name, weights) with
            {
                Interval = null,
                Warnings = [$"{method} does not apply: rows are weighted by their selection probability"],
            };
        }

        foreach (var score in side.Scores)
        {
            if (score is not (0 or 1))
            {
                return ScoreMean.Independent(side.Scores, level, Name) with
                {
                    Interval = null,
                    Warnings = [$"{method} does not apply: with ties the score is not binomial; use it on the decisive win rate"],
                };
            }
        }

        return Proportion.Of(wins, side.Rows.Length, method, level, Name) with { Warnings = ["rows are taken as independent"] };
    }

    private static Statistics.Estimate Clustered(JudgmentSet set, ConditionScores side, double[]? weights, WinRateOptions options)
    {
        var (ids, unit) = ClusterIds.Of(set, options.Cluster);
        if (ids is null)
        {
            var independent = ScoreMean.Independent(side.Scores, options.Level, Name, weights);
            return options.Cluster is ClusterBy.None or ClusterBy.Auto
                ? independent
                : independent with { Interval = null, Warnings = [.. independent.Warnings, $"no {unit} in the data: no interval by {unit}"] };
        }

        var clusters = Gather(ids, side.Rows);
        if (options.Cluster == ClusterBy.PersonaAndRater && set.HasRaters)
            return ScoreMean.TwoWay(side.Scores, clusters, Gather(set.Rater, side.Rows), unit, "rater", options.Level, Name, weights);
        var sums = ClusterSums.From(side.Scores, clusters, weights);
        var estimate = options.Interval == WinRateInterval.Cr1
            ? ScoreMean.Cr1(sums, unit, options.Level, Name)
            : ScoreMean.Bootstrap(sums, unit, options.Seed, options.Replicates, options.Interval == WinRateInterval.BootstrapBca, options.Level, Name);
        return options.Cluster == ClusterBy.PersonaAndRater
            ? estimate with { Warnings = [.. estimate.Warnings, $"no rater in the data: the interval is by {unit} alone"] }
            : estimate;
    }

    private static int[] Gather(ReadOnlySpan<int> ids, ReadOnlySpan<int> rows)
    {
        var gathered = new int[rows.Length];
        for (var i = 0; i < gathered.Length; i++)
            gathered[i] = ids[rows[i]];
        return gathered;
    }

    private static Statistics.Estimate Clip(Statistics.Estimate estimate) => estimate.Interval is { } interval
        ? estimate with { Interval = interval with { Lower = Math.Max(0, interval.Lower), Upper = Math.Min(1, interval.Upper) } }
        : estimate;
}
