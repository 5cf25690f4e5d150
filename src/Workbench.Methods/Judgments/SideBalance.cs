using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Workbench.Methods.Judgments;

/// <summary>
/// Decides on which side the outputs of comparisons stand for one rater, so that position cannot be confounded with
/// condition: of the k places of a comparison ⌊k/2⌋ at least go to each side, and within one rater's block (some
/// comparisons of one persona) the first condition stands left and right equally often, up to one, after every pair.
/// </summary>
/// <remarks>
/// A rater's places are reserved a whole block at a time, which keeps both balances exact however raters interleave;
/// blocks must therefore be the same for all raters. Raters who leave in the middle can make both balances impossible
/// at once; then the comparison's is kept, and places wait for another rater. Free choices come from HMAC-SHA256(seed, comparison ‖ rater), so that the same study gives the same sides again
/// (methods reference 3.3; the scheme follows Potato's rollout order, public repository davidjurgens/potato).
/// </remarks>
public static class SideBalance
{
    /// <summary>Reserves places for one rater in one block, with sides, in the order of judging.</summary>
    /// <param name="places">Comparisons of the block that the rater has no place in yet; those without a free place are passed over.</param>
    /// <param name="ratersPerComparison">k, at least 1.</param>
    /// <param name="surplus">Left minus right of the first condition over the rater's earlier places in this block.</param>
    /// <param name="limit">Most places to reserve, where the rater may not take the whole block.</param>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="rater">Id of the rater.</param>
    /// <param name="mayExceed">
    /// Whether the rater's own balance may give way where it would leave nothing to judge: the comparison's balance never does.
    /// </param>
    /// <returns>Places whose running balance stays within one of zero; empty where none can be given so.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k below 1, or a negative limit.</exception>
    public static IReadOnlyList<PlannedSide> Reserve(
        IReadOnlyCollection<OpenPlace> places, int ratersPerComparison, int surplus, int limit, long seed, Guid rater, bool mayExceed = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratersPerComparison, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var candidates = places
            .Select(place => Candidate.Of(place, ratersPerComparison, Draw(seed, place.Comparison, rater)))
            .Where(c => c.MayLeft || c.MayRight)
            .OrderBy(c => c.Taken).ThenBy(c => c.Order).ThenBy(c => c.Comparison)
            .ToList();
        var taken = candidates.Take(limit).ToList();
        var balance = Repair(taken, surplus, mayExceed);
        foreach (var candidate in candidates.Skip(limit))
        {
            if (taken.Count >= limit)
                break;
            if (candidate.TryLean(towardsLeft: balance <= 0) && Math.Abs(balance + candidate.Sign) <= 1)
            {
                taken.Add(candidate);
                balance += candidate.Sign;
            }
        }
        return Arrange(taken, surplus);
    }

    /// <summary>
    /// Whether a comparison has a place left on one side: fewer than ⌈k/2⌉ stand there, and either the k places are not all
    /// taken, or the side has fewer than ⌊k/2⌋. The second occurs only after k was lowered while raters judged: a
    /// comparison whose sides came out uneven under the larger k stays open for the missing side, so that the balance
    /// that is stated holds under the new k as well.
    /// </summary>
    /// <param name="left">Places, taken or reserved, with the first output at the left.</param>
    /// <param name="right">Places with the first output at the right.</param>
    /// <param name="ratersPerComparison">k, as it is now.</param>
    /// <param name="firstIsLeft">Which side.</param>
    public static bool IsOpen(int left, int right, int ratersPerComparison, bool firstIsLeft)
    {
        var side = firstIsLeft ? left : right;
        return side < (ratersPerComparison + 1) / 2 && (left + right < ratersPerComparison || side < ratersPerComparison / 2);
    }

    /// <summary>
    /// How many places a comparison still has: up to k, and ⌊k/2⌋ at least on each side,
    /// <c>max(0, k − left − right, max(0, ⌊k/2⌋ − left) + max(0, ⌊k/2⌋ − right))</c>.
    /// </summary>
    /// <param name="left">Places, taken or reserved, with the first output at the left.</param>
    /// <param name="right">Places with the first output at the right.</param>
    /// <param name="ratersPerComparison">k, as it is now.</param>
    public static int PlacesLeft(int left, int right, int ratersPerComparison)
    {
        var half = ratersPerComparison / 2;
        return Math.Max(Math.Max(0, ratersPerComparison - left - right), Math.Max(0, half - left) + Math.Max(0, half - right));
    }

