using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Data;
using Workbench.Features.Studies;

namespace Workbench.Features.Accounts;

/// <summary>The address by which participants of a crowd platform come to judge one study, until it is full or closed.</summary>
public sealed class CrowdDoor
{
    public const int MaxLabelLength = 100;

    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }

    /// <summary>For the researcher. Participants never see it.</summary>
    public required string Label { get; init; }

    /// <summary>The random part of the address. It is shown again, since it must be pasted into the platform; it gives no right by itself.</summary>
    public required string Token { get; init; }

    public required CrowdDoorSettings Settings { get; set; }

    /// <summary>How many participants may finish; null for any number.</summary>
    public int? Places { get; set; }

    public required DateTime CreatedAt { get; init; }
    public DateTime? ClosedAt { get; set; }
}

internal sealed class CrowdDoorMapping : IEntityTypeConfiguration<CrowdDoor>
{
    public void Configure(EntityTypeBuilder<CrowdDoor> builder)
    {
        builder.ToTable("crowd_doors");
        builder.Property(d => d.Label).HasMaxLength(CrowdDoor.MaxLabelLength);
        builder.Property(d => d.Token).HasMaxLength(64);
        builder.Property(d => d.Settings).HasJson();
        builder.HasOne<Study>().WithMany().HasForeignKey(d => d.StudyId);
        builder.HasIndex(d => d.Token).IsUnique();
    }
}
