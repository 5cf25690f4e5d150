using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>The passages that raters marked, resolved to the conditions they stand in; the newest judgments first.</summary>
public sealed class MarkedPassageQuery(Database database)
{
    /// <summary>So many judgments are looked through; the files have all.</summary>
    public const int MostJudgments = 500;

    /// <param name="actor">Who looks.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="raters">Whose; those who are left out are passed over.</param>
    /// <param name="perspective">Judged from which view.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where the study does not ask for passages.</returns>
    public Task<IReadOnlyList<MarkedPassage>?> NewestAsync(Actor actor, Guid studyId, RaterKind raters, Perspective perspective, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<MarkedPassage>?>(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            if (!study.Design.Annotation.AsksSpans)
                return null;
            var rows = await (
                from judgment in db.Set<StoredJudgment>().AsNoTracking()
                where judgment.StudyId == studyId && judgment.SupersededAt == null && judgment.Criterion == CriterionDesign.OverallKey
                    && judgment.Perspective == perspective && (judgment.Displayed != null || judgment.Value != null)
                join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
                where rater.Kind == raters && rater.ExcludedAt == null
                join comparison in db.Set<Comparison>() on judgment.ComparisonId equals comparison.Id
                join persona in db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
                orderby judgment.SubmittedAt descending
                select new { judgment.Details, judgment.FirstIsLeft, judgment.SubmittedAt, rater.Pseudonym, comparison.FirstConditionId, comparison.SecondConditionId, persona.Name, persona.Json })
                .Take(MostJudgments).ToListAsync(ct);
            var conditions = await db.Set<Condition>().AsNoTracking().Where(c => c.StudyId == studyId).ToDictionaryAsync(c => c.Id, ct);
            return
            [
                .. from row in rows
                   where row.Details is { Spans.Count: > 0 }
                   let persona = PersonaJson.Read(row.Json)
                   from span in row.Details!.Spans
                   let isFirst = (span.Side == Choice.Left) == row.FirstIsLeft
                   let id = isFirst ? row.FirstConditionId : row.SecondConditionId
                   where id is not null
                   let condition = conditions[id.Value]
                   select new MarkedPassage(
                       row.Pseudonym, condition.Design.Name, condition.IsPersonalized, span.Side, span.Quote,
                       span.Field is { } key ? PersonaSchema.Find(key)?.Label ?? key : null,
                       span is { Field: { } field, Item: { } item } ? persona.Of(field).ElementAtOrDefault(item)?.Text : null,
                       row.Name, row.SubmittedAt),
            ];
        }, ct);
}
