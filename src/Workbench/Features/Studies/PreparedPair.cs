namespace Workbench.Features.Studies;

/// <summary>A pair written by the researcher, of which it is known which answer is better.</summary>
public sealed record PreparedPair
{
    public const int MaxTextLength = 8_000;
    public const int MaxPairs = 200;

    /// <summary>Name in files, unique among the study's prepared pairs.</summary>
    public required string Key { get; init; }

    public required string Prompt { get; init; }

    /// <summary>A persona of the library that the study uses too; null shows none.</summary>
    public Guid? PersonaId { get; init; }

    public required string Better { get; init; }
    public required string Worse { get; init; }

    /// <summary>Said after a training pair, Markdown; gold pairs never say anything.</summary>
    public string? Feedback { get; init; }

    /// <summary>The same pairs with keys made from what they are for and their words, each once.</summary>
    public static IReadOnlyList<PreparedPair> Named(string purpose, IEnumerable<PreparedPair> pairs)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. pairs.Select(p => p with { Key = KeyWords.Unique($"{purpose} {p.Prompt}", purpose, taken) })];
    }
}
