using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Feed;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>
/// Lets participants of a crowd platform in. The same id is the same person in any browser. Nothing here takes an
/// actor: the door's token lets somebody in to judge, and what the address says besides only tells them apart.
/// </summary>
public sealed class CrowdArrivals(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>What would happen, without letting anybody in.</summary>
    public Task<CrowdArrival> LookAsync(string token, IQueryCollection query, CancellationToken ct) => database.ReadAsync(async db =>
    {
        if (await db.Set<CrowdDoor>().SingleOrDefaultAsync(d => d.Token == token, ct) is not { } door)
            return new CrowdArrival(CrowdArrivalState.Unknown);
        return (await WeighAsync(db, door, ArrivalQuery.Read(door.Settings, query), ct)).Answer;
    }, ct);

    /// <summary>Lets the participant in, anew or again.</summary>
    public async Task<CrowdArrival> ArriveAsync(string token, IQueryCollection query, CancellationToken ct)
    {
        // Addresses that are no door's, or say nothing, cost no write.
        if (await LookAsync(token, query, ct) is { State: CrowdArrivalState.Unknown or CrowdArrivalState.NoId } nobody)
            return nobody;
        var arrived = await database.WriteAsync(db => EnterAsync(db, token, query, ct), ct);
        if (arrived.Actor is not null)
            feed.Announce(ChangeFeed.Study(arrived.StudyId));
        return arrived;
    }

    private async Task<CrowdArrival> EnterAsync(WorkbenchDb db, string token, IQueryCollection query, CancellationToken ct)
    {
        // Holds the door's row until the commit, so that several servers on one PostgreSQL give its places one after another.
        await db.Set<CrowdDoor>().Where(d => d.Token == token).ExecuteUpdateAsync(d => d.SetProperty(x => x.ClosedAt, x => x.ClosedAt), ct);
        var door = await db.Set<CrowdDoor>().AsNoTracking().SingleAsync(d => d.Token == token, ct);
        await CrowdStates.TimeOutAsync(db, door, Now, ct);
        var arrival = ArrivalQuery.Read(door.Settings, query);
        var (answer, known) = await WeighAsync(db, door, arrival, ct);
        if (answer.State != CrowdArrivalState.Welcome)
            return answer;
        if (known is not null)
        {
            if (known.State == CrowdState.Active && arrival.Extras.Count > 0)
                (await db.Set<CrowdParticipant>().SingleAsync(p => p.Id == known.Id, ct)).Extras = arrival.Extras;
            return answer with { Actor = known.ToActor() };
        }
        var participant = new CrowdParticipant
        {
            Id = Guid.NewGuid(),
            DoorId = door.Id,
            PlatformIdHash = CrowdIdentity.HashOf(door, arrival.Id!),
            PlatformId = arrival.Id,
            Extras = arrival.Extras,
            State = CrowdState.Active,
            ArrivedAt = Now,
        };
        db.Add(participant);
        db.Add(new StudyMember { StudyId = door.StudyId, ActorId = participant.ToActor().Id, Right = StudyRight.Judge, CreatedAt = Now });
        return answer with { Actor = participant.ToActor() };
    }

    private static async Task<(CrowdArrival Answer, CrowdParticipant? Known)> WeighAsync(WorkbenchDb db, CrowdDoor door, ArrivalQuery arrival, CancellationToken ct)
    {
        if (arrival.Id is not { } id)
            return (Answer(door, arrival, CrowdArrivalState.NoId), null);
        var hash = CrowdIdentity.HashOf(door, id);
        var known = await db.Set<CrowdParticipant>().AsNoTracking().SingleOrDefaultAsync(p => p.DoorId == door.Id && p.PlatformIdHash == hash, ct);
        if (!await db.Set<Study>().AnyAsync(s => s.Id == door.StudyId && s.DeletedAt == null && s.State != StudyState.Draft, ct))
            return (Answer(door, arrival, CrowdArrivalState.Closed), null);
        if (known is not null)
        {
            var actorId = known.ToActor().Id;
            var mayJudge = await db.Set<StudyMember>().AnyAsync(m => m.StudyId == door.StudyId && m.ActorId == actorId, ct);
            return (Answer(door, arrival, mayJudge ? CrowdArrivalState.Welcome : CrowdArrivalState.Ended), known);
        }
        if (door.ClosedAt is not null)
            return (Answer(door, arrival, CrowdArrivalState.Closed), null);
        var isFull = door.Places is { } places && await db.Set<CrowdParticipant>().Where(p => p.DoorId == door.Id).CountAsync(CrowdStates.HoldsPlace, ct) >= places;
        return (Answer(door, arrival, isFull ? CrowdArrivalState.Full : CrowdArrivalState.Welcome), null);
    }

    private static CrowdArrival Answer(CrowdDoor door, ArrivalQuery arrival, CrowdArrivalState state) => new(state)
    {
        StudyId = door.StudyId,
        Platform = CrowdPreset.PlatformOf(door.Settings),
        IdParameter = door.Settings.IdParameter,
        Back = state is CrowdArrivalState.Closed or CrowdArrivalState.Full ? CrowdExit.Of(door.Settings, CrowdState.ScreenedOut, arrival.Id, arrival.Extras) : null,
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
