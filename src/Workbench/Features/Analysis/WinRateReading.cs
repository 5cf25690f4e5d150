using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.WinRates;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>The sentences and footnotes that belong to win rates wherever they stand.</summary>
public static class WinRateReading
{
    /// <summary>Why there is no win rate, and so no picture of one.</summary>
    public static string NoDataReason(AnalysisInput input, WinRate? rate)
    {
        var about = input.Scope.Contrast is null ? "this study compares no two conditions" : $"no {KindOf(input)} match what is chosen above";
        return rate is { Unscored: > 0 }
            ? $"No data: all {AnalysisWords.Count(rate.Unscored)} judgments are without a usable verdict."
            : $"No data: {about}.";
    }

    /// <summary>The answer with its interval, and whether it settles anything.</summary>
    public static string Sentence(AnalysisInput input, WinRate rate)
    {
        if (rate.Rate.Value is not { } value || input.Scope.Contrast is not { } contrast)
            return NoDataReason(input, rate);
        var interval = rate.Rate.Interval is { } i
            ? $"interval {AnalysisWords.Bound(i.Lower)}–{AnalysisWords.Bound(i.Upper)} %"
            : "no interval";
        var judgments = AnalysisWords.Count(rate.N, "judgment", "judgments");
        return $"{Setting(input)}{Who(input)} preferred {AnalysisWords.Preferred(contrast)} in {AnalysisWords.Percent(value)} of {judgments}, {interval}; ties count half.";
    }

    /// <summary>What the interval allows to say, without more than it allows.</summary>
    public static string Verdict(AnalysisInput input, WinRate rate)
    {
        var subject = input.Scope.Contrast is { IsPersonalization: true } ? "personalization" : "the first condition";
        var by = input.Scope.Raters == RaterKind.Human ? "" : $" That is what {AnalysisWords.Label(input.Scope.Raters).Replace(", not people", "", StringComparison.Ordinal)} say, and no evidence about people.";
        // Few clusters make the interval itself uncertain: no verdict is built on where it ends.
        var isRough = rate.Rate.Clusters is < ScoreMean.FewClusters;
        return rate.Rate.Interval switch
        {
            null => "Without an interval this settles nothing." + by,
            { Lower: > 0.5 } when isRough => $"The interval lies above 50 %, but rests on {rate.Rate.Clusters} {rate.Rate.ClusterUnit}s only: a hint that {subject} helps." + by,
            { Upper: < 0.5 } when isRough => $"The interval lies below 50 %, but rests on {rate.Rate.Clusters} {rate.Rate.ClusterUnit}s only: a hint that {subject} hurts." + by,
            { Lower: > 0.5 } => $"The whole interval lies above 50 %: {subject} helped." + by,
            { Upper: < 0.5 } => $"The whole interval lies below 50 %: {subject} hurt." + by,
            _ => $"The interval includes 50 %: these judgments do not settle whether {subject} helps." + by,
        };
    }

    /// <summary>What a reader needs to repeat or doubt the number.</summary>
    public static IReadOnlyList<string> Footnotes(AnalysisInput input, WinRate rate)
    {
        var estimate = rate.Rate;
        var notes = new List<string>
        {
            $"n {AnalysisWords.Count(rate.N)} judgments by {AnalysisWords.Count(input.Judgments.Raters.Count)} {AnalysisWords.Label(input.Scope.Raters)}, "
                + $"judging {AnalysisWords.Label(input.Scope.Perspective)}; criterion {input.Scope.Criterion}.",
        };
        if (estimate.Interval is { } interval)
        {
            var seed = estimate.Seed is { } s ? FormattableString.Invariant($", seed {s}") : "";
            var draws = estimate.Settings.TryGetValue("replicates", out var replicates) ? $", {replicates} draws" : "";
            var clusters = estimate.Clusters is { } count ? $" over {AnalysisWords.Count(count)} clusters ({estimate.ClusterUnit})" : "";
            notes.Add($"{interval.Method}{clusters}{draws}{seed}; {AnalysisWords.Percent(interval.Level)} intervals.");
        }

        if (estimate.Settings.TryGetValue("effective_n", out var effective))
            notes.Add($"Comparisons were given where the interval was widest, so each judgment is weighed by the inverse of the probability that it was given with; together they tell as much as {effective} equally weighted ones.");
        notes.Add($"Left out: {AnalysisWords.Count(rate.Unscored)} unscored (skipped, or no usable verdict; never counted as ties), "
            + $"{AnalysisWords.Count(input.Study.Excluded)} of excluded raters and {AnalysisWords.Count(input.Study.Superseded)} undone or corrected in the whole study.");
        if (input.Study.IsSample)
            notes.Add("The outputs are the sample's own and no evidence about any model.");
        return notes;
    }

    private static string Who(AnalysisInput input) =>
        Setting(input).Length == 0 ? AnalysisWords.Who(input.Scope.Raters) : AnalysisWords.Label(input.Scope.Raters) + (input.Scope.Raters == RaterKind.Simulated ? "," : "");

    private static string KindOf(AnalysisInput input) => $"judgments by {AnalysisWords.Label(input.Scope.Raters)}";

    private static string Setting(AnalysisInput input)
    {
        var parts = new List<string>();
        if (input.Scope.Criterion != Methods.Judgments.Judgment.DefaultCriterion)
            parts.Add($"by {input.Scope.Criterion.Replace('_', ' ')}");
        if (input.Scope.Persona is { } persona)
            parts.Add($"for {persona.Label}");
        if (input.Scope.Category is { } category)
            parts.Add($"among {category} prompts");
        var text = string.Join(", ", parts);
        return text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..] + ", ";
    }
}
