using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>The doors of a study to crowd platforms, and who came through them.</summary>
public sealed class CrowdStore(Database database, TimeProvider time)
{
    /// <summary>The doors, the oldest first. Tokens and platform ids are for who may change the study.</summary>
    public Task<IReadOnlyList<CrowdDoorView>> ListAsync(Actor actor, Guid studyId, CancellationToken ct) => database.ReadAsync<IReadOnlyList<CrowdDoorView>>(async db =>
    {
        await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
        var canEdit = actor.Role >= ActorRole.Owner || await db.Set<StudyMember>().AnyAsync(m => m.StudyId == studyId && m.ActorId == actor.Id && m.Right == StudyRight.Edit, ct);
        var doors = await db.Set<CrowdDoor>().Where(d => d.StudyId == studyId).OrderBy(d => d.CreatedAt).ToListAsync(ct);
        var participants = (await ParticipantsAsync(db, studyId, ct)).ToLookup(p => p.DoorId, p => canEdit ? p.View : p.View with { PlatformId = null });
        return [.. doors.Select(d => new CrowdDoorView
        {
            Id = d.Id,
            Label = d.Label,
            Settings = d.Settings,
            Token = canEdit ? d.Token : null,
            Places = d.Places,
            ClosedAt = d.ClosedAt,
            Participants = [.. participants[d.Id]],
        })];
    }, ct);

    /// <summary>Opens a door.</summary>
    /// <returns>Its token, or what stands in the way.</returns>
    public Task<Invitation> OpenAsync(Actor actor, Guid studyId, string label, CrowdDoorSettings settings, int? places, CancellationToken ct) => database.WriteAsync(async db =>
    {
        await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
        if (CrowdDoorProblems.Of(label, settings, places) is { Count: > 0 } problems)
            return new Invitation(null, problems);
        var token = Secret.NewToken();
        db.Add(new CrowdDoor { Id = Guid.NewGuid(), StudyId = studyId, Label = label.Trim(), Token = token, Settings = settings, Places = places, CreatedAt = time.GetUtcNow().UtcDateTime });
        return new Invitation(token, []);
    }, ct);

    /// <summary>Changes how the door hands participants over, and how many.</summary>
    /// <returns>What stands in the way; nothing is changed then.</returns>
    public Task<IReadOnlyList<string>> ChangeAsync(Actor actor, Guid studyId, Guid doorId, CrowdDoorSettings settings, int? places, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            var door = await RequireDoorAsync(db, actor, studyId, doorId, ct);
            var problems = CrowdDoorProblems.Of(door.Label, settings, places);
            if (problems.Count == 0)
                (door.Settings, door.Places) = (settings, places);
            return problems;
        }, ct);

    /// <summary>Lets newcomers in or keeps them out. Who is in goes on either way.</summary>
    public Task SetOpenAsync(Actor actor, Guid studyId, Guid doorId, bool isOpen, CancellationToken ct) => database.WriteAsync(async db =>
    {
        var door = await RequireDoorAsync(db, actor, studyId, doorId, ct);
        door.ClosedAt = isOpen ? null : door.ClosedAt ?? time.GetUtcNow().UtcDateTime;
    }, ct);

    /// <summary>Deletes the platform's ids and kept parameters of everybody whose part is over. Who comes again is still known by the hash.</summary>
    /// <returns>How many were forgotten.</returns>
    public Task<int> ForgetAsync(Actor actor, Guid studyId, Guid doorId, CancellationToken ct) => database.WriteAsync(async db =>
    {
        await RequireDoorAsync(db, actor, studyId, doorId, ct);
        var over = await db.Set<CrowdParticipant>().Where(p => p.DoorId == doorId && p.State != CrowdState.Active && p.PlatformId != null).ToListAsync(ct);
        over.ForEach(p => (p.PlatformId, p.Extras) = (null, new Dictionary<string, string>()));
        return over.Count;
    }, ct);

    /// <summary>Everything that paying needs, for the one place where ids and pseudonyms stand together.</summary>
    public Task<CrowdDoorView> PaymentAsync(Actor actor, Guid studyId, Guid doorId, CancellationToken ct) => database.ReadAsync(async db =>
    {
        var door = await RequireDoorAsync(db, actor, studyId, doorId, ct);
        return new CrowdDoorView
        {
            Id = door.Id,
            Label = door.Label,
            Settings = door.Settings,
            Token = null,
            Places = door.Places,
            ClosedAt = door.ClosedAt,
            Participants = [.. (await ParticipantsAsync(db, studyId, ct)).Where(p => p.DoorId == doorId).Select(p => p.View)],
        };
    }, ct);

    /// <exception cref="AccessDeniedException">The actor may not change the study.</exception>
    /// <exception cref="MissingException">The study has no such door.</exception>
    internal static async Task<CrowdDoor> RequireDoorAsync(WorkbenchDb db, Actor actor, Guid studyId, Guid doorId, CancellationToken ct)
    {
        await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
        return await db.Set<CrowdDoor>().SingleOrDefaultAsync(d => d.Id == doorId && d.StudyId == studyId, ct) ?? throw new MissingException("This study has no such platform.");
    }

    /// <summary>All participants of the study, the latest first.</summary>
    internal static async Task<IReadOnlyList<(Guid DoorId, string Hash, CrowdParticipantView View)>> ParticipantsAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var rows = await db.Set<CrowdParticipant>().AsNoTracking()
            .Where(p => db.Set<CrowdDoor>().Any(d => d.Id == p.DoorId && d.StudyId == studyId)).OrderByDescending(p => p.ArrivedAt).ToListAsync(ct);
        if (rows.Count == 0)
            return [];
        var raters = (await db.Set<Rater>().Where(r => r.StudyId == studyId).Select(r => new { r.Id, r.ActorId, r.Pseudonym }).ToListAsync(ct))
            .Where(r => CrowdParticipant.IdOf(r.ActorId) is not null).ToDictionary(r => CrowdParticipant.IdOf(r.ActorId)!.Value);
        var judged = await db.Set<Assignment>().Where(a => a.StudyId == studyId && a.State == AssignmentState.Judged)
            .GroupBy(a => a.RaterId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. rows.Select(p => (p.DoorId, p.PlatformIdHash, raters.GetValueOrDefault(p.Id) is { } rater
            ? new CrowdParticipantView(p.Id, rater.Pseudonym, p.PlatformId, p.State, p.ArrivedAt, p.EndedAt, judged.GetValueOrDefault(rater.Id))
            : new CrowdParticipantView(p.Id, null, p.PlatformId, p.State, p.ArrivedAt, p.EndedAt, 0)))];
    }
}
