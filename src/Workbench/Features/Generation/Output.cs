using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personalization;

namespace Workbench.Features.Generation;

/// <summary>One planned or generated text. The row is its own place in the queue.</summary>
public sealed class Output : IWorkRow
{
    /// <summary>Stands for the hash where the request held what a participant wrote and then had erased.</summary>
    public const string Erased = "erased";

    public required Guid Id { get; init; }
    public required Guid StudyId { get; init; }
    public required Guid StudyPersonaId { get; init; }
    public required Guid StudyPromptId { get; init; }
    public required Guid ConditionId { get; init; }

    /// <summary>Which of the samples, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>Order in which the queue takes the rows; says nothing to an annotator, who never sees it.</summary>
    public required int Position { get; init; }

    public required Guid? EndpointId { get; init; }

    /// <summary>SHA-256 of the whole request, lower-case hex: the key of the reply cache and of recorded outputs.</summary>
    public required string RequestHash { get; init; }

    public required WorkState State { get; set; }
    public int Attempts { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTime? LeaseUntil { get; set; }
    public DateTime? NotBefore { get; set; }
    public string? Error { get; set; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>The exact messages; written with the reply, so that planned rows stay small.</summary>
    public IReadOnlyList<PromptMessage>? Messages { get; set; }

    /// <summary>Ids of the persona items that stand in the messages.</summary>
    public IReadOnlyList<string>? ItemsShown { get; set; }

    public string? Text { get; set; }

    /// <summary>The model that the server said answered.</summary>
    public string? Model { get; set; }

    public string? FinishReason { get; set; }
    public string? Fingerprint { get; set; }
    public int? InputTokens { get; set; }
    public int? OutputTokens { get; set; }
    public int? LatencyMilliseconds { get; set; }

    /// <summary>In the endpoint's own price unit; null where no price is known.</summary>
    public double? Cost { get; set; }

    /// <summary>How the text came: from the model, the reply cache, or a recorded sample.</summary>
    public OutputOrigin? Origin { get; set; }
}

public enum OutputOrigin
{
    Model,
    Cache,

    /// <summary>Written by the sample's authors; no evidence about any model.</summary>
    Recorded,

    Imported,
}

internal sealed class OutputMapping : IEntityTypeConfiguration<Output>
{
    public void Configure(EntityTypeBuilder<Output> builder)
    {
        builder.ToTable("outputs");
        builder.Property(o => o.RequestHash).HasMaxLength(64);
        builder.Property(o => o.LeaseOwner).HasMaxLength(80).IsConcurrencyToken();
        builder.Property(o => o.Messages!).HasJson();
        builder.Property(o => o.ItemsShown!).HasJson();
        builder.HasOne<Study>().WithMany().HasForeignKey(o => o.StudyId);
        builder.HasOne<StudyPersona>().WithMany().HasForeignKey(o => o.StudyPersonaId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyPrompt>().WithMany().HasForeignKey(o => o.StudyPromptId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Condition>().WithMany().HasForeignKey(o => o.ConditionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.StudyId, o.StudyPersonaId, o.StudyPromptId, o.ConditionId, o.Sample }).IsUnique();
        builder.HasIndex(o => new { o.State, o.EndpointId, o.Position });
        // Wide enough that progress is counted and summed without touching the texts.
        builder.HasIndex(o => new { o.StudyId, o.State, o.FinishedAt, o.Origin, o.InputTokens, o.OutputTokens, o.Cost });
    }
}
