using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>Ends a participant's part in a study and shows them out.</summary>
internal static class CrowdExits
{
    /// <summary>
    /// The session with the way back where the rater came from a platform and is through. The end is written down here,
    /// once, in the transaction that the session is read in: a code that is shown is a code that was earned.
    /// </summary>
    public static async Task<JudgingSession> LeadOutAsync(WorkbenchDb db, Rater rater, JudgingSession session, DateTime now, CancellationToken ct)
    {
        if (await FindAsync(db, rater, ct) is not { } participant)
            return session;
        var settings = (await db.Set<CrowdDoor>().AsNoTracking().SingleAsync(d => d.Id == participant.DoorId, ct)).Settings;
        var state = participant.State;
        var reached = await HasFailedAsync(db, rater, ct) ? CrowdState.Failed : StateOf(session.Stage);
        if (state == CrowdState.Active && reached is null && await CrowdStates.WasThroughAsync(db, rater, ct))
            reached = CrowdState.Complete;
        if (state == CrowdState.Active && reached is { } end)
        {
            await CrowdStates.MoveAsync(db, participant.Id, CrowdState.Active, end, now, ct);
            await Raters.GiveBackAsync(db, rater.StudyId, rater.ActorId, ct);
            state = await db.Set<CrowdParticipant>().Where(p => p.Id == participant.Id).Select(p => p.State).SingleAsync(ct);
        }
        // Nothing was there for them at all: they may wait, or go back as somebody whom the study does not need.
        var mayLeave = state == CrowdState.Active && rater.FinishedAt is not null && session.Progress is { Judged: 0, Skipped: 0, JudgedBefore: 0, Remaining: 0 };
        return session with
        {
            Stage = StageOf(state) ?? session.Stage,
            CompletionCode = null,
            Exit = CrowdExit.Of(settings, state, participant.PlatformId, participant.Extras),
            LeavesTo = mayLeave ? CrowdPreset.PlatformOf(settings) : null,
        };
    }

    /// <summary>Whether showing the session writes down that the participant's part ends.</summary>
    public static async Task<bool> EndsAsync(WorkbenchDb db, Rater rater, JudgingSession session, CancellationToken ct) =>
        await FindAsync(db, rater, ct) is { State: CrowdState.Active } && (StateOf(session.Stage) is not null || await HasFailedAsync(db, rater, ct));

    /// <summary>Whether the rater came from a platform and gets no further pairs.</summary>
    public static async Task<bool> IsOverAsync(WorkbenchDb db, Rater rater, CancellationToken ct) =>
        await FindAsync(db, rater, ct) is { } participant && (participant.State != CrowdState.Active || await HasFailedAsync(db, rater, ct));

    private static async Task<CrowdParticipant?> FindAsync(WorkbenchDb db, Rater rater, CancellationToken ct) =>
        CrowdParticipant.IdOf(rater.ActorId) is { } id ? await db.Set<CrowdParticipant>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) : null;

    // Only the rule that stood before the start fails somebody; a researcher's later decision is about the results.
    private static async Task<bool> HasFailedAsync(WorkbenchDb db, Rater rater, CancellationToken ct) =>
        rater.ExcludedAt is not null
        && await db.Set<RaterDecision>().Where(d => d.RaterId == rater.Id).OrderByDescending(d => d.At).Select(d => d.By).FirstOrDefaultAsync(ct) == RaterDecision.ByRule;

    private static CrowdState? StateOf(RaterStage stage) => stage switch
    {
        RaterStage.Finished => CrowdState.Complete,
        RaterStage.ScreenedOut => CrowdState.ScreenedOut,
        RaterStage.Failed => CrowdState.Failed,
        _ => null,
    };

    private static RaterStage? StageOf(CrowdState state) => state switch
    {
        CrowdState.Complete => RaterStage.Finished,
        CrowdState.ScreenedOut => RaterStage.ScreenedOut,
        CrowdState.Failed => RaterStage.Failed,
        _ => null,
    };
}