    /// <summary>A number in [0, 2⁶⁴) that puts a rater's blocks, or anything else, into that rater's own random order.</summary>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="item">What is ordered, e.g. the persona of a block.</param>
    /// <param name="rater">Id of the rater.</param>
    public static ulong Order(long seed, Guid item, Guid rater) => Draw(seed, item, rater).Order;

    private static (ulong Order, bool Side) Draw(long seed, Guid item, Guid rater)
    {
        Span<byte> key = stackalloc byte[8];
        Span<byte> data = stackalloc byte[32];
        Span<byte> hash = stackalloc byte[32];
        BinaryPrimitives.WriteInt64LittleEndian(key, seed);
        item.TryWriteBytes(data);
        rater.TryWriteBytes(data[16..]);
        HMACSHA256.HashData(key, data, hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash), (hash[8] & 1) == 0);
    }

    // Brings |surplus + sum of signs| to at most one: first by turning the freest places round, then by leaving
    // places to other raters.
    private static int Repair(List<Candidate> taken, int surplus, bool mayExceed)
    {
        var balance = surplus + taken.Sum(c => c.Sign);
        foreach (var free in taken.Where(c => c is { MayLeft: true, MayRight: true }).OrderBy(c => c.IsLeaning).ThenByDescending(c => c.Order).ToList())
        {
            if (Math.Abs(balance) <= 1)
                return balance;
            if (Math.Sign(balance) == free.Sign)
            {
                free.FirstIsLeft = !free.FirstIsLeft;
                balance += 2 * free.Sign;
            }
        }
        while (Math.Abs(balance) > 1 && !(mayExceed && taken.Count == 1))
        {
            var last = taken.FindLastIndex(c => c.Sign == Math.Sign(balance));
            if (last < 0)
                break;
            balance -= taken[last].Sign;
            taken.RemoveAt(last);
        }
        return balance;
    }

    private static List<PlannedSide> Arrange(List<Candidate> taken, int surplus)
    {
        var left = new Queue<Candidate>(taken.Where(c => c.FirstIsLeft).OrderBy(c => c.Order));
        var right = new Queue<Candidate>(taken.Where(c => !c.FirstIsLeft).OrderBy(c => c.Order));
        var arranged = new List<PlannedSide>(taken.Count);
        while (left.Count + right.Count > 0)
        {
            var takeLeft = right.Count == 0 || (left.Count > 0 && (surplus < 0 || (surplus == 0 && left.Peek().Order < right.Peek().Order)));
            var next = (takeLeft ? left : right).Dequeue();
            surplus += next.Sign;
            arranged.Add(new(next.Comparison, next.FirstIsLeft));
        }
        return arranged;
    }

    private sealed class Candidate
    {
        public required Guid Comparison { get; init; }
        public required int Taken { get; init; }
        public required ulong Order { get; init; }
        public required bool MayLeft { get; init; }
        public required bool MayRight { get; init; }

        /// <summary>Whether its side evens out what earlier raters saw, and is not a free draw.</summary>
        public required bool IsLeaning { get; init; }
        public required bool FirstIsLeft { get; set; }
        public int Sign => FirstIsLeft ? 1 : -1;

        public static Candidate Of(OpenPlace place, int k, (ulong Order, bool Side) draw)
        {
            var mayLeft = IsOpen(place.Left, place.Right, k, firstIsLeft: true) && place.Shown != false;
            var mayRight = IsOpen(place.Left, place.Right, k, firstIsLeft: false) && place.Shown != true;
            return new()
            {
                Comparison = place.Comparison,
                Taken = place.Left + place.Right,
                Order = draw.Order,
                MayLeft = mayLeft,
                MayRight = mayRight,
                IsLeaning = place.Left != place.Right,
                FirstIsLeft = !mayRight || (mayLeft && (place.Left == place.Right ? draw.Side : place.Left < place.Right)),
            };
        }

        public bool TryLean(bool towardsLeft)
        {
            FirstIsLeft = towardsLeft ? MayLeft : !MayRight;
            return FirstIsLeft ? MayLeft : MayRight;
        }
    }
}
