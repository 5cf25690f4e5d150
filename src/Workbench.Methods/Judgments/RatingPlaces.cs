namespace Workbench.Methods.Judgments;

/// <summary>
/// Reserves single answers to be rated for one rater, in an order in which two answers to one prompt do not follow each
/// other where that can be avoided: the second would be rated against the first, and not by itself.
/// </summary>
public static class RatingPlaces
{
    /// <summary>Reserves places in one block, in the order of rating: those with the fewest ratings first, then as drawn by the seed.</summary>
    /// <param name="places">Answers of the block that the rater has no place in yet; those without a free place are passed over.</param>
    /// <param name="ratersPerAnswer">k, at least 1.</param>
    /// <param name="limit">Most places to reserve.</param>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="rater">Id of the rater.</param>
    /// <param name="promptOf">The prompt that an answer belongs to.</param>
    /// <param name="last">The prompt of the answer that the rater has before these, or null.</param>
    /// <returns>The places, all on the same side, as there is only one; empty for no free place.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k below 1, or a negative limit.</exception>
    public static IReadOnlyList<PlannedSide> Reserve(
        IReadOnlyCollection<OpenPlace> places, int ratersPerAnswer, int limit, long seed, Guid rater, Func<Guid, Guid> promptOf, Guid? last = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratersPerAnswer, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentNullException.ThrowIfNull(promptOf);
        var waiting = places
            .Where(place => place.Left + place.Right < ratersPerAnswer)
            .OrderBy(place => place.Left + place.Right).ThenBy(place => SideBalance.Order(seed, place.Comparison, rater)).ThenBy(place => place.Comparison)
            .Take(limit)
            .GroupBy(place => promptOf(place.Comparison))
            .Select(prompt => (Prompt: prompt.Key, Answers: new Queue<OpenPlace>(prompt)))
            .ToList();
        var order = new List<PlannedSide>();
        while (waiting.Count > 0)
        {
            // The prompt with the most answers left goes first, or its answers would pile up at the end.
            var next = waiting.Where(w => w.Prompt != last || waiting.Count == 1).MaxBy(w => w.Answers.Count);
            order.Add(new(next.Answers.Dequeue().Comparison, FirstIsLeft: true));
            last = next.Prompt;
            if (next.Answers.Count == 0)
                waiting.Remove(next);
        }
        return order;
    }
}
