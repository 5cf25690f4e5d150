using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Features.Accounts;

/// <summary>An address that works once: it makes the first owner, or lets an account choose its password.</summary>
public sealed class AccountLink
{
    public required Guid Id { get; init; }

    /// <summary>The account whose password it sets; null for the address that makes the first owner.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>What is kept of the secret in the address: see <see cref="Secret.Hash"/>.</summary>
    public required string TokenHash { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>When it was used, or withdrawn because a newer one was made.</summary>
    public DateTime? UsedAt { get; init; }
}

internal sealed class AccountLinkMapping : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("account_links");
        builder.Property(l => l.TokenHash).HasMaxLength(64);
        builder.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
        builder.HasIndex(l => l.TokenHash).IsUnique();
    }
}
