using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Studies;

/// <summary>A study's own frozen copy of a persona.</summary>
public sealed class StudyPersona
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required int Position { get; init; }

    /// <summary>The library's persona that was copied; it may have changed or gone since.</summary>
    public Guid? PersonaId { get; init; }

    public required int Version { get; init; }
    public required string Name { get; init; }
    public required string Json { get; init; }
    public required string Hash { get; init; }
}

internal sealed class StudyPersonaMapping : IEntityTypeConfiguration<StudyPersona>
{
    public void Configure(EntityTypeBuilder<StudyPersona> builder)
    {
        builder.ToTable("study_personas");
        builder.HasOne<Study>().WithMany().HasForeignKey(p => p.StudyId);
        builder.HasIndex(p => new { p.StudyId, p.Position }).IsUnique();
    }
}
