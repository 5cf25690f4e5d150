using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Data;

namespace Workbench.Features.Studies;

/// <summary>A frozen condition of a launched study.</summary>
public sealed class Condition
{
    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }

    /// <summary>Order of conditions everywhere: non-personalized first.</summary>
    public required int Position { get; init; }

    public required ConditionDesign Design { get; init; }

    /// <summary>Whether its technique uses the persona, as it was at launch.</summary>
    public required bool IsPersonalized { get; init; }

    public required string TemplateVersion { get; init; }

    public string Name => Design.Name;
}

internal sealed class ConditionMapping : IEntityTypeConfiguration<Condition>
{
    public void Configure(EntityTypeBuilder<Condition> builder)
    {
        builder.ToTable("conditions");
        builder.Property(c => c.Design).HasJson();
        builder.Ignore(c => c.Name);
        builder.HasOne<Study>().WithMany().HasForeignKey(c => c.StudyId);
        builder.HasIndex(c => new { c.StudyId, c.Position }).IsUnique();
    }
}
