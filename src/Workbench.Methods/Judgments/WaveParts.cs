namespace Workbench.Methods.Judgments;

/// <summary>
/// Divides a study's comparisons among waves of judging. Each persona's comparisons stand in a seeded random order at
/// <c>(rank + u)/n</c> of the way from 0 to 1, u in [0, 1) drawn once a persona; a wave takes those between two marks.
/// </summary>
/// <remarks>
/// Systematic sampling within strata (Cochran 1977, ch. 8): a part that is a share s long holds s·n comparisons of every
/// persona, up to one, each comparison with the same probability. What a persona has does not depend on the others, so
/// personas that come later move nothing.
/// </remarks>
public static class WaveParts
{
    // Sets these draws apart from those of sides and blocks, which use the same seed.
    private static readonly Guid Purpose = new("6f1c8a52-0d7b-4f6a-9a3e-77617665730a");

    /// <summary>The comparisons between two marks.</summary>
    /// <param name="comparisons">Ids of all planned comparisons with the persona of each.</param>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="from">Where the part begins, 0 or more; after 1 the order is gone through again.</param>
    /// <param name="to">Where it ends, not below <paramref name="from"/>; parts that touch share nothing and leave nothing out.</param>
    /// <returns>Each comparison once; all where the part is 1 long or longer, none where it has no length.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A mark is negative or no number, or they are the wrong way round.</exception>
    public static IEnumerable<(Guid Comparison, Guid Persona)> Take(IEnumerable<(Guid Comparison, Guid Persona)> comparisons, long seed, double from, double to)
    {
        if (!(from >= 0) || !double.IsFinite(from))
            throw new ArgumentOutOfRangeException(nameof(from), from, "A part begins at 0 or later.");
        if (!(to >= from) || !double.IsFinite(to))
            throw new ArgumentOutOfRangeException(nameof(to), to, "A part does not end before it begins.");
        // Shares such as 0.1 add up to a hair beside the whole; nobody means that.
        var end = Math.Abs(to - Math.Round(to)) < 1e-9 ? Math.Round(to) : to;
        var begin = Math.Abs(from - Math.Round(from)) < 1e-9 ? Math.Round(from) : from;
        return comparisons.GroupBy(c => c.Persona).OrderBy(p => p.Key).SelectMany(persona =>
        {
            var ordered = persona.OrderBy(c => SideBalance.Order(seed, c.Comparison, Purpose)).ThenBy(c => c.Comparison).ToList();
            var start = SideBalance.Order(seed, persona.Key, Purpose) / Math.Pow(2, 64);
            return ordered.Where((_, rank) =>
            {
                var mark = (rank + start) / ordered.Count;
                return mark + Math.Ceiling(begin - mark) < end;
            });
        });
    }
}
