using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;

namespace Workbench.Features.Annotation;

/// <summary>
/// Gives raters back the places whose lease is over, as far as they are still there. Others may have been given them
/// meanwhile, so each is looked at while the study's row is held.
/// </summary>
internal static class LapsedPlaces
{
    /// <summary>
    /// So near its end a lease is not relied on without that look: another server's clock may be ahead, and a reservation
    /// that takes the lease for over may not be committed yet.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public static bool IsHeldForSure(Assignment assignment, DateTime now) =>
        assignment.State == AssignmentState.Open && assignment.LeaseUntil >= now + Margin;

    /// <summary>
    /// Renews the rater's leases: those that run on, and of those that are over the ones whose places nobody took.
    /// </summary>
    /// <param name="db">The context, inside a transaction.</param>
    /// <param name="catalog">Knows the blocks.</param>
    /// <param name="rater">Whose.</param>
    /// <param name="givesBack">Whether what is taken is given up, so that it does not come to the screen again.</param>
    /// <param name="now">The time that leases are held against.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task RenewAsync(WorkbenchDb db, WaveCatalog catalog, Rater rater, bool givesBack, DateTime now, CancellationToken ct)
    {
        var open = db.Set<Assignment>().Where(a => a.RaterId == rater.Id && a.State == AssignmentState.Open);
        var over = open.AsNoTracking().Where(a => a.LeaseUntil < now);
        if (await over.AnyAsync(ct))
        {
            await StudyAccess.HoldAsync(db, rater.StudyId, ct);
            var study = await db.Set<Study>().AsNoTracking().SingleAsync(s => s.Id == rater.StudyId, ct);
            var lapsed = await over.ToListAsync(ct);
            var free = await StillFreeAsync(db, catalog, study, rater, lapsed, now, ct);
            await open.Where(a => free.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.LeaseUntil, now), ct);
            if (givesBack)
                await over.ExecuteUpdateAsync(a => a.SetProperty(x => x.State, AssignmentState.Released).SetProperty(x => x.LeaseUntil, (DateTime?)null), ct);
        }
        await open.Where(a => a.LeaseUntil >= now).ExecuteUpdateAsync(a => a.SetProperty(x => x.LeaseUntil, now + AssignmentStore.Lease), ct);
    }

    /// <summary>Whether the rater may still judge what they gave up, left out, or were away from. The study's row is held.</summary>
    public static async Task<bool> IsFreeAsync(WorkbenchDb db, WaveCatalog catalog, Study study, Rater rater, Assignment assignment, DateTime now, CancellationToken ct)
    {
        if (assignment.State == AssignmentState.Open && assignment.LeaseUntil >= now)
            return true;
        if (assignment.State == AssignmentState.Released
            && BlockReservation.Allowance(study, await db.Set<Assignment>().AsNoTracking().Where(a => a.RaterId == rater.Id).ToListAsync(ct)) == 0)
            return false;
        return (await StillFreeAsync(db, catalog, study, rater, [assignment], now, ct)).Count == 1;
    }

    private static async Task<HashSet<Guid>> StillFreeAsync(
        WorkbenchDb db, WaveCatalog catalog, Study study, Rater rater, IReadOnlyList<Assignment> lapsed, DateTime now, CancellationToken ct)
    {
        var free = new HashSet<Guid>();
        foreach (var ofWave in lapsed.GroupBy(a => a.Wave))
        {
            var wave = OpenWave.Of(study.Design.Annotation, ofWave.Key);
            var ids = ofWave.Select(a => a.ComparisonId).ToList();
            var held = (await OpenPlaces.Holding(db, study.Id, [wave.Number], now).Where(a => ids.Contains(a.ComparisonId)).Select(a => new { a.ComparisonId, a.FirstIsLeft }).ToListAsync(ct))
                .ToLookup(a => a.ComparisonId, a => a.FirstIsLeft);
            var places = ofWave.Select(a => (Assignment: a, Place: new OpenPlace(a.ComparisonId, held[a.ComparisonId].Count(left => left), held[a.ComparisonId].Count(left => !left))))
                .Where(a => OpenPlaces.IsOpen(wave, a.Place.Left, a.Place.Right, a.Assignment.FirstIsLeft)).ToList();
            var fitting = (await StratumBudget.ReadAsync(db, catalog, study, wave, now, ct))
                .Fit(places.Select(p => p.Place), study.Design.Seed, rater.Id).Select(p => p.Comparison).ToHashSet();
            free.UnionWith(places.Where(p => fitting.Contains(p.Place.Comparison)).Select(p => p.Assignment.Id));
        }
        return free;
    }
}
