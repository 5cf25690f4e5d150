using Workbench.Methods.Personas;

namespace Workbench.Features.Personas;

/// <summary>A persona of the library as everybody outside the store sees it.</summary>
public sealed record PersonaRecord
{
    public required Guid Id { get; init; }
    public required int Version { get; init; }
    public required Persona Persona { get; init; }

    /// <summary>Where it came from: null when written here, else a file's name.</summary>
    public string? Source { get; init; }

    /// <summary>Id within the sample data; null for everything that a user made.</summary>
    public string? SampleId { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
    public DateTime? DeletedAt { get; init; }

    public string Name => Persona.Name;

    public bool IsSample => SampleId is not null;

    public int DocumentCount => Persona.Items.Count(i => PersonaSchema.Get(i.Field).Kind == PersonaFieldKind.Documents);
}
