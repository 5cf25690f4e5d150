using Workbench.Methods.Text;

namespace Workbench.Methods.Metrics.Texts;

/// <summary>Settings of <see cref="TextScorer"/>.</summary>
public sealed record TextScoreOptions
{
    /// <summary>How words are cut.</summary>
    public Tokenization Tokenization { get; init; } = Tokenization.Unicode;

    /// <summary>Distance behind the personalization scores.</summary>
    public TextDistance Distance { get; init; } = TextDistance.RougeL;

    /// <summary>Distance of two texts by embedding; needed for <see cref="TextDistance.Embedding"/> only.</summary>
    public Func<string, string, double>? EmbeddingDistance { get; init; }

    /// <summary>Whether texts and references are kept for <see cref="TextScorer.References"/>, as embedding them needs.</summary>
    public bool KeepsReferences { get; init; }

    /// <summary>Seed of the bootstrap of the responsiveness ratio.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Nominal coverage of intervals.</summary>
    public double Level { get; init; } = 0.95;
}
