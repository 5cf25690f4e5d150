using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Proportions;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Methods.Statistics.WinRates;

/// <summary>Turns the scores of one condition into counts, rates and intervals.</summary>
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

        return new WinRate
        {
            Condition = condition,
            Against = against,
            Wins = wins,
            Losses = losses,
            Ties = ties,
            BothBad = bad,
            Unscored = side.Unscored,
            Rate = Clip(Rate(set, side, wins, options)) with { Unscored = side.Unscored },
            Decisive = Proportion.Of(wins, wins + losses, ProportionMethod.Wilson, options.Level, "decisive win rate") with { Unscored = side.Unscored, Excluded = ties },
            SignTest = SignTest.TwoSided(wins, losses) with { Unscored = side.Unscored, Excluded = ties },
        };
    }

    private static Statistics.Estimate Rate(JudgmentSet set, ConditionScores side, int wins, WinRateOptions options)
    {
        if (side.Rows.IsEmpty)
            return Statistics.Estimate.Undefined(Name, "no data");
        return options.Interval switch
        {
            WinRateInterval.Independent => ScoreMean.Independent(side.Scores, options.Level, Name),
            WinRateInterval.Wilson => Binomial(side, wins, ProportionMethod.Wilson, options.Level),
            WinRateInterval.ClopperPearson => Binomial(side, wins, ProportionMethod.ClopperPearson, options.Level),
            WinRateInterval.Jeffreys => Binomial(side, wins, ProportionMethod.Jeffreys, options.Level),
            WinRateInterval.AgrestiCoull => Binomial(side, wins, ProportionMethod.AgrestiCoull, options.Level),
            _ => Clustered(set, side, options),
        };
    }

    /// <summary>A binomial interval, refused where a score is neither 0 nor 1.</summary>
    private static Statistics.Estimate Binomial(ConditionScores side, int wins, ProportionMethod method, double level)
    {
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

    private static Statistics.Estimate Clustered(JudgmentSet set, ConditionScores side, WinRateOptions options)
    {
        var (ids, unit) = ClusterIds.Of(set, options.Cluster);
        if (ids is null)
        {
            var independent = ScoreMean.Independent(side.Scores, options.Level, Name);
            return options.Cluster is ClusterBy.None or ClusterBy.Auto
                ? independent
                : independent with { Interval = null, Warnings = [.. independent.Warnings, $"no {unit} in the data: no interval by {unit}"] };
        }

        var clusters = Gather(ids, side.Rows);
        if (options.Cluster == ClusterBy.PersonaAndRater && set.HasRaters)
            return ScoreMean.TwoWay(side.Scores, clusters, Gather(set.Rater, side.Rows), unit, "rater", options.Level, Name);
        var sums = ClusterSums.From(side.Scores, clusters);
        return options.Interval == WinRateInterval.Cr1
            ? ScoreMean.Cr1(sums, unit, options.Level, Name)
            : ScoreMean.Bootstrap(sums, unit, options.Seed, options.Replicates, options.Interval == WinRateInterval.BootstrapBca, options.Level, Name);
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
