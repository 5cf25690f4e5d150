using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.WinRates;
using Workbench.Shared.Judging;
using Choice = Workbench.Shared.Judging.Choice;

namespace Workbench.Features.Analysis;

/// <summary>
/// What the judgments would be if each usable one about an adjudicated comparison said what the adjudicator said. A look
/// at how much hangs on disputed comparisons, and never the estimate itself.
/// </summary>
public sealed record AdjudicatedJudgments
{
    public required JudgmentSet Judgments { get; init; }

    /// <summary>Comparisons whose judgments were replaced.</summary>
    public required int Comparisons { get; init; }

    /// <summary>Judgments that were replaced, those that said the same included.</summary>
    public required int Replaced { get; init; }

    /// <summary>Adjudicated comparisons that were left as they are, as the adjudicator could not decide either.</summary>
    public required int Undecided { get; init; }

    internal static AdjudicatedJudgments? Of(JudgedStudy study, AnalysisScope scope, IReadOnlyList<JudgedRow> rows)
    {
        var verdicts = study.Adjudications.Where(a => a.Criterion == scope.Criterion).ToDictionary(a => a.Comparison, a => a.Resolved);
        var about = rows.Where(r => r.Choice is not null && verdicts.ContainsKey(r.Comparison)).ToList();
        if (about.Count == 0)
            return null;
        var decided = about.Where(r => verdicts[r.Comparison] is not null).ToList();
        return new()
        {
            Judgments = JudgmentSet.From(rows.Select(row => AnalysisInput.Plain(With(row, verdicts), study.Comparisons[row.Comparison], scope.Criterion))).Resolve(),
            Comparisons = decided.Select(r => r.Comparison).Distinct().Count(),
            Replaced = decided.Count,
            Undecided = about.Select(r => r.Comparison).Distinct().Count(c => verdicts[c] is null),
        };
    }

    /// <summary>The line beneath the estimate; none where nothing in question was adjudicated.</summary>
    public static IReadOnlyList<string> Footnotes(AnalysisInput input, Contrast contrast)
    {
        if (input.Adjudicated is not { } adjudicated)
            return [];
        var left = adjudicated.Undecided == 0 ? "" : $" {AnalysisWords.Count(adjudicated.Undecided, "comparison", "comparisons")} more the adjudicators could not decide either; {(adjudicated.Undecided == 1 ? "it stays" : "they stay")} as judged.";
        if (adjudicated.Comparisons == 0)
            return ["Adjudicated, without a decision:" + left];
        var rate = ConditionRates.Of(adjudicated.Judgments, contrast.Treatment.Name, contrast.Baseline.Name, input.Options).Rate;
        return
        [
            $"With adjudicated verdicts instead: {AnalysisWords.Percent(rate.Value)} {AnalysisWords.Interval(rate.Interval)}; {AnalysisWords.Count(adjudicated.Replaced, "judgment", "judgments")} of "
            + $"{AnalysisWords.Count(adjudicated.Comparisons, "comparison", "comparisons")} then say what the adjudicator said. This is a check of what hangs on them, not the estimate.{left}",
        ];
    }

    private static JudgedRow With(JudgedRow row, Dictionary<int, ResolvedChoice?> verdicts) =>
        row.Choice is null || !verdicts.TryGetValue(row.Comparison, out var verdict) || verdict is null ? row : row with
        {
            Choice = verdict switch
            {
                ResolvedChoice.First => row.FirstIsLeft ? Choice.Left : Choice.Right,
                ResolvedChoice.Second => row.FirstIsLeft ? Choice.Right : Choice.Left,
                ResolvedChoice.Tie => Choice.Tie,
                ResolvedChoice.BothBad => Choice.BothBad,
                _ => throw new InvalidOperationException($"unknown verdict {verdict}"),
            },
        };
}
