using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

/// <summary>Raters who take blocks, judge, and may leave in the middle, whereupon their unjudged places go back.</summary>
internal sealed class SimulatedCrowd
{
    private readonly Random _random;
    private readonly int _seed;
    private int _k;
    private int _mostPerSide;
    private int _judged;
    private readonly int _limit;
    private readonly List<(Guid Id, int Persona)> _comparisons = [];
    private readonly Dictionary<Guid, List<Place>> _places;
    private readonly List<Guid> _raters;
    private readonly Dictionary<Guid, Queue<Place>> _queues;
    private readonly HashSet<Guid> _left = [];

    public SimulatedCrowd(int seed, int k, int personas, int perPersona, int raters, int limit)
    {
        (_random, _seed, _limit) = (new Random(seed), seed, limit);
        ChangeOverlap(k);
        for (var persona = 0; persona < personas; persona++)
            for (var i = 0; i < perPersona; i++)
                _comparisons.Add((NewGuid(), persona));
        _places = _comparisons.ToDictionary(c => c.Id, _ => new List<Place>());
        _raters = [.. Enumerable.Range(0, raters).Select(_ => NewGuid())];
        _queues = _raters.ToDictionary(r => r, _ => new Queue<Place>());
    }

    public int Comparisons => _comparisons.Count;

    public int Given => _places.Values.Sum(p => p.Count);

    /// <summary>Comparisons with more places than k as it is now.</summary>
    public int Beyond => _places.Values.Count(p => p.Count > _k);

    /// <summary>Places given as the last resort.</summary>
    public int Exceeded { get; private set; }

    /// <summary>Another k from now on; what is given stays.</summary>
    public void ChangeOverlap(int k) => (_k, _mostPerSide) = (k, Math.Max(_mostPerSide, (k + 1) / 2));

    /// <param name="dropout">Probability that a rater leaves after a judgment.</param>
    /// <param name="changes">The k from the given number of judgments on.</param>
    public void Run(double dropout, params (int After, int K)[] changes)
    {
        var active = new List<Guid>(_raters);
        while (active.Count > 0)
        {
            var rater = active[_random.Next(active.Count)];
            var queue = _queues[rater];
            if (queue.Count == 0 && !Reserve(rater, mayExceed: false) && !Reserve(rater, mayExceed: true))
            {
                active.Remove(rater);
                continue;
            }
            queue.Dequeue().IsJudged = true;
            _judged++;
            foreach (var change in changes.Where(c => c.After == _judged))
            {
                ChangeOverlap(change.K);
                active = [.. active.Union(_raters.Where(r => !_left.Contains(r)))];
            }
            if (_random.NextDouble() < dropout)
            {
                foreach (var place in queue)
                    _places[place.Comparison].Remove(place);
                queue.Clear();
                active.Remove(rater);
                _left.Add(rater);
            }
        }
    }

    public void AssertComparisonsBalanced(bool complete)
    {
        foreach (var places in _places.Values)
        {
            var left = places.Count(p => p.FirstIsLeft);
            Assert.InRange(places.Count, complete ? _k : 0, Math.Max(_k, 2 * _mostPerSide));
            Assert.InRange(left, complete ? _k / 2 : 0, _mostPerSide);
            Assert.InRange(places.Count - left, complete ? _k / 2 : 0, _mostPerSide);
            // More than k only where a larger k gave them, or where a side would have stood too seldom.
            if (complete && places.Count > _k)
                Assert.True(places.Count <= places.Max(p => p.K) || places.Take(places.Count - 1).Count(p => p.FirstIsLeft == places[^1].FirstIsLeft) < _k / 2, "a place beyond k without need");
            Assert.Equal(places.Count, places.Select(p => p.Rater).Distinct().Count());
        }
    }

    public void AssertRatersBalanced(int except = 0)
    {
        var worst = _comparisons.Join(_places.Values.SelectMany(p => p), c => c.Id, p => p.Comparison, (c, p) => (p.Rater, c.Persona, Sign: p.FirstIsLeft ? 1 : -1))
            .GroupBy(p => (p.Rater, p.Persona))
            .Sum(block => Math.Max(0, Math.Abs(block.Sum(p => p.Sign)) - 1));
        Assert.InRange(worst, 0, except);
    }

    private bool Reserve(Guid rater, bool mayExceed)
    {
        foreach (var persona in _comparisons.Select(c => c.Persona).Distinct().OrderBy(p => SideBalance.Order(_seed, new Guid(p, 0, 0, new byte[8]), rater)))
        {
            var block = _comparisons.Where(c => c.Persona == persona).ToList();
            var own = block.SelectMany(c => _places[c.Id]).Where(p => p.Rater == rater).ToList();
            var free = block.Where(c => own.All(p => p.Comparison != c.Id))
                .Select(c => new OpenPlace(c.Id, _places[c.Id].Count(p => p.FirstIsLeft), _places[c.Id].Count(p => !p.FirstIsLeft)))
                .ToList();
            var surplus = own.Sum(p => p.FirstIsLeft ? 1 : -1);
            var reserved = SideBalance.Reserve(free, _k, surplus, _limit, _seed, rater, mayExceed);
            if (reserved.Count == 0)
                continue;
            foreach (var side in reserved)
            {
                surplus += side.FirstIsLeft ? 1 : -1;
                Exceeded += Math.Abs(surplus) > 1 ? 1 : 0;
                Assert.True(mayExceed || Math.Abs(surplus) <= 1, "the running balance left [-1, 1]");
                var place = new Place { Comparison = side.Comparison, Rater = rater, FirstIsLeft = side.FirstIsLeft, K = _k };
                _places[side.Comparison].Add(place);
                _queues[rater].Enqueue(place);
            }
            return true;
        }
        return false;
    }

    private Guid NewGuid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private sealed class Place
    {
        public required Guid Comparison { get; init; }
        public required Guid Rater { get; init; }
        public required bool FirstIsLeft { get; init; }

        /// <summary>The overlap under which it was given.</summary>
        public required int K { get; init; }

        public bool IsJudged { get; set; }
    }
}
