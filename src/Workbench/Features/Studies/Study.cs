using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Data;

namespace Workbench.Features.Studies;

public enum StudyState
{
    /// <summary>Being designed; nothing is frozen.</summary>
    Draft,

    /// <summary>Frozen and generating, or waiting for its turn.</summary>
    Running,

    /// <summary>Frozen; generation rests until somebody resumes it.</summary>
    Paused,

    /// <summary>Frozen; nothing is left to generate.</summary>
    Generated,
}

/// <summary>Personas × prompts × conditions × samples, plus how they are judged; frozen when launched.</summary>
public sealed class Study
{
    public const int MaxNameLength = 120;

    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public string Question { get; set; } = "";
    public required StudyState State { get; set; }
    public required StudyDesign Design { get; set; }

    /// <summary>The frozen design with the hashes of everything that entered it; null while a draft.</summary>
    public string? Manifest { get; set; }

    /// <summary>SHA-256 of <see cref="Manifest"/>, lower-case hex.</summary>
    public string? ManifestHash { get; set; }

    /// <summary>The wave that is open, from 0; see <see cref="AnnotationDesign.InWave"/>.</summary>
    public int Wave { get; set; }

    /// <summary>Whether it came with the program: its outputs are no evidence about any model, and screens say so.</summary>
    public bool IsSample { get; init; }

    public required DateTime CreatedAt { get; init; }
    public DateTime? LaunchedAt { get; set; }
    public DateTime? DeletedAt { get; set; }

    /// <summary>How people judge in the wave that is open now.</summary>
    public AnnotationDesign AnnotationNow() => Design.Annotation.InWave(Wave);
}

internal sealed class StudyMapping : IEntityTypeConfiguration<Study>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.ToTable("studies");
        builder.Property(s => s.Name).HasMaxLength(Study.MaxNameLength);
        builder.Property(s => s.Design).HasJson();
    }
}
