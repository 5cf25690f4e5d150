namespace Workbench.Methods.Judgments;

/// <summary>
/// Cuts the comparisons of a study into blocks, the same for every rater: a block holds comparisons of one persona, so
/// that a rater reads a persona once, and is short enough to be reserved as a whole.
/// </summary>
public static class JudgingBlocks
{
    /// <summary>Most comparisons of a block; even, so that a full block has as many lefts as rights.</summary>
    public const int MaxSize = 10;

    /// <summary>The blocks of all comparisons, in an order that says nothing.</summary>
    /// <param name="comparisons">Ids of all planned comparisons with the persona of each, done or not: blocks must not change while outputs arrive.</param>
    /// <param name="seed">Seed of the study, which decides what stands together in a block.</param>
    /// <returns>Persona and comparisons of each block; empty for no comparison.</returns>
    public static IReadOnlyList<(Guid Persona, IReadOnlyList<Guid> Comparisons)> Cut(IEnumerable<(Guid Comparison, Guid Persona)> comparisons, long seed) =>
    [
        .. comparisons.GroupBy(c => c.Persona)
            .OrderBy(persona => persona.Key)
            .SelectMany(persona => persona
                .OrderBy(c => SideBalance.Order(seed, c.Comparison, Guid.Empty)).ThenBy(c => c.Comparison)
                .Select(c => c.Comparison)
                .Chunk(MaxSize)
                .Select(block => (persona.Key, (IReadOnlyList<Guid>)block))),
    ];

    /// <summary>Blocks in one rater's own order: personas at random, the blocks of a persona one after another.</summary>
    /// <param name="blocks">What <see cref="Cut"/> returned.</param>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="rater">Id of the rater.</param>
    public static IEnumerable<(Guid Persona, IReadOnlyList<Guid> Comparisons)> InOrderOf(
        IEnumerable<(Guid Persona, IReadOnlyList<Guid> Comparisons)> blocks, long seed, Guid rater) =>
        blocks.OrderBy(b => SideBalance.Order(seed, b.Persona, rater)).ThenBy(b => b.Persona).ThenBy(b => SideBalance.Order(seed, b.Comparisons[0], rater));
}
