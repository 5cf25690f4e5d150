using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Workbench.Features.Accounts;

/// <summary>Does for open circuits what <see cref="AccountCookie"/> does for requests.</summary>
internal sealed class AccountRevalidation(ILoggerFactory logs, AccountSignIn signIn) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => AccountSignIn.Recheck;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        signIn.StandsAsync(authenticationState.User, cancellationToken);
}
