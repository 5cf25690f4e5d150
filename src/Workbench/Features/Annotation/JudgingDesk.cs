using Workbench.Shared.Access;

namespace Workbench.Features.Annotation;

/// <summary>The desk that keeps everything: it only passes on to the stores, which check the rights.</summary>
public sealed class JudgingDesk(AssignmentStore assignments, JudgmentStore judgments, RaterStore raters) : IJudgingDesk
{
    public Task<JudgingSession> OpenAsync(Actor actor, Guid studyId, CancellationToken ct) => assignments.OpenAsync(actor, studyId, ct);

    public Task<JudgingProgress> ProgressAsync(Actor actor, Guid studyId, CancellationToken ct) => assignments.ProgressAsync(actor, studyId, ct);

    public Task ConsentAsync(Actor actor, Guid studyId, string version, CancellationToken ct) => raters.ConsentAsync(actor, studyId, version, ct);

    public Task<PairToJudge?> NextAsync(Actor actor, Guid studyId, Guid? besides, CancellationToken ct) => assignments.NextAsync(actor, studyId, besides, ct);

    public Task ShowAsync(Actor actor, Guid assignmentId, CancellationToken ct) => assignments.ShowAsync(actor, assignmentId, ct);

    public Task SaveDraftAsync(Actor actor, Guid assignmentId, string draft, CancellationToken ct) => assignments.SaveDraftAsync(actor, assignmentId, draft, ct);

    public Task<SubmitOutcome> SubmitAsync(Actor actor, Submission submission, CancellationToken ct) => judgments.SubmitAsync(actor, submission, ct);

    public Task<SubmitOutcome> SkipAsync(Actor actor, Guid submissionId, Guid assignmentId, string reason, CancellationToken ct) =>
        judgments.SkipAsync(actor, submissionId, assignmentId, reason, ct);

    public Task<Guid?> UndoAsync(Actor actor, Guid studyId, CancellationToken ct) => judgments.UndoAsync(actor, studyId, ct);
}
