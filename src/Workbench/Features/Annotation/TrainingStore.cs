using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;

namespace Workbench.Features.Annotation;

/// <summary>Leads raters through the training pairs. Every try is kept; none is a judgment.</summary>
public sealed class TrainingStore(Database database, TimeProvider time)
{
    /// <summary>The training pair that comes next, or another try at one; null when the training is passed, which is noted then.</summary>
    /// <param name="actor">Who judges.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="again">Key of a pair to try again.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AccessDeniedException">The actor may not judge the study, or something else comes first.</exception>
    /// <exception cref="ArgumentException">No pair has that key.</exception>
    public Task<TrainingPair?> NextAsync(Actor actor, Guid studyId, string? again, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            var (study, rater) = await RequireAsync(db, actor, studyId, ct);
            var design = study.Design.Annotation;
            var answers = await AnswersAsync(db, rater, ct);
            var pair = again is null
                ? TrainingRule.Next(design, answers)
                : design.Training.FirstOrDefault(p => p.Key == again) ?? throw new ArgumentException("There is no such training pair.", nameof(again));
            if (pair is null)
            {
                rater.TrainedAt = Now;
                return null;
            }
            var (id, betterIsLeft) = Shown(study, rater, pair, answers);
            var persona = await PreparedPairs.PersonaOfAsync(db, studyId, study.AnnotationNow(), rater, pair, ct) is { } shown ? await db.Set<StudyPersona>().SingleAsync(p => p.Id == shown, ct) : null;
            return new TrainingPair(
                pair.Key,
                new()
                {
                    AssignmentId = id,
                    Prompt = pair.Prompt,
                    Persona = persona is null ? null : PersonaJson.Read(persona.Json),
                    Left = betterIsLeft ? pair.Better : pair.Worse,
                    Right = betterIsLeft ? pair.Worse : pair.Better,
                },
                design.Training.ToList().IndexOf(pair) + 1,
                design.Training.Count);
        }, ct);

    /// <summary>Keeps one try and says whether it was right. The same submission again gives the same answer and keeps nothing.</summary>
    /// <exception cref="AccessDeniedException">The actor may not judge the study, or is not at the training.</exception>
    /// <exception cref="ArgumentException">The overall question has no answer, or the try was another one.</exception>
    public Task<TrainingResult> SubmitAsync(Actor actor, Guid studyId, Submission submission, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            var (study, rater) = await RequireAsync(db, actor, studyId, ct);
            await Raters.HoldAsync(db, rater, ct);
            var design = study.Design.Annotation;
            var answers = await AnswersAsync(db, rater, ct);
            if (answers.Find(a => a.Id == submission.Id) is { } known)
                return new TrainingResult(known.IsRight, known.BetterIsLeft, design.Training.FirstOrDefault(p => p.Key == known.PairKey)?.Feedback);
            SubmissionCheck.Require(TrainingRule.Asked(study.AnnotationNow()), submission);
            var pair = design.Training.FirstOrDefault(p => Shown(study, rater, p, answers).Id == submission.AssignmentId)
                ?? throw new ArgumentException("This training pair was answered in another window. Reload the page.", nameof(submission));
            var betterIsLeft = Shown(study, rater, pair, answers).BetterIsLeft;
            var choice = submission.Answers[CriterionDesign.OverallKey].Choice ?? throw new ArgumentException("A training pair is answered by a choice.", nameof(submission));
            var isRight = TrainingRule.IsRight(choice, betterIsLeft);
            db.Add(new TrainingAnswer
            {
                Id = submission.Id,
                StudyId = studyId,
                RaterId = rater.Id,
                PairKey = pair.Key,
                Displayed = choice,
                BetterIsLeft = betterIsLeft,
                IsRight = isRight,
                At = Now,
            });
            return new TrainingResult(isRight, betterIsLeft, pair.Feedback);
        }, ct);

    private async Task<(Study Study, Rater Rater)> RequireAsync(WorkbenchDb db, Actor actor, Guid studyId, CancellationToken ct)
    {
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
        var rater = await Raters.FindOrAddAsync(db, studyId, actor, Now, ct);
        RaterFlow.Require(study, rater, RaterStage.Training);
        return (study, rater);
    }

    private static Task<List<TrainingAnswer>> AnswersAsync(WorkbenchDb db, Rater rater, CancellationToken ct) =>
        db.Set<TrainingAnswer>().AsNoTracking().Where(a => a.RaterId == rater.Id).OrderBy(a => a.At).ToListAsync(ct);

    // Sides are drawn anew for each try, so that a second one needs reading too.
    private static (Guid Id, bool BetterIsLeft) Shown(Study study, Rater rater, PreparedPair pair, List<TrainingAnswer> answers)
    {
        var id = TrainingRule.IdOf(rater, pair, answers.Count(a => a.PairKey == pair.Key));
        return (id, (SideBalance.Order(study.Design.Seed, id, rater.Id) & 1) == 0);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
