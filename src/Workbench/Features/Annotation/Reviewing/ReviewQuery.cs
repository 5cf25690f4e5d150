using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Reviewing;

/// <summary>Finds the comparisons that people disagree about. Blind: nothing here tells which condition stands where.</summary>
public sealed class ReviewQuery(Database database)
{
    private static readonly RaterKind[] Preferred = [RaterKind.Human, RaterKind.Simulated, RaterKind.Model];

    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    public Task<ReviewQueue> QueueAsync(Actor actor, Guid studyId, ReviewFilter filter, CancellationToken ct) => Task.Run(() => database.ReadSnapshotAsync(async db =>
    {
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
        var perspective = filter.View ?? study.AnnotationNow().Perspective;
        var all = await RowsAsync(db, studyId, perspective, ct);
        var kind = Preferred.Where(k => all.Any(r => r.Kind == k)).Select(k => (RaterKind?)k).FirstOrDefault() ?? RaterKind.Human;
        var rows = all.Where(r => r.Kind == kind).ToList();
        var adjudicated = (await db.Set<Adjudication>().Where(a => a.StudyId == studyId && a.Perspective == perspective).GroupBy(a => new { a.ComparisonId, a.Criterion })
            .Select(g => new { g.Key.ComparisonId, g.Key.Criterion, Count = g.Count() }).ToListAsync(ct)).ToDictionary(a => (a.ComparisonId, a.Criterion), a => a.Count);
        var flags = await FlagsAsync(db, studyId, perspective, kind, ct);
        var found = rows.GroupBy(r => (r.Comparison, r.Criterion))
            .Select(g => Draft(study, g.Key.Comparison, g.Key.Criterion, [.. g], flags.GetValueOrDefault(g.Key.Comparison), adjudicated.GetValueOrDefault(g.Key)))
            .ToList();
        var shown = found.Where(i => Matches(i, filter))
            .OrderByDescending(i => i.Disagreement ?? 0).ThenByDescending(i => i.Flags).ThenBy(i => i.ComparisonId).ThenBy(i => i.Criterion, StringComparer.Ordinal).ToList();
        var page = shown.Skip((filter.Page - 1) * ReviewQueue.PageSize).Take(ReviewQueue.PageSize).ToList();
        return new ReviewQueue
        {
            Raters = kind,
            Perspective = perspective,
            PerspectiveChoices = [.. Enumerable.Range(0, study.Wave + 1).Select(wave => study.Design.Annotation.InWave(wave).Perspective).Append(perspective).Distinct()],
            Unit = study.Design.Annotation.Unit,
            Items = await NamedAsync(db, page, ct),
            Total = shown.Count,
            Judged = found.Count,
            Shared = found.Count(i => i.Disagreement is not null),
            Criteria = [.. found.Select(i => i.Criterion).Distinct().OrderBy(c => c == CriterionDesign.OverallKey ? 0 : 1).ThenBy(c => c, StringComparer.Ordinal)],
            FailedChecks = await FailedChecksAsync(db, studyId, ct),
        };
    }, ct), ct);

