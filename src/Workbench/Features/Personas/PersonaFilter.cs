using Workbench.Shared.Library;

namespace Workbench.Features.Personas;

/// <summary>Which personas a list or an export holds.</summary>
public sealed record PersonaFilter
{
    /// <summary>Words that must all occur somewhere, whatever their case or accents.</summary>
    public string? Text { get; init; }

    public Origin Origin { get; init; }

    /// <summary>Only those who brought texts of their own.</summary>
    public bool WithDocuments { get; init; }

    /// <summary>The deleted ones instead of the others, last deleted first.</summary>
    public bool Deleted { get; init; }

    /// <summary>The filter as the list's address has it: <c>q</c> and <c>show</c>.</summary>
    public static PersonaFilter From(string? text, string? show) => new()
    {
        Text = text,
        WithDocuments = show == "texts",
        Origin = show switch { "own" => Origin.Own, "sample" => Origin.Sample, _ => Origin.Any },
        Deleted = show == "deleted",
    };
}
