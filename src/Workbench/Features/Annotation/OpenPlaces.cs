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

    /// <summary>Assignments that hold a place: judged by a person, or open under a lease. Model judges and simulations hold none.</summary>
    public static IQueryable<Assignment> Holding(WorkbenchDb db, Guid studyId, DateTime now) =>
        from assignment in db.Set<Assignment>()
        join rater in db.Set<Rater>() on assignment.RaterId equals rater.Id
        where assignment.StudyId == studyId && rater.Kind == RaterKind.Human
            && (assignment.State == AssignmentState.Judged || (assignment.State == AssignmentState.Open && assignment.LeaseUntil >= now))
        select assignment;

    /// <summary>The ready comparisons that this rater has neither judged, nor skipped, nor in hand, and that have a place left.</summary>
    /// <param name="db">The context.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="ratersPerComparison">k.</param>
    /// <param name="own">All assignments of the rater.</param>
    /// <param name="within">The comparisons to look at, some dozens at most; null for all.</param>
    /// <param name="now">The time that leases are held against.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyDictionary<Guid, OpenPlace>> ForAsync(
        WorkbenchDb db, Guid studyId, int ratersPerComparison, IReadOnlyCollection<Assignment> own, IReadOnlyList<Guid>? within, DateTime now, CancellationToken ct)
    {
        var comparisons = within is null ? Ready(db, studyId) : Ready(db, studyId).Where(c => within.Contains(c.Id));
        var holding = within is null ? Holding(db, studyId, now) : Holding(db, studyId, now).Where(a => within.Contains(a.ComparisonId));
        var ready = await comparisons.Select(c => c.Id).ToListAsync(ct);
        var held = await holding
            .GroupBy(a => a.ComparisonId)
            .Select(g => new { Id = g.Key, Left = g.Count(a => a.FirstIsLeft), Right = g.Count(a => !a.FirstIsLeft) })
            .ToDictionaryAsync(g => g.Id, ct);
        var mine = own.ToDictionary(a => a.ComparisonId);
        return ready
            .Where(id => !mine.TryGetValue(id, out var assignment) || assignment.State == AssignmentState.Released)
            .Select(id => new OpenPlace(id,
                held.TryGetValue(id, out var places) ? places.Left : 0, places?.Right ?? 0,
                mine.TryGetValue(id, out var assignment) && assignment.ShownAt is not null ? assignment.FirstIsLeft : null))
            .Where(place => place.Left + place.Right < ratersPerComparison)
            .ToDictionary(place => place.Comparison);
    }
}
