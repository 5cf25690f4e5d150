using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using RaterKind = Workbench.Shared.Judging.RaterKind;

namespace Workbench.Features.Annotation;

/// <summary>
/// Takes the next block of places for one rater, inside the caller's transaction: in the rater's own random order, or
/// drawn where the interval is widest, within what the wave, the overlap, the targets and the rater's limit allow.
/// </summary>
internal sealed class BlockReservation(WorkbenchDb db, WaveCatalog catalog, Study study, Rater rater, List<Assignment> own, DateTime now)
{
    private readonly OpenWave _wave = OpenWave.Of(study);

    private StratumBudget _budget = StratumBudget.Unlimited;

    private WaveBlocks? _blocks;

    /// <summary>How many more pairs the study lets a rater have.</summary>
    public static int Allowance(Study study, IEnumerable<Assignment> own) =>
        study.Design.Annotation.MaxPerRater is { } most ? Math.Max(0, most - own.Count(a => a.State != AssignmentState.Released)) : int.MaxValue;

    /// <param name="slices">What is known of each slice, where blocks are drawn.</param>
    /// <param name="ct">Cancels.</param>
    public async Task TakeAsync(IReadOnlyDictionary<Slice, SliceScores>? slices, CancellationToken ct)
    {
        if (Limit == 0)
            return;
        var blocks = _blocks = await catalog.BlocksAsync(db, study, _wave, ct, Raters.OnlyFor(_wave.Design, rater));
        _budget = await StratumBudget.ReadAsync(db, catalog, study, _wave, now, ct);
        var (sides, probability) = slices is null ? (await NextInOrderAsync(blocks, ct), null) : await DrawAsync(blocks, slices, ct);
        await ReleaseLapsedAsync([.. sides.Select(s => s.Comparison)], ct);
        var position = NextPosition;
        foreach (var side in sides)
            Add(side, position++, probability);
    }

