using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Library;

namespace Workbench.Features.Annotation;

/// <summary>
/// All that the annotation screen asks of the server. The screen is the same whether what is judged is kept
/// (<see cref="JudgingDesk"/>) or only tried.
/// </summary>
public interface IJudgingDesk
{
    /// <exception cref="AccessDeniedException">The actor may not judge the study.</exception>
    /// <exception cref="MissingException">No such study.</exception>
    Task<JudgingSession> OpenAsync(Actor actor, Guid studyId, CancellationToken ct);

    Task<JudgingProgress> ProgressAsync(Actor actor, Guid studyId, CancellationToken ct);

    /// <inheritdoc cref="SurveyStore.AnswerAsync"/>
    Task<IReadOnlyList<FieldProblem>> AnswerQuestionsAsync(Actor actor, Guid studyId, SurveyMoment moment, IReadOnlyDictionary<string, string> answers, CancellationToken ct);

    /// <inheritdoc cref="TrainingStore.NextAsync"/>
    Task<TrainingPair?> NextTrainingAsync(Actor actor, Guid studyId, string? again, CancellationToken ct);

    /// <inheritdoc cref="TrainingStore.SubmitAsync"/>
    Task<TrainingResult> SubmitTrainingAsync(Actor actor, Guid studyId, Submission submission, CancellationToken ct);

    /// <inheritdoc cref="ProfileStore.AskAsync"/>
    Task<ProfileRequest?> AskProfileAsync(Actor actor, Guid studyId, CancellationToken ct);

    /// <inheritdoc cref="ProfileStore.SaveAsync"/>
    Task SaveProfileAsync(Actor actor, Guid studyId, Persona profile, CancellationToken ct);

    /// <summary>What the researchers added to the guidelines, the latest first.</summary>
    Task<IReadOnlyList<NoteToRaters>> NotesAsync(Actor actor, Guid studyId, CancellationToken ct);

    Task ConsentAsync(Actor actor, Guid studyId, string version, CancellationToken ct);

    /// <inheritdoc cref="AssignmentStore.NextAsync"/>
    Task<PairToJudge?> NextAsync(Actor actor, Guid studyId, Guid? besides, CancellationToken ct);

    Task ShowAsync(Actor actor, Guid assignmentId, CancellationToken ct);

    Task SaveDraftAsync(Actor actor, Guid assignmentId, string draft, CancellationToken ct);

    /// <inheritdoc cref="JudgmentStore.SubmitAsync"/>
    Task<SubmitOutcome> SubmitAsync(Actor actor, Submission submission, CancellationToken ct);

    /// <inheritdoc cref="JudgmentStore.SkipAsync"/>
    Task<SubmitOutcome> SkipAsync(Actor actor, Guid submissionId, Guid assignmentId, string reason, CancellationToken ct);

    /// <inheritdoc cref="Accounts.Crowd.CrowdLeaveStore.LeaveAsync"/>
    Task LeaveAsync(Actor actor, Guid studyId, CancellationToken ct);

    /// <inheritdoc cref="JudgmentStore.UndoAsync"/>
    Task<Guid?> UndoAsync(Actor actor, Guid studyId, CancellationToken ct);
}
