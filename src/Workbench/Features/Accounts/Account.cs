using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Somebody who signs in with an e-mail address and a password.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int MaxNameLength = 100;

    public const int MaxEmailLength = 254;

    /// <summary>For screens and records.</summary>
    public required string Name { get; set; }

    public required ActorRole Role { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Null while the account may sign in.</summary>
    public DateTime? DisabledAt { get; set; }

    public Actor ToActor() => new($"account:{Id}", Name, Role);
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.Name).HasMaxLength(Account.MaxNameLength);
        builder.Property(a => a.UserName).HasMaxLength(Account.MaxEmailLength);
        builder.Property(a => a.NormalizedUserName).HasMaxLength(Account.MaxEmailLength);
        builder.Property(a => a.Email).HasMaxLength(Account.MaxEmailLength);
        builder.Property(a => a.NormalizedEmail).HasMaxLength(Account.MaxEmailLength);
        builder.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(a => a.NormalizedEmail).IsUnique();
        builder.Ignore(a => a.PhoneNumber);
        builder.Ignore(a => a.PhoneNumberConfirmed);
        builder.Ignore(a => a.TwoFactorEnabled);
        builder.Ignore(a => a.EmailConfirmed);
    }
}