    // Whoever was away too long gives up what shares a comparison, or a target, with what is taken.
    private async Task ReleaseLapsedAsync(HashSet<Guid> taken, CancellationToken ct)
    {
        var lapsed = await db.Set<Assignment>().AsNoTracking()
            .Where(a => a.StudyId == study.Id && _wave.Alike.Contains(a.Wave) && a.RaterId != rater.Id && a.State == AssignmentState.Open && a.LeaseUntil < now
                && db.Set<Rater>().Any(r => r.Id == a.RaterId && r.Kind == RaterKind.Human))
            .Select(a => new { a.Id, a.ComparisonId }).ToListAsync(ct);
        var alongside = _budget.Alongside(taken, lapsed.Select(a => a.ComparisonId)).ToHashSet();
        var ids = lapsed.Where(a => alongside.Contains(a.ComparisonId)).Select(a => a.Id).ToList();
        if (ids.Count > 0)
            await db.Set<Assignment>().Where(a => ids.Contains(a.Id) && a.State == AssignmentState.Open && a.LeaseUntil < now)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.State, AssignmentState.Released), ct);
    }

    private int NextPosition => own.Select(a => a.Position + 1).DefaultIfEmpty(0).Max();

    private int Limit => Math.Min(JudgingBlocks.MaxSize, Allowance(study, own));

    private async Task<IReadOnlyList<PlannedSide>> NextInOrderAsync(WaveBlocks blocks, CancellationToken ct)
    {
        var ordered = JudgingBlocks.InOrderOf(blocks.All, study.Design.Seed, rater.Id).ToList();
        // Usually one of the next blocks has places: looking at those alone keeps the transaction short. Only near the
        // end of a study is everything looked through.
        var ofWave = own.Where(a => a.Wave == _wave.Number).Select(a => a.ComparisonId).ToHashSet();
        foreach (var block in ordered.Where(b => !b.Comparisons.Any(ofWave.Contains)).Take(3))
            if (Reserve(block.Comparisons, await OpenPlaces.ForAsync(db, study.Id, _wave, blocks, own, block.Comparisons, now, ct), mayExceed: false) is { Count: > 0 } sides)
                return sides;
        var places = await OpenPlaces.ForAsync(db, study.Id, _wave, blocks, own, null, now, ct);
        return new[] { false, true }
            .SelectMany(_ => ordered, (mayExceed, block) => Reserve(block.Comparisons, places, mayExceed))
            .FirstOrDefault(reserved => reserved.Count > 0) ?? [];
    }

    // The probability is exact only among blocks that this rater can have at all, so each is tried before the draw.
    private async Task<(IReadOnlyList<PlannedSide> Sides, double? Probability)> DrawAsync(WaveBlocks blocks, IReadOnlyDictionary<Slice, SliceScores> slices, CancellationToken ct)
    {
        var places = await OpenPlaces.ForAsync(db, study.Id, _wave, blocks, own, null, now, ct);
        foreach (var mayExceed in new[] { false, true })
        {
            var open = blocks.All.Select(b => Reserve(b.Comparisons, places, mayExceed)).Where(sides => sides.Count > 0).ToList();
            if (open.Count == 0)
                continue;
            var probabilities = AdaptiveAllocation.Probabilities([.. open.Select(sides =>
                sides.Average(side => AdaptiveAllocation.ExpectedDrop(slices.GetValueOrDefault(Slice.Of(blocks.Comparisons[side.Comparison])))))]);
            var draw = SideBalance.Order(study.Design.Seed, new Guid(NextPosition, 0, 0, "adaptive"u8.ToArray()), rater.Id) / Math.Pow(2, 64);
            var chosen = AdaptiveAllocation.Draw(probabilities, draw);
            return (open[chosen], probabilities[chosen]);
        }
        return ([], null);
    }

    private IReadOnlyList<PlannedSide> Reserve(IReadOnlyList<Guid> block, IReadOnlyDictionary<Guid, OpenPlace> places, bool mayExceed)
    {
        var pool = block.Where(places.ContainsKey).Select(id => places[id]).ToList();
        while (pool.Count > 0)
        {
            var fitting = _budget.Fit(pool, study.Design.Seed, rater.Id);
            if (fitting.Count == 0)
                break;
            // A single answer has no sides to balance; what counts is what stands before it.
            var sides = study.Design.Annotation.Unit == JudgedUnit.Output
                ? RatingPlaces.Reserve(fitting, _wave.K, Limit, study.Design.Seed, rater.Id, id => _blocks!.Comparisons[id].Prompt, LastPrompt)
                : SideBalance.Reserve(fitting, _wave.K, Surplus(block), Limit, study.Design.Seed, rater.Id, mayExceed);
            if (sides.Count > 0)
                return sides;
            // What the balance refuses must not stand in the way of others in the same stratum.
            pool.RemoveAll(fitting.Contains);
        }
        return [];
    }

    private Guid? LastPrompt => own.MaxBy(a => a.Position) is { } last ? _blocks?.Comparisons.GetValueOrDefault(last.ComparisonId)?.Prompt : null;

    private int Surplus(IReadOnlyList<Guid> block) => own
        .Where(a => a.Wave == _wave.Number && a.State is AssignmentState.Judged or AssignmentState.Open && block.Contains(a.ComparisonId))
        .Sum(a => a.FirstIsLeft ? 1 : -1);

    private void Add(PlannedSide side, int position, double? probability)
    {
        var until = now + AssignmentStore.Lease;
        if (own.Find(a => a.ComparisonId == side.Comparison && a.Wave == _wave.Number) is { } released)
        {
            (released.State, released.FirstIsLeft, released.Position, released.LeaseUntil) = (AssignmentState.Open, side.FirstIsLeft, position, until);
            released.SelectionProbability = probability;
            return;
        }
        db.Add(new Assignment
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            ComparisonId = side.Comparison,
            RaterId = rater.Id,
            FirstIsLeft = side.FirstIsLeft,
            Position = position,
            Wave = _wave.Number,
            SelectionProbability = probability,
            State = AssignmentState.Open,
            CreatedAt = now,
            LeaseUntil = until,
        });
    }
}
