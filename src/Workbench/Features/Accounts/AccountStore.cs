using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Who has an account and with which role: the owner's to decide. One's own password is one's own.</summary>
public sealed class AccountStore(Database database, AccountUsers users, AccountLinks links, AccountSignIn signIn, TimeProvider time)
{
    public Task<IReadOnlyList<AccountView>> ListAsync(Actor actor, CancellationToken ct)
    {
        Access.RequireOwner(actor);
        return database.ReadAsync<IReadOnlyList<AccountView>>(async db =>
            [.. (await db.Set<Account>().OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(ct)).Select(AccountView.Of)], ct);
    }

    /// <summary>The actor's own account; null for those who have none.</summary>
    public async Task<AccountView?> FindOwnAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Role == ActorRole.None)
            throw new AccessDeniedException("Sign in first.");
        return await database.ReadAsync(db => AccountSignIn.FindAsync(db, actor.Id, ct), ct) is { } account ? AccountView.Of(account) : null;
    }

    /// <summary>Makes the account and the secret of the address that sets its password. The secret is not kept and cannot be shown again.</summary>
    public async Task<Invitation> InviteAsync(Actor actor, string email, string name, ActorRole role, CancellationToken ct)
    {
        Access.RequireOwner(actor);
        RequireGivable(role);
        return await database.WriteAsync(async db =>
        {
            var made = await links.AddAsync(db, email, name, role, null, ct);
            if (made.Actor is null)
                return new Invitation(null, made.Problems);
            var account = await AccountSignIn.FindAsync(db, made.Actor.Id, ct);
            return new Invitation(await links.NewAsync(db, account!.Id, AccountLinks.PasswordLifetime, ct), []);
        }, ct);
    }

    /// <summary>The secret of a new address that sets the account's password; the password until then goes on working.</summary>
    public Task<string> NewPasswordLinkAsync(Actor actor, Guid accountId, CancellationToken ct)
    {
        Access.RequireOwner(actor);
        return database.WriteAsync(async db =>
        {
            await RequireAsync(db, accountId, ct);
            return await links.NewAsync(db, accountId, AccountLinks.PasswordLifetime, ct);
        }, ct);
    }

    /// <exception cref="InvalidOperationException">Nobody else is owner.</exception>
    public Task SetRoleAsync(Actor actor, Guid accountId, ActorRole role, CancellationToken ct)
    {
        Access.RequireOwner(actor);
        RequireGivable(role);
        return EditAsync(actor, accountId, account => account.Role = role, ct);
    }

    /// <summary>Keeps the account and what it did, and lets nobody in under it.</summary>
    /// <exception cref="InvalidOperationException">Nobody else is owner.</exception>
    public Task DisableAsync(Actor actor, Guid accountId, CancellationToken ct) =>
        EditAsync(actor, accountId, account => account.DisabledAt ??= time.GetUtcNow().UtcDateTime, ct);

    public Task EnableAsync(Actor actor, Guid accountId, CancellationToken ct) =>
        EditAsync(actor, accountId, account => account.DisabledAt = null, ct);

    public async Task<PasswordOutcome> ChangePasswordAsync(Actor actor, string current, string password, CancellationToken ct)
    {
        var own = await FindOwnAsync(actor, ct) ?? throw new AccessDeniedException("You have no account.");
        // Under the same lockout as signing in: an open browser is no place to guess from.
        if (await signIn.CheckAsync(own.Email, current, ct) is null)
            return PasswordOutcome.Refused("The password until now is not right.");
        return await database.WriteAsync(async db => await links.SetPasswordAsync(db, await RequireAsync(db, own.Id, ct), password), ct);
    }

    private Task EditAsync(Actor actor, Guid accountId, Action<Account> edit, CancellationToken ct)
    {
        Access.RequireOwner(actor);
        return database.WriteAsync(async db =>
        {
            var account = await RequireAsync(db, accountId, ct);
            var wasOwner = account is { Role: ActorRole.Owner, DisabledAt: null };
            edit(account);
            using var manager = users.Over(db);
            await manager.UpdateSecurityStampAsync(account);
            if (wasOwner && await AccountLinks.LacksOwnerAsync(db, ct))
                throw new InvalidOperationException("This is the only owner. Make somebody else the owner first.");
        }, ct);
    }

    private static async Task<Account> RequireAsync(WorkbenchDb db, Guid id, CancellationToken ct) =>
        await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new MissingException("There is no such account.");

    private static void RequireGivable(ActorRole role)
    {
        if (role is not (ActorRole.Annotator or ActorRole.Researcher or ActorRole.Owner))
            throw new ArgumentOutOfRangeException(nameof(role), role, "An account is the owner's, a researcher's or an annotator's.");
    }
}
