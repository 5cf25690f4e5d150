using Workbench.Methods.Judgments;

namespace Workbench.Features.Annotation;

/// <summary>The comparisons of one wave, cut into blocks that are the same for every rater.</summary>
/// <param name="Count">Comparisons of the whole study when this was made.</param>
/// <param name="All">Persona and comparisons of each block.</param>
/// <param name="Comparisons">What the wave takes, by id.</param>
/// <param name="OnlyFor">The rater who alone judges them; null: all may.</param>
internal sealed record WaveBlocks(
    int Count, IReadOnlyList<(Guid Persona, IReadOnlyList<Guid> Comparisons)> All, IReadOnlyDictionary<Guid, PlannedComparison> Comparisons, Guid? OnlyFor)
{
    public static WaveBlocks Cut(IReadOnlyList<PlannedComparison> comparisons, OpenWave wave, long seed, Guid? onlyFor)
    {
        var taken = wave.IsWhole
            ? comparisons.Select(c => (c.Id, c.Persona))
            : WaveParts.Take(comparisons.Select(c => (c.Id, c.Persona)), seed, wave.From, wave.To);
        var blocks = JudgingBlocks.Cut(taken, seed);
        var byId = comparisons.ToDictionary(c => c.Id);
        return new(comparisons.Count, blocks, blocks.SelectMany(b => b.Comparisons).ToDictionary(id => id, id => byId[id]), onlyFor);
    }
}

/// <summary>A comparison by what it is about.</summary>
internal sealed record PlannedComparison(Guid Id, Guid Persona, Guid Prompt, Guid First, Guid? Second);
