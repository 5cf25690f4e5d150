using Workbench.Shared.Library;

namespace Workbench.Features.Prompts;

/// <summary>Which prompts a list or an export holds.</summary>
public sealed record PromptFilter
{
    /// <summary>Words that must all occur somewhere, whatever their case or accents.</summary>
    public string? Text { get; init; }

    /// <summary>Exactly this category.</summary>
    public string? Category { get; init; }

    public Origin Origin { get; init; }

    /// <summary>The deleted ones instead of the others, last deleted first.</summary>
    public bool Deleted { get; init; }

    /// <summary>The filter as the list's address has it.</summary>
    public static PromptFilter From(string? text, string? category, string? show) => new()
    {
        Text = text,
        Category = category,
        Origin = show switch { "own" => Origin.Own, "sample" => Origin.Sample, _ => Origin.Any },
        Deleted = show == "deleted",
    };
}
