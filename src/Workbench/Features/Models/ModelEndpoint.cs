using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Models;

public enum EndpointKind
{
    /// <summary>Any server that answers the OpenAI protocol.</summary>
    OpenAiCompatible,

    /// <summary>Replays the outputs that ship with the sample study; answers nothing else.</summary>
    Recorded,
}

/// <summary>A server of models, with its limits. The key is protected at rest and never leaves the store.</summary>
public sealed class ModelEndpoint
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required EndpointKind Kind { get; init; }

    /// <summary>Base address up to and without <c>/chat/completions</c>, e.g. <c>http://localhost:11434/v1</c>.</summary>
    public string Address { get; set; } = "";

    public string? ProtectedKey { get; set; }

    /// <summary>The model that new studies propose.</summary>
    public string Model { get; set; } = "";

    public int MaxConcurrency { get; set; } = 4;
    public int? RequestsPerMinute { get; set; }
    public int? TokensPerMinute { get; set; }
    public int TimeoutSeconds { get; set; } = 120;
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Older servers know only <c>max_tokens</c>.</summary>
    public bool UsesMaxTokens { get; set; }

    /// <summary>Price per million tokens, in a unit of the researcher's choice; null where unknown.</summary>
    public double? InputPrice { get; set; }

    public double? OutputPrice { get; set; }

    /// <summary>Name of the configuration entry it comes from; such endpoints are changed there.</summary>
    public string? ConfigurationKey { get; set; }

    public required DateTime CreatedAt { get; init; }
    public DateTime? DeletedAt { get; set; }
}

internal sealed class ModelEndpointMapping : IEntityTypeConfiguration<ModelEndpoint>
{
    public void Configure(EntityTypeBuilder<ModelEndpoint> builder)
    {
        builder.ToTable("model_endpoints");
        builder.Property(e => e.Name).HasMaxLength(80);
        builder.HasIndex(e => e.ConfigurationKey).IsUnique();
    }
}
