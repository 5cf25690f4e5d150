using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Jobs;
using Workbench.Methods.Judgments;
using RaterKind = Workbench.Shared.Judging.RaterKind;

namespace Workbench.Features.Annotation;

/// <summary>Which comparisons of a study can be judged, and how many of their places are taken.</summary>
internal static class OpenPlaces
{
    /// <summary>Comparisons whose two outputs are done.</summary>
    public static IQueryable<Comparison> Ready(WorkbenchDb db, Guid studyId) =>
        from comparison in db.Set<Comparison>()
        join first in db.Set<Output>() on comparison.FirstOutputId equals first.Id
        where comparison.StudyId == studyId && first.State == WorkState.Done
            && (comparison.SecondOutputId == null || db.Set<Output>().Any(second => second.Id == comparison.SecondOutputId && second.State == WorkState.Done))
        select comparison;

    /// <summary>Assignments of some waves that hold a place: judged by a person, or open under a lease. Model judges and simulations hold none.</summary>
    public static IQueryable<Assignment> Holding(WorkbenchDb db, Guid studyId, IReadOnlyList<int> waves, DateTime now) =>
        from assignment in db.Set<Assignment>()
        join rater in db.Set<Rater>() on assignment.RaterId equals rater.Id
        where assignment.StudyId == studyId && waves.Contains(assignment.Wave) && rater.Kind == RaterKind.Human
            && (assignment.State == AssignmentState.Judged || (assignment.State == AssignmentState.Open && assignment.LeaseUntil >= now))
        select assignment;

    /// <summary>
    /// The ready comparisons that this rater has neither judged, nor skipped, nor in hand from this perspective, and that
    /// have a place left in the wave. Whether the wave takes them at all is for the caller to see.
    /// </summary>
    /// <param name="db">The context.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="wave">The wave, with its k.</param>
    /// <param name="own">All assignments of the rater.</param>
    /// <param name="within">The comparisons to look at, some dozens at most; null for all.</param>
    /// <param name="now">The time that leases are held against.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyDictionary<Guid, OpenPlace>> ForAsync(
        WorkbenchDb db, Guid studyId, OpenWave wave, IReadOnlyCollection<Assignment> own, IReadOnlyList<Guid>? within, DateTime now, CancellationToken ct)
    {
        int[] here = [wave.Number];
        var comparisons = within is null ? Ready(db, studyId) : Ready(db, studyId).Where(c => within.Contains(c.Id));
        var holding = within is null ? Holding(db, studyId, here, now) : Holding(db, studyId, here, now).Where(a => within.Contains(a.ComparisonId));
        var ready = await comparisons.Select(c => c.Id).ToListAsync(ct);
        var held = await holding
            .GroupBy(a => a.ComparisonId)
            .Select(g => new { Id = g.Key, Left = g.Count(a => a.FirstIsLeft), Right = g.Count(a => !a.FirstIsLeft) })
            .ToDictionaryAsync(g => g.Id, ct);
        var alike = own.Where(a => wave.Alike.Contains(a.Wave)).ToList();
        var taken = alike.Where(a => a.State != AssignmentState.Released).Select(a => a.ComparisonId).ToHashSet();
        var shown = alike.Where(a => a.ShownAt is not null).GroupBy(a => a.ComparisonId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.Wave)!.FirstIsLeft);
        return ready
            .Where(id => !taken.Contains(id))
            .Select(id => new OpenPlace(id,
                held.TryGetValue(id, out var places) ? places.Left : 0, places?.Right ?? 0,
                shown.TryGetValue(id, out var side) ? side : null))
            .Where(place => SideBalance.PlacesLeft(place.Left, place.Right, wave.K) > 0)
            .ToDictionary(place => place.Comparison);
    }
}
