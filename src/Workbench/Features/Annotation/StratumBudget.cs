using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;

namespace Workbench.Features.Annotation;

/// <summary>
/// How many judgments each stratum with a target still takes: what is judged or in hand, in all waves of one
/// perspective, counts; what is full is closed. A comparison is open only where every stratum that it lies in is.
/// </summary>
internal sealed class StratumBudget
{
    private readonly IReadOnlyList<Line> _lines;

    private StratumBudget(IReadOnlyList<Line> lines) => _lines = lines;

    public static StratumBudget Unlimited { get; } = new([]);

    public static async Task<StratumBudget> ReadAsync(WorkbenchDb db, WaveCatalog catalog, Study study, OpenWave wave, DateTime now, CancellationToken ct)
    {
        var targets = study.Design.Annotation.Targets;
        if (targets.Count == 0)
            return Unlimited;
        var strata = await catalog.StrataAsync(db, study.Id, ct);
        // All comparisons, not only the wave's: earlier waves of the same perspective count.
        var whole = await catalog.BlocksAsync(db, study, wave with { From = 0, To = 1 }, ct);
        var held = await OpenPlaces.Holding(db, study.Id, wave.Alike, now)
            .GroupBy(a => a.ComparisonId)
            .Select(g => new { g.Key, Judged = g.Count(a => a.State == AssignmentState.Judged), All = g.Count() }).ToListAsync(ct);
        return new([.. targets.Select(target =>
        {
            var within = whole.Comparisons.Values.Where(c => strata.Holds(target, c)).Select(c => c.Id).ToHashSet();
            var ofTarget = held.Where(h => within.Contains(h.Key)).ToList();
            return new Line(new(target, ofTarget.Sum(h => h.Judged), ofTarget.Sum(h => h.All - h.Judged), within.Count), within);
        })]);
    }

    public IReadOnlyList<StratumState> States => [.. _lines.Select(l => l.State)];

    public bool IsOpen(Guid comparison) => _lines.All(l => !l.Comparisons.Contains(comparison) || !l.State.IsClosed);

    /// <summary>These comparisons and all that lie in a stratum with a target together with one of them.</summary>
    public IReadOnlyCollection<Guid> Alongside(IReadOnlyList<Guid> comparisons) =>
        [.. comparisons.Union(_lines.Where(l => comparisons.Any(l.Comparisons.Contains)).SelectMany(l => l.Comparisons))];

    /// <summary>As many of the places, the least taken first, as all their strata have room for together.</summary>
    public IReadOnlyList<OpenPlace> Fit(IEnumerable<OpenPlace> places, long seed, Guid rater)
    {
        if (_lines.Count == 0)
            return [.. places];
        var room = _lines.Select(l => l.State.Room).ToArray();
        var fitting = new List<OpenPlace>();
        foreach (var place in places.OrderBy(p => p.Left + p.Right).ThenBy(p => SideBalance.Order(seed, p.Comparison, rater)).ThenBy(p => p.Comparison))
        {
            int[] its = [.. Enumerable.Range(0, room.Length).Where(i => _lines[i].Comparisons.Contains(place.Comparison))];
            if (its.Any(i => room[i] <= 0))
                continue;
            foreach (var i in its)
                room[i]--;
            fitting.Add(place);
        }
        return fitting;
    }

    /// <summary>How many of the places that are free below <paramref name="k"/> people a comparison all their strata have room for together.</summary>
    /// <param name="places">Places taken with the first output at the left and at the right.</param>
    /// <param name="k">People a comparison.</param>
    /// <param name="seed">Decides between places that are taken as often.</param>
    public int Room(IEnumerable<(Guid Comparison, int Left, int Right)> places, int k, long seed)
    {
        var free = places.Select(p => (p, Left: SideBalance.PlacesLeft(p.Left, p.Right, k)));
        return _lines.Count == 0
            ? free.Sum(f => f.Left)
            : Fit(free.SelectMany(f => Enumerable.Range(0, f.Left).Select(i => new OpenPlace(f.p.Comparison, f.p.Left + i, f.p.Right, null))), seed, Guid.Empty).Count;
    }

    private sealed record Line(StratumState State, HashSet<Guid> Comparisons);
}
