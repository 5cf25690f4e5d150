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
        var verdicts = study.Adjudications.Where(a => a.Criterion == scope.Criterion && a.Perspective == scope.Perspective).ToDictionary(a => a.Comparison);
        var about = rows.Where(r => r.IsScored && verdicts.ContainsKey(r.Comparison)).ToList();
        if (about.Count == 0)
            return null;
        var decided = about.Where(r => verdicts[r.Comparison].IsDecided).ToList();
        return new()
        {
            Judgments = JudgmentSet.From(rows.Select(row => AnalysisInput.Plain(With(row, verdicts), study.Comparisons[row.Comparison], scope.Criterion))).Resolve(),
            Comparisons = decided.Select(r => r.Comparison).Distinct().Count(),
            Replaced = decided.Count,
            Undecided = about.Select(r => r.Comparison).Distinct().Count(c => !verdicts[c].IsDecided),
        };
    }

    /// <summary>The line beneath the estimate; none where nothing in question was adjudicated.</summary>
    public static IReadOnlyList<string> Footnotes(AnalysisInput input, Contrast contrast)
    {
        if (input.Adjudicated is not { } adjudicated)
            return [];
        return adjudicated.Sentence("judgment", "comparison", () =>
        {
            var rate = ConditionRates.Of(adjudicated.Judgments, contrast.Treatment.Name, contrast.Baseline.Name, input.Options).Rate;
            return $"{AnalysisWords.Percent(rate.Value)} {AnalysisWords.Interval(rate.Interval)}";
        });
    }

    /// <summary>The same beneath a difference of ratings.</summary>
    /// <param name="input">What the chart is built from.</param>
    /// <param name="said">The difference and its interval over other judgments.</param>
    public static IReadOnlyList<string> Footnotes(AnalysisInput input, Func<AnalysisInput, string> said) => input.Adjudicated is { } adjudicated
        ? adjudicated.Sentence("rating", "answer", () => said(input with { Judgments = adjudicated.Judgments }))
        : [];

    private IReadOnlyList<string> Sentence(string judgment, string about, Func<string> said)
    {
        var left = Undecided == 0 ? "" : $" {AnalysisWords.Count(Undecided, about, about + "s")} more the adjudicators could not decide either; {(Undecided == 1 ? "it stays" : "they stay")} as judged.";
        return Comparisons == 0
            ? ["Adjudicated, without a decision:" + left]
            : [$"With adjudicated verdicts instead: {said()}; {AnalysisWords.Count(Replaced, judgment, judgment + "s")} of {AnalysisWords.Count(Comparisons, about, about + "s")} then say what the adjudicator said. "
                + $"This is a check of what hangs on them, not the estimate.{left}"];
    }

    private static JudgedRow With(JudgedRow row, Dictionary<int, JudgedAdjudication> verdicts) =>
        !row.IsScored || !verdicts.TryGetValue(row.Comparison, out var verdict) || !verdict.IsDecided ? row : row with
        {
            Value = verdict.Value,
            Choice = verdict.Resolved switch
            {
                null => null,
                ResolvedChoice.First => row.FirstIsLeft ? Choice.Left : Choice.Right,
                ResolvedChoice.Second => row.FirstIsLeft ? Choice.Right : Choice.Left,
                ResolvedChoice.Tie => Choice.Tie,
                ResolvedChoice.BothBad => Choice.BothBad,
                _ => throw new InvalidOperationException($"unknown verdict {verdict.Resolved}"),
            },
        };
}
