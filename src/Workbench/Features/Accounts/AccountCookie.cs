using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Workbench.Features.Accounts;

/// <summary>Looks an account's cookie up again from time to time, so that a disabled account is out.</summary>
public sealed class AccountCookie(AccountSignIn signIn) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is null || !signIn.IsDue(context.Properties))
            return;
        context.ShouldRenew = true;
        if (await signIn.StandsAsync(context.Principal, context.HttpContext.RequestAborted))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
