using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>A word of the researchers to everybody who judges a study, added to its guidelines while it runs.</summary>
public sealed class GuidelineNote
{
    public const int MaxTextLength = 2_000;

    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>The actor's name; annotators do not see it.</summary>
    public required string By { get; init; }

    public required DateTime At { get; init; }
    public DateTime? WithdrawnAt { get; set; }
}

internal sealed class GuidelineNoteMapping : IEntityTypeConfiguration<GuidelineNote>
{
    public void Configure(EntityTypeBuilder<GuidelineNote> builder)
    {
        builder.ToTable("guideline_notes");
        builder.Property(n => n.Text).HasMaxLength(GuidelineNote.MaxTextLength);
        builder.HasOne<Study>().WithMany().HasForeignKey(n => n.StudyId);
        builder.HasIndex(n => new { n.StudyId, n.At });
    }
}
