using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>Counts how far a rater is, and what waits for them.</summary>
internal static class RaterProgress
{
    public static async Task<JudgingProgress> ReadAsync(WorkbenchDb db, WaveCatalog catalog, Study study, Rater rater, DateTime now, CancellationToken ct)
    {
        var own = await db.Set<Assignment>().AsNoTracking().Where(a => a.RaterId == rater.Id).ToListAsync(ct);
        var wave = OpenWave.OfRater(study, own);
        var onlyFor = Raters.OnlyFor(wave.Design, rater);
        var blocks = await catalog.BlocksAsync(db, study, wave, ct, onlyFor);
        var answers = onlyFor is null ? null : await OwnAnswers.OfAsync(db, study, rater, ct);
        var allowance = await Raters.IsLeftOutByRuleAsync(db, rater, ct) ? 0 : BlockReservation.Allowance(study, own);
        var waiting = wave.Number == study.Wave && allowance > 0 ? Math.Min(allowance, await FreePlacesAsync(db, catalog, study, wave, blocks, rater, own, now, ct)) : 0;
        var (here, before) = (own.Where(a => a.Wave == wave.Number).ToList(), own.Where(a => a.Wave < wave.Number).ToList());
        return await HiddenChecks.CountInAsync(db, study, rater, before.Count(a => a.State is AssignmentState.Judged or AssignmentState.Skipped), new(
            here.Count(a => a.State == AssignmentState.Judged),
            here.Count(a => a.State == AssignmentState.Skipped),
            waiting + here.Count(a => a.State == AssignmentState.Open),
            // Nobody stays on a platform until further answers are generated.
            allowance == 0 || CrowdParticipant.IdOf(rater.ActorId) is not null ? 0
                : answers?.PairsToCome ?? (await OpenPlaces.UnreadyAsync(db, study.Id, onlyFor, ct)).Count(c => c.Value && blocks.Comparisons.ContainsKey(c.Key)))
        {
            JudgedBefore = before.Count(a => a.State == AssignmentState.Judged),
            Own = answers,
        }, ct);
    }

    private static async Task<int> FreePlacesAsync(WorkbenchDb db, WaveCatalog catalog, Study study, OpenWave wave, WaveBlocks blocks, Rater rater, List<Assignment> own, DateTime now, CancellationToken ct)
    {
        var places = await OpenPlaces.ForAsync(db, study.Id, wave, blocks, own, null, now, ct);
        return (await StratumBudget.ReadAsync(db, catalog, study, wave, now, ct)).Fit(places.Values, study.Design.Seed, rater.Id).Count;
    }
}
