using System.Text.Json;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>What a reader asked to see; it lives in the address bar. Null leaves the choice to <see cref="AnalysisScope"/>.</summary>
public sealed record AnalysisFilter
{
    public string? Criterion { get; init; }

    public RaterKind? Raters { get; init; }

    public Perspective? Perspective { get; init; }

    /// <summary>Number of a persona in the study, from 1.</summary>
    public int? Persona { get; init; }

    public string? Category { get; init; }

    /// <summary>Numbers of two conditions, as in <c>2-1</c>: the second stands against the first named.</summary>
    public string? Pair { get; init; }

    /// <summary>Reads the address bar; words that mean nothing are as if they were not there.</summary>
    public static AnalysisFilter Parse(string? criterion, string? raters, string? perspective, int? persona, string? category, string? pair) => new()
    {
        Criterion = Text(criterion),
        Raters = Read<RaterKind>(raters),
        Perspective = Read<Perspective>(perspective),
        Persona = persona,
        Category = Text(category),
        Pair = Text(pair),
    };

    /// <summary>A choice as it stands in an address, e.g. <c>third_party</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static T? Read<T>(string? word) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Word(value) == word).Select(value => (T?)value).FirstOrDefault();

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
