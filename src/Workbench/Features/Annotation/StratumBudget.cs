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
    private readonly StratumState[] _states;
    private readonly Dictionary<(StratumKind Kind, string Value), int> _numbers;
    private readonly StratumIndex? _index;

    private StratumBudget(IReadOnlyList<StratumTarget> targets, StratumIndex? index, IEnumerable<(Guid Comparison, int Judged, int InHand)> held)
    {
        _index = index;
        _numbers = targets.Select((t, i) => (Part: (t.Kind, t.Value), i)).ToDictionary(t => t.Part, t => t.i);
        var (judged, inHand) = (new int[targets.Count], new int[targets.Count]);
        foreach (var place in held)
            foreach (var i in TargetsOf(place.Comparison))
                (judged[i], inHand[i]) = (judged[i] + place.Judged, inHand[i] + place.InHand);
        _states = [.. targets.Select((t, i) => new StratumState(t, judged[i], inHand[i], index?.Count(t) ?? 0))];
    }

    public static StratumBudget Unlimited { get; } = new([], null, []);

    public static async Task<StratumBudget> ReadAsync(WorkbenchDb db, WaveCatalog catalog, Study study, OpenWave wave, DateTime now, CancellationToken ct)
    {
        var targets = study.Design.Annotation.Targets;
        if (targets.Count == 0)
            return Unlimited;
        // All comparisons, not only the wave's: earlier waves of the same perspective count.
        var index = await catalog.IndexAsync(db, study, ct);
        var held = await OpenPlaces.Holding(db, study.Id, wave.Alike, now)
            .GroupBy(a => a.ComparisonId)
            .Select(g => new { g.Key, Judged = g.Count(a => a.State == AssignmentState.Judged), All = g.Count() }).ToListAsync(ct);
        return new(targets, index, held.Select(h => (h.Key, h.Judged, h.All - h.Judged)));
    }

    public IReadOnlyList<StratumState> States => _states;

    /// <summary>Which of some comparisons share a stratum with a target with one of those that are taken.</summary>
    public IEnumerable<Guid> Alongside(IReadOnlyCollection<Guid> taken, IEnumerable<Guid> comparisons)
    {
        var touched = taken.SelectMany(TargetsOf).ToHashSet();
        return comparisons.Where(c => taken.Contains(c) || TargetsOf(c).Any(touched.Contains));
    }

    /// <summary>As many of the places, the least taken first, as all their strata have room for together.</summary>
    public IReadOnlyList<OpenPlace> Fit(IEnumerable<OpenPlace> places, long seed, Guid rater)
    {
        if (_states.Length == 0)
            return [.. places];
        var room = _states.Select(s => s.Room).ToArray();
        var fitting = new List<OpenPlace>();
        foreach (var place in places.OrderBy(p => p.Left + p.Right).ThenBy(p => SideBalance.Order(seed, p.Comparison, rater)).ThenBy(p => p.Comparison))
        {
            int[] its = [.. TargetsOf(place.Comparison)];
            if (its.Any(i => room[i] <= 0))
                continue;
            foreach (var i in its)
                room[i]--;
            fitting.Add(place);
        }
        return fitting;
    }

    /// <summary>How many of the wave's free places all their strata have room for together.</summary>
    /// <param name="places">Places taken with the first output at the left and at the right.</param>
    /// <param name="wave">The wave, with its k.</param>
    /// <param name="seed">Decides between places that are taken as often.</param>
    public int Room(IEnumerable<(Guid Comparison, int Left, int Right)> places, OpenWave wave, long seed)
    {
        var free = places.Select(p => (p, Left: OpenPlaces.Left(wave.Design.Unit, p.Left, p.Right, wave.K)));
        return _states.Length == 0
            ? free.Sum(f => f.Left)
            : Fit(free.SelectMany(f => Enumerable.Range(0, f.Left).Select(i => new OpenPlace(f.p.Comparison, f.p.Left + i, f.p.Right, null))), seed, Guid.Empty).Count;
    }

    private IEnumerable<int> TargetsOf(Guid comparison)
    {
        foreach (var part in _index?.PartsOf(comparison) ?? [])
            if (_numbers.TryGetValue(part, out var number))
                yield return number;
    }
}
