using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workbench.Data;

namespace Workbench.Features.Accounts;

/// <summary>
/// Identity's manager over a context that somebody else opened, so that what it writes is part of their transaction and
/// passes the write gate. Hashing, lockout, stamps and the rules for passwords are Identity's own.
/// </summary>
public sealed class AccountUsers(
    IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IEnumerable<IUserValidator<Account>> users,
    IEnumerable<IPasswordValidator<Account>> passwords, ILookupNormalizer normalizer, IdentityErrorDescriber errors,
    IServiceProvider services, ILogger<UserManager<Account>> logger)
{
    private static readonly Account Nobody = new() { Name = "", Role = default, CreatedAt = default };

    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(Nobody, Secret.NewToken()));

    internal UserManager<Account> Over(WorkbenchDb db) =>
        new(new UserOnlyStore<Account, WorkbenchDb, Guid>(db, errors), options, hasher, users, passwords, normalizer, errors, services, logger);

    internal Task<Account?> FindAsync(WorkbenchDb db, string email, CancellationToken ct)
    {
        var normalized = normalizer.NormalizeEmail(email.Trim());
        return db.Set<Account>().SingleOrDefaultAsync(a => a.NormalizedEmail == normalized, ct);
    }

    /// <summary>Whether the password is the account's. Takes as long where there is no such account.</summary>
    internal bool Fits(Account? account, string password) =>
        hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? _nobodysHash.Value, password) != PasswordVerificationResult.Failed
        && account?.PasswordHash is not null;

    /// <summary>What is wrong with a new password; empty where nothing is.</summary>
    internal async Task<IReadOnlyList<string>> PasswordProblemsAsync(WorkbenchDb db, Account account, string password)
    {
        if (password.Length > MaxPasswordLength)
            return [$"At most {MaxPasswordLength} characters fit."];
        if (string.Equals(password, account.Email, StringComparison.OrdinalIgnoreCase))
            return ["The e-mail address is no password."];
        using var manager = Over(db);
        var results = await Task.WhenAll(passwords.Select(p => p.ValidateAsync(manager, account, password)));
        return [.. results.SelectMany(r => r.Errors).Select(e => e.Description).Distinct()];
    }

    /// <summary>Longer ones would only cost time to hash.</summary>
    public const int MaxPasswordLength = 200;
}
