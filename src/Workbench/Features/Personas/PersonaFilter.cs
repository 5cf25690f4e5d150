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
}
