using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Library;

namespace Workbench.Features.Annotation;

/// <summary>Takes what annotators answer about themselves, before the first pair and after the last.</summary>
public sealed class SurveyStore(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>
    /// Saves all answers of one moment at once; an answer before the start may screen the rater out, and then their
    /// places go back. The same moment again changes nothing.
    /// </summary>
    /// <returns>What does not fit, by the question's key; nothing is saved then.</returns>
    /// <exception cref="AccessDeniedException">The actor may not judge the study, or something else comes first.</exception>
    public async Task<IReadOnlyList<FieldProblem>> AnswerAsync(
        Actor actor, Guid studyId, SurveyMoment moment, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var problems = await database.WriteAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            var rater = await Raters.FindOrAddAsync(db, studyId, actor, Now, ct);
            await Raters.HoldAsync(db, rater, ct);
            var (questions, answeredAt) = moment switch
            {
                SurveyMoment.Before => (study.Design.Annotation.QuestionsBefore, rater.AnsweredBeforeAt),
                SurveyMoment.After => (study.Design.Annotation.QuestionsAfter, rater.AnsweredAfterAt),
                _ => throw new ArgumentOutOfRangeException(nameof(moment), moment, "unknown moment"),
            };
            if (answeredAt is not null)
                return [];
            if (!(moment == SurveyMoment.Before ? RaterFlow.StageOf(study, rater) == RaterStage.QuestionsBefore : await HasJudgedAllInHandAsync(db, study, rater, ct)))
                throw new AccessDeniedException("These questions are not open for you now. Reload the page to go on where you are.");
            var problems = SurveyCheck.Problems(questions, answers);
            if (problems.Count == 0)
                await KeepAsync(db, rater, moment, questions, answers, ct);
            return problems;
        }, ct);
        if (problems.Count == 0)
            feed.Announce(ChangeFeed.Study(studyId));
        return problems;
    }

    // Not whether places are left: they may have come back, or a decision may have opened some, while the rater wrote.
    private static async Task<bool> HasJudgedAllInHandAsync(WorkbenchDb db, Study study, Rater rater, CancellationToken ct)
    {
        var states = await db.Set<Assignment>().Where(a => a.RaterId == rater.Id).Select(a => a.State).Distinct().ToListAsync(ct);
        return RaterFlow.StageOf(study, rater) == RaterStage.Judging && study.Design.Annotation.QuestionsAfter.Count > 0
            && !states.Contains(AssignmentState.Open) && states.Exists(s => s is AssignmentState.Judged or AssignmentState.Skipped);
    }

    private async Task KeepAsync(WorkbenchDb db, Rater rater, SurveyMoment moment, IReadOnlyList<SurveyQuestion> questions, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        db.AddRange(questions.Select(q => new SurveyAnswer
        {
            Id = Guid.NewGuid(),
            StudyId = rater.StudyId,
            RaterId = rater.Id,
            Moment = moment,
            QuestionKey = q.Key,
            Value = SurveyCheck.Value(q, answers),
            At = Now,
        }));
        if (moment == SurveyMoment.After)
        {
            rater.AnsweredAfterAt = Now;
            return;
        }
        rater.AnsweredBeforeAt = Now;
        var reasons = questions.SelectMany(q => SurveyCheck.Chosen(SurveyCheck.Value(q, answers)).Where(q.ScreensOut.Contains), (q, option) => $"{q.Text}: {option}").ToList();
        if (reasons.Count == 0)
            return;
        var reason = string.Join("; ", reasons);
        (rater.ScreenedOutAt, rater.ScreenOutReason) = (Now, reason[..Math.Min(reason.Length, RaterDecision.MaxReasonLength)]);
        await db.Set<Assignment>().Where(a => a.RaterId == rater.Id && a.State == AssignmentState.Open)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.State, AssignmentState.Released).SetProperty(x => x.LeaseUntil, (DateTime?)null), ct);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
