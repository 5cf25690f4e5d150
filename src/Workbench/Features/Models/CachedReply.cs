using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Models;

/// <summary>A reply that was paid for once: the same whole request is never sent again.</summary>
public sealed class CachedReply
{
    /// <summary>SHA-256 of endpoint address, model, messages, settings and sample number, lower-case hex.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The reply as JSON (text, usage, finish reason).</summary>
    public required string Json { get; init; }

    public required DateTime CreatedAt { get; init; }
}

internal sealed class CachedReplyMapping : IEntityTypeConfiguration<CachedReply>
{
    public void Configure(EntityTypeBuilder<CachedReply> builder)
    {
        builder.ToTable("cached_replies");
        builder.HasKey(r => r.RequestHash);
        builder.Property(r => r.RequestHash).HasMaxLength(64);
    }
}
