using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;

namespace Workbench.Features.Annotation;

/// <summary>How far the answers for one rater's own profile are.</summary>
/// <param name="Written">Answers that are there.</param>
/// <param name="Failed">Answers that could not be written, or were given up.</param>
/// <param name="Planned">All of them.</param>
/// <param name="PairsToCome">Comparisons that will be ready without anybody's doing.</param>
/// <param name="IsPaused">Whether the researchers let the writing rest.</param>
public sealed record OwnAnswers(int Written, int Failed, int Planned, int PairsToCome, bool IsPaused)
{
    /// <summary>Null where the rater has not described themself.</summary>
    internal static async Task<OwnAnswers?> OfAsync(WorkbenchDb db, Study study, Rater rater, CancellationToken ct)
    {
        if (rater.OwnPersonaId is not { } persona)
            return null;
        var states = await db.Set<Output>().Where(o => o.StudyId == study.Id && o.StudyPersonaId == persona)
            .Select(o => new { o.Id, o.State }).ToDictionaryAsync(o => o.Id, o => o.State, ct);
        var pairs = await db.Set<Comparison>().Where(c => c.StudyId == study.Id && c.StudyPersonaId == persona && c.OnlyForRaterId == rater.Id)
            .Select(c => new { c.FirstOutputId, c.SecondOutputId }).ToListAsync(ct);
        WorkState[][] statesOfPairs = [.. pairs.Select(p => p.SecondOutputId is { } second ? new[] { states[p.FirstOutputId], states[second] } : [states[p.FirstOutputId]])];
        return new(
            states.Values.Count(s => s == WorkState.Done),
            states.Values.Count(IsLost),
            states.Count,
            statesOfPairs.Count(p => !p.Any(IsLost) && p.Any(s => s != WorkState.Done)),
            study.State == StudyState.Paused);
    }

    private static bool IsLost(WorkState state) => state is WorkState.Failed or WorkState.Cancelled;
}
