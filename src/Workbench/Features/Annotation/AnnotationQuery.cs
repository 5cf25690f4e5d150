using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>What a researcher sees of the judging while it goes on.</summary>
public sealed class AnnotationQuery(Database database, TimeProvider time)
{
    public Task<AnnotationOverview> OverviewAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            var now = time.GetUtcNow().UtcDateTime;
            var ready = await OpenPlaces.Ready(db, studyId).CountAsync(ct);
            var judgedPerComparison = await (
                from assignment in db.Set<Assignment>()
                join rater in db.Set<Rater>() on assignment.RaterId equals rater.Id
                where assignment.StudyId == studyId && assignment.State == AssignmentState.Judged && rater.Kind == RaterKind.Human
                group assignment by assignment.ComparisonId into g
                select g.Count()).ToListAsync(ct);
            return new AnnotationOverview
            {
                RatersPerComparison = study.AnnotationNow().RatersPerComparison,
                Perspective = study.AnnotationNow().Perspective,
                Planned = await db.Set<Comparison>().CountAsync(c => c.StudyId == studyId, ct),
                Ready = ready,
                Begun = judgedPerComparison.Count,
                Complete = judgedPerComparison.Count(n => n >= study.AnnotationNow().RatersPerComparison),
                PlacesInHand = await OpenPlaces.Holding(db, studyId, now).CountAsync(a => a.State == AssignmentState.Open, ct),
                Agreement = await PeopleAgreement.ComputeAsync(db, study, ct),
                MayDecide = await MayEditAsync(db, actor, studyId, ct),
                Raters = await RatersAsync(db, studyId, ct),
            };
        }, ct);

    private static async Task<bool> MayEditAsync(WorkbenchDb db, Actor actor, Guid studyId, CancellationToken ct)
    {
        try
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
            return true;
        }
        catch (AccessDeniedException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<RaterSummary>> RatersAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var raters = await db.Set<Rater>().Where(r => r.StudyId == studyId).ToListAsync(ct);
        var skipped = await db.Set<Assignment>().Where(a => a.StudyId == studyId && a.State == AssignmentState.Skipped)
            .GroupBy(a => a.RaterId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var judgments = await db.Set<StoredJudgment>()
            .Where(j => j.StudyId == studyId && j.SupersededAt == null && j.Criterion == CriterionDesign.OverallKey)
            .GroupBy(j => new { j.RaterId, j.Displayed, j.FirstIsLeft })
            .Select(g => new { g.Key.RaterId, g.Key.Displayed, g.Key.FirstIsLeft, Count = g.Count(), Last = g.Max(j => j.SubmittedAt) })
            .ToListAsync(ct);
        var times = (await db.Set<StoredJudgment>()
            .Where(j => j.StudyId == studyId && j.SupersededAt == null && j.Criterion == CriterionDesign.OverallKey && j.Displayed != null && j.Seconds != null)
            .Select(j => new { j.RaterId, j.Seconds }).ToListAsync(ct)).ToLookup(j => j.RaterId, j => j.Seconds!.Value);
        var checks = (await db.Set<HiddenCheck>().Where(c => c.StudyId == studyId && c.IsPassed != null)
            .Select(c => new { c.RaterId, IsRepeat = c.Kind == HiddenCheckKind.Duplicate, IsGold = c.Kind == HiddenCheckKind.Gold, IsPassed = c.IsPassed == true }).ToListAsync(ct)).ToLookup(c => c.RaterId);
        return
        [
            .. raters.GroupJoin(judgments, r => r.Id, j => j.RaterId, (rater, rows) => (rater, rows: rows.ToList()))
                .Select(r => new RaterSummary
                {
                    Id = r.rater.Id,
                    Pseudonym = r.rater.Pseudonym,
                    Kind = r.rater.Kind,
                    Judged = r.rows.Where(j => j.Displayed is not null).Sum(j => j.Count),
                    Skipped = skipped.GetValueOrDefault(r.rater.Id),
                    ChoseLeft = r.rows.Where(j => j.Displayed == Choice.Left).Sum(j => j.Count),
                    ChoseRight = r.rows.Where(j => j.Displayed == Choice.Right).Sum(j => j.Count),
                    FirstAtLeft = r.rows.Where(j => j.Displayed is not null && j.FirstIsLeft).Sum(j => j.Count),
                    MedianSeconds = times[r.rater.Id].Order().ToArray() is { Length: > 0 } sorted ? (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2 : null,
                    Checks = checks[r.rater.Id].Count(c => !c.IsRepeat),
                    ChecksPassed = checks[r.rater.Id].Count(c => !c.IsRepeat && c.IsPassed),
                    Gold = checks[r.rater.Id].Count(c => c.IsGold),
                    GoldRight = checks[r.rater.Id].Count(c => c.IsGold && c.IsPassed),
                    Repeats = checks[r.rater.Id].Count(c => c.IsRepeat),
                    RepeatsAgreed = checks[r.rater.Id].Count(c => c.IsRepeat && c.IsPassed),
                    Exclusion = r.rater.ExcludedAt is null ? null : r.rater.ExclusionReason ?? "no reason given",
                    LastAt = r.rows.Count == 0 ? null : r.rows.Max(j => j.Last),
                })
                .OrderBy(r => r.Kind).ThenByDescending(r => r.Judged).ThenBy(r => r.Pseudonym, StringComparer.Ordinal),
        ];
    }
}
