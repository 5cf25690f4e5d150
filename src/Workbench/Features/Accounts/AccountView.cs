using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>An account as the owner sees it.</summary>
public sealed record AccountView(Guid Id, string Email, string Name, ActorRole Role, bool HasPassword, DateTime CreatedAt, DateTime? DisabledAt)
{
    internal static AccountView Of(Account account) =>
        new(account.Id, account.Email ?? "", account.Name, account.Role, account.PasswordHash is not null, account.CreatedAt, account.DisabledAt);
}
