using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Makes and redeems addresses that work once. Whoever has one needs no other right, so nothing here takes an actor.</summary>
public sealed class AccountLinks(Database database, AccountUsers users, TimeProvider time)
{
    public static readonly TimeSpan SetupLifetime = TimeSpan.FromDays(1);

    public static readonly TimeSpan PasswordLifetime = TimeSpan.FromDays(7);

    private const string Used = "This address was used already, or is too old. Ask for a new one.";

    /// <summary>Whether nobody can sign in as the owner.</summary>
    public Task<bool> LacksOwnerAsync(CancellationToken ct) => database.ReadAsync(db => LacksOwnerAsync(db, ct), ct);

    /// <summary>A new secret for the address that makes the first owner. Earlier ones stop working.</summary>
    public Task<string> NewSetupAsync(CancellationToken ct) => database.WriteAsync(db => NewAsync(db, null, SetupLifetime, ct), ct);

    /// <summary>Whether the address would make the first owner now.</summary>
    public Task<bool> IsSetupOpenAsync(string token, CancellationToken ct) =>
        database.ReadAsync(async db => await LacksOwnerAsync(db, ct) && await FindAsync(db, token, ct) is { AccountId: null }, ct);

    public Task<PasswordOutcome> MakeOwnerAsync(string token, string email, string name, string password, CancellationToken ct) =>
        RedeemAsync(token, async (db, link) =>
        {
            if (link.AccountId is not null || !await LacksOwnerAsync(db, ct))
                return PasswordOutcome.Refused(Used);
            return await AddAsync(db, email, name, ActorRole.Owner, password, ct);
        }, ct);

    /// <summary>Whose password the address sets; null where it does not any more.</summary>
    public Task<AccountView?> FindAccountAsync(string token, CancellationToken ct) =>
        database.ReadAsync(async db => await FindAsync(db, token, ct) is { AccountId: { } id } && await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id, ct) is { DisabledAt: null } account
            ? AccountView.Of(account)
            : null, ct);

    public Task<PasswordOutcome> SetPasswordAsync(string token, string password, CancellationToken ct) =>
        RedeemAsync(token, async (db, link) =>
        {
            if (await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == link.AccountId, ct) is not { DisabledAt: null } account)
                return PasswordOutcome.Refused(Used);
            return await SetPasswordAsync(db, account, password);
        }, ct);

    /// <summary>A new account; without a password it waits for an address that sets one.</summary>
    internal async Task<PasswordOutcome> AddAsync(WorkbenchDb db, string email, string name, ActorRole role, string? password, CancellationToken ct)
    {
        email = email.Trim();
        name = name.Trim();
        if (email.Length > Account.MaxEmailLength || name.Length > Account.MaxNameLength)
            return PasswordOutcome.Refused($"At most {Account.MaxEmailLength} characters fit into the address, {Account.MaxNameLength} into the name.");
        var account = new Account
        {
            Id = Guid.NewGuid(),
            Email = email,
            UserName = email,
            Name = name.Length > 0 ? name : email.Split('@')[0],
            Role = role,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        var problems = password is null ? [] : await users.PasswordProblemsAsync(db, account, password);
        if (problems.Count > 0)
            return PasswordOutcome.Refused(problems);
        using var manager = users.Over(db);
        var made = password is null ? await manager.CreateAsync(account) : await manager.CreateAsync(account, password);
        ct.ThrowIfCancellationRequested();
        return made.Succeeded ? new(account.ToActor(), []) : PasswordOutcome.Refused([.. made.Errors.Select(e => e.Description).Distinct()]);
    }

    internal async Task<PasswordOutcome> SetPasswordAsync(WorkbenchDb db, Account account, string password)
    {
        var problems = await users.PasswordProblemsAsync(db, account, password);
        if (problems.Count > 0)
            return PasswordOutcome.Refused(problems);
        using var manager = users.Over(db);
        if (account.PasswordHash is not null)
            await manager.RemovePasswordAsync(account);
        await manager.AddPasswordAsync(account, password);
        await manager.SetLockoutEndDateAsync(account, null);
        await manager.ResetAccessFailedCountAsync(account);
        return new(account.ToActor(), []);
    }

    internal async Task<string> NewAsync(WorkbenchDb db, Guid? accountId, TimeSpan lifetime, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.Set<AccountLink>().Where(l => l.AccountId == accountId && l.UsedAt == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.UsedAt, now), ct);
        var token = Secret.NewToken();
        db.Add(new AccountLink { Id = Guid.NewGuid(), AccountId = accountId, TokenHash = Secret.Hash(token), CreatedAt = now, ExpiresAt = now + lifetime });
        return token;
    }

    internal static async Task<bool> LacksOwnerAsync(WorkbenchDb db, CancellationToken ct) =>
        !await db.Set<Account>().AnyAsync(a => a.Role == ActorRole.Owner && a.DisabledAt == null, ct);

    private async Task<PasswordOutcome> RedeemAsync(string token, Func<WorkbenchDb, AccountLink, Task<PasswordOutcome>> act, CancellationToken ct)
    {
        try
        {
            return await database.WriteAsync(async db =>
            {
                // Claimed by one conditional update, which also holds where two processes share a database.
                var now = time.GetUtcNow().UtcDateTime;
                var link = await FindAsync(db, token, ct);
                if (link is null || await db.Set<AccountLink>().Where(l => l.Id == link.Id && l.UsedAt == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.UsedAt, now), ct) == 0)
                    return PasswordOutcome.Refused(Used);
                var outcome = await act(db, link);
                return outcome.Actor is null ? throw new RefusedException(outcome) : outcome;
            }, ct);
        }
        catch (RefusedException refused)
        {
            return refused.Outcome;
        }
    }

    private Task<AccountLink?> FindAsync(WorkbenchDb db, string token, CancellationToken ct)
    {
        var hash = Secret.Hash(token);
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<AccountLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now, ct);
    }

    /// <summary>Undoes the claim, so that the address still works with a better password.</summary>
    private sealed class RefusedException(PasswordOutcome outcome) : Exception
    {
        public PasswordOutcome Outcome => outcome;
    }
}