    private static bool Matches(ReviewItem item, ReviewFilter filter) =>
        (filter.Criterion is null || item.Criterion == filter.Criterion)
        && item.Adjudications > 0 == filter.Adjudicated
        && (item.Disagreement ?? 0) >= filter.Least
        && filter.Why switch
        {
            ReviewReason.Disagreement => item.Disagreement > 0,
            ReviewReason.Flagged => item.Flags > 0,
            ReviewReason.Any => item.Disagreement > 0 || item.Flags > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Why, "unknown reason"),
        };

    private static async Task<List<Row>> RowsAsync(WorkbenchDb db, Guid studyId, Perspective perspective, CancellationToken ct) => await (
        from judgment in db.Set<StoredJudgment>()
        join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
        where judgment.StudyId == studyId && judgment.SupersededAt == null && judgment.Perspective == perspective && rater.ExcludedAt == null
            && judgment.Criterion != CriterionDesign.GuessKey
        group judgment by new { judgment.ComparisonId, judgment.Criterion, rater.Kind, judgment.Resolved, judgment.Value } into g
        select new Row(g.Key.ComparisonId, g.Key.Criterion, g.Key.Kind, g.Key.Resolved, g.Key.Value, g.Count())).ToListAsync(ct);

    private static Task<Dictionary<Guid, int>> FlagsAsync(WorkbenchDb db, Guid studyId, Perspective perspective, RaterKind kind, CancellationToken ct) => (
        from judgment in db.Set<StoredJudgment>()
        join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
        where judgment.StudyId == studyId && judgment.SupersededAt == null && judgment.Perspective == perspective && rater.ExcludedAt == null && rater.Kind == kind
            && judgment.Criterion != CriterionDesign.GuessKey && EF.Functions.Like((string)(object)judgment.Details!, JudgmentDetails.FlagPattern)
        group judgment by judgment.ComparisonId into g
        select new { g.Key, Count = g.Count() }).ToDictionaryAsync(f => f.Key, f => f.Count, ct);

    private static ReviewItem Draft(Study study, Guid comparison, string criterion, List<Row> rows, int flags, int adjudications)
    {
        var isRated = study.Design.Annotation.Unit == JudgedUnit.Output;
        var firstIsLeft = ReviewSides.FirstIsLeft(study, comparison);
        var options = isRated
            ? Enumerable.Range(1, 5).Select(v => ($"{v} of 5", rows.Where(r => r.Value == v).Sum(r => r.Count))).ToList()
            : VerdictsOf(criterion).Select(v => (JudgedWords.Of(ReviewSides.Displayed(v, firstIsLeft)), rows.Where(r => r.Resolved == v).Sum(r => r.Count))).ToList();
        return new()
        {
            ComparisonId = comparison,
            Criterion = criterion,
            Prompt = "",
            Persona = "",
            Verdicts = [.. options.Where(o => o.Item2 > 0)],
            Disagreement = VerdictSpread.Of([.. options.Select(o => o.Item2)]),
            Flags = flags,
            Adjudications = adjudications,
        };
    }

    // Only the overall question offers "both bad".
    private static ResolvedChoice[] VerdictsOf(string criterion) => criterion == CriterionDesign.OverallKey
        ? [ResolvedChoice.First, ResolvedChoice.Tie, ResolvedChoice.Second, ResolvedChoice.BothBad]
        : [ResolvedChoice.First, ResolvedChoice.Tie, ResolvedChoice.Second];

    private static async Task<IReadOnlyList<ReviewItem>> NamedAsync(WorkbenchDb db, List<ReviewItem> items, CancellationToken ct)
    {
        var ids = items.Select(i => i.ComparisonId).Distinct().ToList();
        var names = await (
            from comparison in db.Set<Comparison>()
            join prompt in db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
            join persona in db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
            where ids.Contains(comparison.Id)
            select new { comparison.Id, prompt.Text, persona.Name }).ToDictionaryAsync(c => c.Id, ct);
        return [.. items.Select(i => i with { Prompt = names[i.ComparisonId].Text, Persona = names[i.ComparisonId].Name })];
    }

    private static async Task<IReadOnlyList<FailedCheck>> FailedChecksAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var checks = await (
            from check in db.Set<HiddenCheck>()
            join rater in db.Set<Rater>() on check.RaterId equals rater.Id
            where check.StudyId == studyId && check.IsPassed != null && rater.Kind == RaterKind.Human && rater.ExcludedAt == null
                && (check.Kind == HiddenCheckKind.WrongPersona || check.PreparedKey != null)
            orderby check.Id
            select check).ToListAsync(ct);
        var prompts = await db.Set<StudyPrompt>().Where(p => p.StudyId == studyId).ToDictionaryAsync(p => p.Id, p => p.Text, ct);
        return
        [
            .. checks.GroupBy(c => (c.Kind, c.PreparedKey, c.StudyPromptId, Better: c.Expected == Choice.Left ? c.Left : c.Right))
                .Where(g => g.Count() >= 2 && 2 * g.Count(c => c.IsPassed == true) < g.Count())
                .Select(g => new FailedCheck
                {
                    Kind = g.Key.Kind,
                    Key = g.Key.PreparedKey,
                    Prompt = g.First().PromptText ?? (g.Key.StudyPromptId is { } id ? prompts.GetValueOrDefault(id) : null) ?? "",
                    Expected = g.Key.Better,
                    Other = g.First().Expected == Choice.Left ? g.First().Right : g.First().Left,
                    Answered = g.Count(),
                    Passed = g.Count(c => c.IsPassed == true),
                })
                .OrderByDescending(c => c.Answered - c.Passed).ThenBy(c => c.Prompt, StringComparer.Ordinal),
        ];
    }

    private sealed record Row(Guid Comparison, string Criterion, RaterKind Kind, ResolvedChoice? Resolved, int? Value, int Count);
}
