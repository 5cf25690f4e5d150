using Workbench.Features.Analysis;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Planning;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>A judged study whose people tell how alike judgments of one comparison are.</summary>
public sealed record PlanningSource(Guid Id, string Name, int Judgments);

/// <summary>What a judged study tells for planning another: ICC(1) of its judgments by comparison, and its share of ties (null without a verdict).</summary>
public sealed record PlanningSpread(Estimate Icc, double? TieRate);

/// <summary>Answers what planning asks of studies that were judged by people already. Model judges and simulated raters say nothing about how people scatter.</summary>
public sealed class PlanningQuery(StudyStore studies, AnalysisQuery analysis)
{
    /// <exception cref="AccessDeniedException">The actor may see no study.</exception>
    public async Task<IReadOnlyList<PlanningSource>> SourcesAsync(Actor actor, CancellationToken ct) =>
        [.. (await studies.ListAsync(actor, ct)).Where(s => s.HumanJudgments > 0).Select(s => new PlanningSource(s.Id, s.Name, s.HumanJudgments))];

    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    public async Task<PlanningSpread> SpreadAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        var analyzed = await analysis.AnalyzeAsync(actor, studyId, new AnalysisFilter { Raters = RaterKind.Human }, ct);
        return await Task.Run(() => SpreadOf(analyzed), ct);
    }

    private static PlanningSpread SpreadOf(StudyAnalysis analyzed)
    {
        var set = AnalysisInput.From(analyzed.Study, analyzed.Scope).Judgments;
        var left = set.LeftScores().ToArray();
        var treatment = analyzed.Scope.Contrast is { } contrast ? set.FindSystem(contrast.Treatment.Name) : -1;
        int[] scored = [.. Enumerable.Range(0, set.Count).Where(row => !double.IsNaN(left[row]))];
        double[] scores = [.. scored.Select(row => set.Left[row] == treatment ? left[row] : 1 - left[row])];
        return new(
            IntraclassCorrelation.OneWay(scores, [.. scored.Select(row => set.Unit[row])], "item"),
            scores.Length == 0 ? null : scores.Count(score => score == 0.5) / (double)scores.Length);
    }
}
