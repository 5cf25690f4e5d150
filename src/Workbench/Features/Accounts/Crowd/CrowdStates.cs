using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>How participants leave.</summary>
internal static class CrowdStates
{
    /// <summary>Whether a participant takes one of the door's places.</summary>
    public static readonly Expression<Func<CrowdParticipant, bool>> HoldsPlace = p => p.State == CrowdState.Active || p.State == CrowdState.Complete;

    /// <summary>Changes the state if it still is what it was: of two servers one does it.</summary>
    public static async Task<bool> MoveAsync(WorkbenchDb db, Guid participantId, CrowdState from, CrowdState to, DateTime now, CancellationToken ct) =>
        await db.Set<CrowdParticipant>().Where(p => p.Id == participantId && p.State == from)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.State, to).SetProperty(x => x.EndedAt, x => x.EndedAt ?? now), ct) == 1;

    /// <summary>The participant is out: their right ends, their open pairs go back at once, and what they judged stays.</summary>
    public static async Task<bool> DropAsync(WorkbenchDb db, Guid studyId, Guid participantId, CrowdState from, CrowdState to, DateTime now, CancellationToken ct)
    {
        if (!await MoveAsync(db, participantId, from, to, now, ct))
            return false;
        var actorId = CrowdParticipant.ActorIdOf(participantId);
        await db.Set<StudyMember>().Where(m => m.StudyId == studyId && m.ActorId == actorId).ExecuteDeleteAsync(ct);
        await Raters.GiveBackAsync(db, studyId, actorId, ct);
        return true;
    }

    /// <summary>Drops everybody of the door whose time is over.</summary>
    /// <returns>How many that were.</returns>
    public static async Task<int> TimeOutAsync(WorkbenchDb db, CrowdDoor door, DateTime now, CancellationToken ct)
    {
        if (door.Settings.MinutesAllowed is not { } minutes)
            return 0;
        var limit = now.AddMinutes(-minutes);
        var overdue = await db.Set<CrowdParticipant>().Where(p => p.DoorId == door.Id && p.State == CrowdState.Active && p.ArrivedAt < limit).Select(p => p.Id).ToListAsync(ct);
        var dropped = 0;
        foreach (var id in overdue)
            if (!await IsThroughAsync(db, door.StudyId, id, ct) && await DropAsync(db, door.StudyId, id, CrowdState.Active, CrowdState.TimedOut, now, ct))
                dropped++;
        return dropped;
    }

    /// <summary>
    /// Whether the rater did all there was, and had nothing but the last page before them when pairs came up anew: they get
    /// their code, and nothing more to do.
    /// </summary>
    public static async Task<bool> WasThroughAsync(WorkbenchDb db, Rater rater, CancellationToken ct) =>
        rater.FinishedAt is { } finished && await IsThroughAsync(db, rater, ct)
        && !await db.Set<StoredJudgment>().AnyAsync(j => j.RaterId == rater.Id && j.SubmittedAt > finished, ct);

    // Who did everything and lost the connection before the last page gets their code whenever they come back.
    private static async Task<bool> IsThroughAsync(WorkbenchDb db, Guid studyId, Guid participantId, CancellationToken ct)
    {
        var actorId = CrowdParticipant.ActorIdOf(participantId);
        return await db.Set<Rater>().AsNoTracking().SingleOrDefaultAsync(r => r.StudyId == studyId && r.ActorId == actorId, ct) is { } rater && await IsThroughAsync(db, rater, ct);
    }

    private static async Task<bool> IsThroughAsync(WorkbenchDb db, Rater rater, CancellationToken ct)
    {
        if (rater.FinishedAt is null)
            return false;
        var asksAfter = (await db.Set<Study>().AsNoTracking().SingleAsync(s => s.Id == rater.StudyId, ct)).Design.Annotation.QuestionsAfter.Count > 0;
        var states = await db.Set<Assignment>().Where(a => a.RaterId == rater.Id).Select(a => a.State).Distinct().ToListAsync(ct);
        return (!asksAfter || rater.AnsweredAfterAt is not null) && !states.Contains(AssignmentState.Open) && states.Exists(s => s is AssignmentState.Judged or AssignmentState.Skipped);
    }
}
