using Workbench.Features.Accounts.Crowd;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Library;

namespace Workbench.Features.Annotation;

/// <summary>The desk that keeps everything: it only passes on to the stores, which check the rights.</summary>
public sealed class JudgingDesk(
    AssignmentStore assignments, JudgmentStore judgments, RaterStore raters, ProfileStore profiles, SurveyStore surveys, TrainingStore training, GuidelineNoteStore notes,
    CrowdLeaveStore leaving) : IJudgingDesk
{
    public Task<JudgingSession> OpenAsync(Actor actor, Guid studyId, CancellationToken ct) => assignments.OpenAsync(actor, studyId, ct);

    public Task<JudgingProgress> ProgressAsync(Actor actor, Guid studyId, CancellationToken ct) => assignments.ProgressAsync(actor, studyId, ct);

    public Task<IReadOnlyList<FieldProblem>> AnswerQuestionsAsync(Actor actor, Guid studyId, SurveyMoment moment, IReadOnlyDictionary<string, string> answers, CancellationToken ct) =>
        surveys.AnswerAsync(actor, studyId, moment, answers, ct);

    public Task<TrainingPair?> NextTrainingAsync(Actor actor, Guid studyId, string? again, CancellationToken ct) => training.NextAsync(actor, studyId, again, ct);

    public Task<TrainingResult> SubmitTrainingAsync(Actor actor, Guid studyId, Submission submission, CancellationToken ct) => training.SubmitAsync(actor, studyId, submission, ct);

    public Task<ProfileRequest?> AskProfileAsync(Actor actor, Guid studyId, CancellationToken ct) => profiles.AskAsync(actor, studyId, ct);

    public Task SaveProfileAsync(Actor actor, Guid studyId, Persona profile, CancellationToken ct) => profiles.SaveAsync(actor, studyId, profile, ct);

    public Task<IReadOnlyList<NoteToRaters>> NotesAsync(Actor actor, Guid studyId, CancellationToken ct) => notes.StandingAsync(actor, studyId, ct);

    public Task ConsentAsync(Actor actor, Guid studyId, string version, CancellationToken ct) => raters.ConsentAsync(actor, studyId, version, ct);

    public Task<PairToJudge?> NextAsync(Actor actor, Guid studyId, Guid? besides, CancellationToken ct) => assignments.NextAsync(actor, studyId, besides, ct);

    public Task ShowAsync(Actor actor, Guid assignmentId, CancellationToken ct) => assignments.ShowAsync(actor, assignmentId, ct);

    public Task SaveDraftAsync(Actor actor, Guid assignmentId, string draft, CancellationToken ct) => assignments.SaveDraftAsync(actor, assignmentId, draft, ct);

    public Task<SubmitOutcome> SubmitAsync(Actor actor, Submission submission, CancellationToken ct) => judgments.SubmitAsync(actor, submission, ct);

    public Task<SubmitOutcome> SkipAsync(Actor actor, Guid submissionId, Guid assignmentId, string reason, CancellationToken ct) =>
        judgments.SkipAsync(actor, submissionId, assignmentId, reason, ct);

    public Task LeaveAsync(Actor actor, Guid studyId, CancellationToken ct) => leaving.LeaveAsync(actor, studyId, ct);

    public Task<Guid?> UndoAsync(Actor actor, Guid studyId, CancellationToken ct) => judgments.UndoAsync(actor, studyId, ct);
}
