using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Personas;

/// <summary>
/// A persona of the library. Editing raises <see cref="Version"/>; a launched study keeps its own frozen copy
/// (<see cref="Studies.StudyPersona"/>), so neither editing nor deleting here changes a study.
/// </summary>
public sealed class StoredPersona
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The name folded for ordering and search (<see cref="Shared.Text.SearchText"/>).</summary>
    public required string SortName { get; set; }

    /// <summary>Everything known, folded for search.</summary>
    public required string SearchText { get; set; }

    /// <summary>How many texts of their own it holds; the list filters by it.</summary>
    public required int DocumentCount { get; set; }

    /// <summary>The persona as <see cref="Workbench.Methods.Personas.PersonaJson"/> writes it.</summary>
    public required string Json { get; set; }

    public required int Version { get; set; }

    /// <summary>Where it came from: null when written here, else a file's name.</summary>
    public string? Source { get; init; }

    /// <summary>Id within the sample data; null for everything that a user made.</summary>
    public string? SampleId { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; set; }
    public DateTime? DeletedAt { get; set; }
}

internal sealed class StoredPersonaMapping : IEntityTypeConfiguration<StoredPersona>
{
    public void Configure(EntityTypeBuilder<StoredPersona> builder)
    {
        builder.ToTable("personas");
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.SortName).HasMaxLength(400);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.SortName);
        builder.HasIndex(p => p.SampleId).IsUnique();
    }
}
