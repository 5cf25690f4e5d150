using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Studies;

/// <summary>The one place that decides who may do what with a study. Stores call it inside their own read or transaction.</summary>
public static class StudyAccess
{
    /// <summary>The study, if it exists and the actor has the right.</summary>
    /// <exception cref="AccessDeniedException">The actor may not; also thrown where the study does not exist for anybody but researchers and the owner, so that ids cannot be probed.</exception>
    /// <exception cref="MissingException">No such study.</exception>
    public static async Task<Study> RequireAsync(WorkbenchDb db, Actor actor, Guid studyId, StudyRight right, CancellationToken ct)
    {
        if (actor.Role == ActorRole.None)
            throw Denied();
        var study = await db.Set<Study>().SingleOrDefaultAsync(s => s.Id == studyId && s.DeletedAt == null, ct);
        if (study is not null && (actor.Role is ActorRole.Owner or ActorRole.Program || await HasRightAsync(db, actor, studyId, right, ct)))
            return study;
        if (study is null && actor.Role is ActorRole.Owner or ActorRole.Researcher or ActorRole.Program)
            throw new MissingException("There is no such study, or it was deleted.");
        throw Denied();
    }

    /// <summary>Whether the actor has the right, for screens that offer more to some than to others; no lock by itself.</summary>
    public static async Task<bool> MayAsync(WorkbenchDb db, Actor actor, Guid studyId, StudyRight right, CancellationToken ct)
    {
        try
        {
            await RequireAsync(db, actor, studyId, right, ct);
            return true;
        }
        catch (AccessDeniedException)
        {
            return false;
        }
    }

    /// <summary>
    /// Holds the study's row until the commit, so that several servers on one PostgreSQL give places, and change how
    /// places are given, one after another. Called before the study is read, so that what is read is what holds.
    /// </summary>
    internal static Task HoldAsync(WorkbenchDb db, Guid studyId, CancellationToken ct) =>
        db.Set<Study>().Where(s => s.Id == studyId).ExecuteUpdateAsync(s => s.SetProperty(x => x.LaunchedAt, x => x.LaunchedAt), ct);

    /// <summary>The studies that the actor may view.</summary>
    public static IQueryable<Study> Visible(WorkbenchDb db, Actor actor)
    {
        var studies = db.Set<Study>().Where(s => s.DeletedAt == null);
        return actor.Role switch
        {
            ActorRole.Owner or ActorRole.Program => studies,
            ActorRole.Researcher => studies.Where(s => db.Set<StudyMember>().Any(m => m.StudyId == s.Id && m.ActorId == actor.Id && m.Right != StudyRight.Judge)),
            _ => throw new AccessDeniedException("Only researchers and the owner see studies."),
        };
    }

    private static async Task<bool> HasRightAsync(WorkbenchDb db, Actor actor, Guid studyId, StudyRight right, CancellationToken ct)
    {
        var member = await db.Set<StudyMember>().AsNoTracking().SingleOrDefaultAsync(m => m.StudyId == studyId && m.ActorId == actor.Id, ct);
        return member is not null && right switch
        {
            StudyRight.Judge => true,
            StudyRight.View => actor.Role == ActorRole.Researcher && member.Right is StudyRight.View or StudyRight.Edit,
            StudyRight.Edit => actor.Role == ActorRole.Researcher && member.Right == StudyRight.Edit,
            _ => false,
        };
    }

    private static AccessDeniedException Denied() => new("You have no right to this study.");
}
