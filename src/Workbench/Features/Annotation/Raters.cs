using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>Finds and makes the rater that an actor is within a study.</summary>
internal static class Raters
{
    /// <summary>Letters that are not mistaken for each other when read aloud.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static Task<Rater?> FindAsync(WorkbenchDb db, Guid studyId, Actor actor, CancellationToken ct) =>
        db.Set<Rater>().SingleOrDefaultAsync(r => r.StudyId == studyId && r.Kind == RaterKind.Human && r.ActorId == actor.Id, ct);

    public static async Task<Rater> FindOrAddAsync(WorkbenchDb db, Guid studyId, Actor actor, DateTime now, CancellationToken ct)
    {
        if (await FindAsync(db, studyId, actor, ct) is { } known)
            return known;
        // Two tabs may open the study at once: one of them adds the rater, the other waits here and finds them.
        await StudyAccess.HoldAsync(db, studyId, ct);
        if (await FindAsync(db, studyId, actor, ct) is { } added)
            return added;
        var taken = await db.Set<Rater>().Where(r => r.StudyId == studyId).Select(r => r.Pseudonym).ToListAsync(ct);
        string pseudonym;
        do
            pseudonym = "r-" + RandomNumberGenerator.GetString(Alphabet, 4 + taken.Count / 10_000);
        while (taken.Contains(pseudonym));
        var rater = new Rater { Id = Guid.NewGuid(), StudyId = studyId, Kind = RaterKind.Human, ActorId = actor.Id, Pseudonym = pseudonym, CreatedAt = now };
        db.Add(rater);
        await db.SaveChangesAsync(ct);
        return rater;
    }

    /// <summary>Holds the rater's row until the commit and reads it again, so that what the rater sends twice at once is taken one after the other.</summary>
    public static async Task HoldAsync(WorkbenchDb db, Rater rater, CancellationToken ct)
    {
        await db.Set<Rater>().Where(r => r.Id == rater.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.CreatedAt, x => x.CreatedAt), ct);
        await db.Entry(rater).ReloadAsync(ct);
    }

    /// <summary>Whether the rule about failed checks left the rater out: they hold no places and get no further block.</summary>
    public static async Task<bool> IsLeftOutByRuleAsync(WorkbenchDb db, Rater rater, CancellationToken ct) =>
        rater is { Kind: RaterKind.Human, ExcludedAt: not null } && !await OpenPlaces.Holders(db, rater.StudyId).AnyAsync(r => r.Id == rater.Id, ct);

    /// <summary>Gives everything back that the actor has in hand in the study, so that others can take it. What was judged stays.</summary>
    public static Task<int> GiveBackAsync(WorkbenchDb db, Guid studyId, string actorId, CancellationToken ct) =>
        db.Set<Assignment>()
            .Where(a => a.StudyId == studyId && a.State == AssignmentState.Open && db.Set<Rater>().Any(r => r.Id == a.RaterId && r.Kind == RaterKind.Human && r.ActorId == actorId))
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.State, AssignmentState.Released).SetProperty(x => x.LeaseUntil, (DateTime?)null), ct);

    /// <summary>Whose comparisons the rater judges: their own where everybody judges for themselves, else (null) those of all.</summary>
    public static Guid? OnlyFor(AnnotationDesign design, Rater rater) => design.Perspective == Perspective.Self ? rater.Id : null;

    public static void Decide(WorkbenchDb db, Rater rater, bool isExcluded, string reason, string by, DateTime now)
    {
        (rater.ExcludedAt, rater.ExclusionReason) = (isExcluded ? now : null, isExcluded ? reason : null);
        db.Add(new RaterDecision { Id = Guid.NewGuid(), RaterId = rater.Id, IsExcluded = isExcluded, Reason = reason, By = by, At = now });
    }

    /// <summary>The assignment with its rater, if it is the actor's own.</summary>
    /// <exception cref="AccessDeniedException">It is somebody else's, or there is none.</exception>
    public static async Task<(Assignment Assignment, Rater Rater)> RequireOwnAsync(WorkbenchDb db, Actor actor, Guid assignmentId, CancellationToken ct)
    {
        var assignment = await db.Set<Assignment>().SingleOrDefaultAsync(a => a.Id == assignmentId, ct);
        var rater = assignment is null ? null : await db.Set<Rater>().SingleAsync(r => r.Id == assignment.RaterId, ct);
        return actor.Id.Length > 0 && rater is { Kind: RaterKind.Human } && rater.ActorId == actor.Id
            ? (assignment!, rater)
            : throw new AccessDeniedException("This was not given to you.");
    }
}
