using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
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

    /// <summary>
    /// The comparisons that are not ready, of all or of one rater's own: true where their answers will be there without
    /// anybody's doing, false where one of them failed or was given up.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, bool>> UnreadyAsync(WorkbenchDb db, Guid studyId, Guid? onlyFor, CancellationToken ct)
    {
        var comparisons = db.Set<Comparison>().Where(c => c.StudyId == studyId && c.OnlyForRaterId == onlyFor);
        // Named one by one, the states are found by the index; usually there is no such output.
        var outputs = db.Set<Output>().Where(o => o.StudyId == studyId
            && (o.State == WorkState.Planned || o.State == WorkState.Claimed || o.State == WorkState.Failed || o.State == WorkState.Cancelled));
        var asFirst = await outputs.Join(comparisons, o => o.Id, c => c.FirstOutputId, (o, c) => new { c.Id, o.State }).ToListAsync(ct);
        var asSecond = await outputs.Join(comparisons, o => (Guid?)o.Id, c => c.SecondOutputId, (o, c) => new { c.Id, o.State }).ToListAsync(ct);
        return asFirst.Concat(asSecond).GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.All(c => c.State is WorkState.Planned or WorkState.Claimed));
    }

    /// <summary>
    /// People whose judgments and pairs in hand take places. Whom the rule about failed checks left out takes none, so
    /// that every comparison still gets its number of judgments that count; a researcher's later decision is about the
    /// results, and leaves the places as they are.
    /// </summary>
    public static IQueryable<Rater> Holders(WorkbenchDb db, Guid studyId) => db.Set<Rater>()
        .Where(r => r.StudyId == studyId && r.Kind == RaterKind.Human && (r.ExcludedAt == null
            || db.Set<RaterDecision>().Where(d => d.RaterId == r.Id).OrderByDescending(d => d.At).Select(d => d.By).FirstOrDefault() != RaterDecision.ByRule));

    /// <summary>Assignments of some waves that hold a place: judged by a person, or open under a lease. Model judges and simulations hold none.</summary>
    public static IQueryable<Assignment> Holding(WorkbenchDb db, Guid studyId, IReadOnlyList<int> waves, DateTime now) =>
        from assignment in db.Set<Assignment>()
        join rater in Holders(db, studyId) on assignment.RaterId equals rater.Id
        where assignment.StudyId == studyId && waves.Contains(assignment.Wave)
            && (assignment.State == AssignmentState.Judged || (assignment.State == AssignmentState.Open && assignment.LeaseUntil >= now))
        select assignment;

    /// <summary>
    /// The ready comparisons of the wave that this rater has neither judged, nor skipped, nor in hand from this
    /// perspective, and that have a place left for them.
    /// </summary>
    /// <param name="db">The context.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="wave">The wave, with its k.</param>
    /// <param name="blocks">What the wave takes.</param>
    /// <param name="own">All assignments of the rater.</param>
    /// <param name="within">The comparisons to look at, some dozens at most; null for all.</param>
    /// <param name="now">The time that leases are held against.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyDictionary<Guid, OpenPlace>> ForAsync(
        WorkbenchDb db, Guid studyId, OpenWave wave, WaveBlocks blocks, IReadOnlyCollection<Assignment> own, IReadOnlyList<Guid>? within, DateTime now, CancellationToken ct)
    {
        int[] here = [wave.Number];
        var holding = within is null ? Holding(db, studyId, here, now) : Holding(db, studyId, here, now).Where(a => within.Contains(a.ComparisonId));
        var ready = await ReadyAsync(db, studyId, blocks, within, ct);
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
            .Where(place => (place.Shown != false && IsOpen(wave, place.Left, place.Right, firstIsLeft: true))
                || (place.Shown != true && IsOpen(wave, place.Left, place.Right, firstIsLeft: false)))
            .ToDictionary(place => place.Comparison);
    }

    /// <summary>Whether a comparison has a place left on one side. A single answer has one side only.</summary>
    public static bool IsOpen(OpenWave wave, int left, int right, bool firstIsLeft) => wave.Design.Unit == JudgedUnit.Output
        ? left + right < wave.K
        : SideBalance.IsOpen(left, right, wave.K, firstIsLeft);

    /// <summary>How many places a comparison has left. A single answer has one side only.</summary>
    public static int Left(JudgedUnit unit, int left, int right, int k) => unit == JudgedUnit.Output
        ? Math.Max(0, k - left - right)
        : SideBalance.PlacesLeft(left, right, k);

    // Of many it is quicker to ask which are not ready; of a few, or of one rater's own, which are.
    private static async Task<List<Guid>> ReadyAsync(WorkbenchDb db, Guid studyId, WaveBlocks blocks, IReadOnlyList<Guid>? within, CancellationToken ct)
    {
        if (within is null && blocks.OnlyFor is not null)
            within = [.. blocks.Comparisons.Keys];
        if (within is not null)
            return await Ready(db, studyId).Where(c => within.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        var unready = await UnreadyAsync(db, studyId, onlyFor: null, ct);
        return [.. blocks.Comparisons.Keys.Where(id => !unready.ContainsKey(id))];
    }
}
