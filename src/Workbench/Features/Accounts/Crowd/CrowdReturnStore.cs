using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>Takes participants out whom the platform says are out.</summary>
public sealed class CrowdReturnStore(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Marks one participant as returned: their right ends, their open pairs go back, what they judged stays.</summary>
    /// <exception cref="MissingException">Nobody of this door, or already out.</exception>
    public async Task ReturnAsync(Actor actor, Guid studyId, Guid doorId, Guid participantId, CancellationToken ct)
    {
        await database.WriteAsync(async db =>
        {
            await CrowdStore.RequireDoorAsync(db, actor, studyId, doorId, ct);
            var participant = await db.Set<CrowdParticipant>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == participantId && p.DoorId == doorId, ct);
            if (participant is null or { State: CrowdState.Returned or CrowdState.TimedOut })
                throw new MissingException("This participant is not in the study any more.");
            await CrowdStates.DropAsync(db, studyId, participantId, participant.State, CrowdState.Returned, Now, ct);
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
    }

    /// <summary>What the platform's list of submissions would change.</summary>
    public Task<CrowdChanges> PreviewAsync(Actor actor, Guid studyId, Guid doorId, string submissions, CancellationToken ct) =>
        database.ReadAsync(db => CompareAsync(db, actor, studyId, doorId, submissions, ct), ct);

    /// <summary>Changes what the list changes now, and says what that was.</summary>
    public async Task<CrowdChanges> ApplyAsync(Actor actor, Guid studyId, Guid doorId, string submissions, CancellationToken ct)
    {
        var applied = await database.WriteAsync(async db =>
        {
            var changes = await CompareAsync(db, actor, studyId, doorId, submissions, ct);
            foreach (var change in changes.Changes)
                await CrowdStates.DropAsync(db, studyId, change.Who.Id, change.Who.State, change.To, Now, ct);
            return changes;
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
        return applied;
    }

    private static async Task<CrowdChanges> CompareAsync(WorkbenchDb db, Actor actor, Guid studyId, Guid doorId, string submissions, CancellationToken ct)
    {
        var door = await CrowdStore.RequireDoorAsync(db, actor, studyId, doorId, ct);
        var list = SubmissionList.Read(submissions, door.Settings.IdParameter);
        // By the hash, so that somebody whose id was forgotten is still found.
        var known = (await CrowdStore.ParticipantsAsync(db, studyId, ct)).Where(p => p.DoorId == doorId).ToDictionary(p => p.Hash, p => p.View);
        var found = list.Ends.Select(e => (Who: known.GetValueOrDefault(CrowdIdentity.HashOf(door, e.Key)), To: e.Value)).ToList();
        var changes = found.Where(f => f.Who is not null && f.To is { } to && Changes(f.Who.State, to)).Select(f => (Who: f.Who!, To: f.To!.Value)).ToList();
        var open = await (
            from assignment in db.Set<Assignment>()
            join rater in db.Set<Rater>() on assignment.RaterId equals rater.Id
            where assignment.StudyId == studyId && assignment.State == AssignmentState.Open
            group assignment by rater.ActorId into g
            select new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new()
        {
            Changes = [.. changes.Select(c => new CrowdChange(c.Who, c.To, open.GetValueOrDefault(CrowdParticipant.ActorIdOf(c.Who.Id))))],
            Unchanged = found.Count(f => f.Who is not null) - changes.Count,
            Strangers = found.Count(f => f.Who is null),
            Problems = list.Problems,
        };
    }

    // The platform knows better who is out. Only whether somebody was screened out is decided here, unless they are still at it.
    private static bool Changes(CrowdState from, CrowdState to) =>
        from != to && from is not (CrowdState.Returned or CrowdState.TimedOut) && (to != CrowdState.ScreenedOut || from == CrowdState.Active);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
