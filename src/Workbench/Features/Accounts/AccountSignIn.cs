using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Lets accounts in by their password and keeps them in by a cookie, for as long as the account stands as it did.</summary>
public sealed class AccountSignIn(Database database, AccountUsers users, TimeProvider time)
{
    /// <summary>How long a changed, disabled or signed-out account can still be met under its old cookie.</summary>
    public static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);

    private const string StampClaim = "stamp";

    private const string CheckedKey = "checked";

    /// <summary>The account's actor; null for a wrong password, an unknown address, a disabled or a locked account alike.</summary>
    public async Task<Actor?> CheckAsync(string email, string password, CancellationToken ct)
    {
        if (email.Length > Account.MaxEmailLength || password.Length > AccountUsers.MaxPasswordLength)
            return null;
        // The slow hash is computed before the write gate is taken: judgments are committed behind it.
        var found = await database.ReadAsync(db => users.FindAsync(db, email, ct), ct);
        var fits = users.Fits(found, password);
        if (found is null)
            return null;
        return await database.WriteAsync(async db =>
        {
            using var manager = users.Over(db);
            var account = await db.Set<Account>().SingleAsync(a => a.Id == found.Id, ct);
            if (account.DisabledAt is not null || account.PasswordHash != found.PasswordHash || await manager.IsLockedOutAsync(account))
                return null;
            if (fits)
                await manager.ResetAccessFailedCountAsync(account);
            else
                await manager.AccessFailedAsync(account);
            return fits ? account.ToActor() : null;
        }, ct);
    }

    /// <summary>Gives the browser the account's cookie, and takes that of an invited annotator away.</summary>
    public async Task SignInAsync(HttpContext http, Actor actor)
    {
        var account = await database.ReadAsync(db => FindAsync(db, actor.Id, http.RequestAborted), http.RequestAborted)
            ?? throw new AccessDeniedException("There is no such account.");
        var identity = new ClaimsIdentity([.. ActorClaims.Of(account.ToActor()), new(StampClaim, account.SecurityStamp ?? "")], ActorAuthentication.Account);
        var properties = new AuthenticationProperties { IsPersistent = true };
        properties.SetString(CheckedKey, Now.Ticks.ToString(CultureInfo.InvariantCulture));
        await http.SignOutAsync(ActorAuthentication.Invited);
        await http.SignInAsync(ActorAuthentication.Account, new ClaimsPrincipal(identity), properties);
    }

    /// <summary>Whether the principal's account still stands as it did when it signed in; true for everybody who is not an account.</summary>
    public async Task<bool> StandsAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (principal.Identity?.AuthenticationType != ActorAuthentication.Account)
            return true;
        var actor = principal.ToActor();
        var account = await database.ReadAsync(db => FindAsync(db, actor.Id, ct), ct);
        return account is { DisabledAt: null } && account.Role == actor.Role && account.SecurityStamp == principal.FindFirstValue(StampClaim);
    }

    /// <summary>Whether the cookie was looked up lately; says so for the next time where it was not.</summary>
    internal bool IsDue(AuthenticationProperties properties)
    {
        var isDue = !long.TryParse(properties.GetString(CheckedKey), CultureInfo.InvariantCulture, out var ticks) || Now.Ticks - ticks > Recheck.Ticks;
        if (isDue)
            properties.SetString(CheckedKey, Now.Ticks.ToString(CultureInfo.InvariantCulture));
        return isDue;
    }

    internal static async Task<Account?> FindAsync(WorkbenchDb db, string actorId, CancellationToken ct) =>
        Guid.TryParse(actorId.StartsWith("account:", StringComparison.Ordinal) ? actorId["account:".Length..] : "", out var id)
            ? await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id, ct)
            : null;

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
