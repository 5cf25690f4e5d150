using Microsoft.AspNetCore.Authorization;

namespace Workbench.Shared.Access;

public static class AccessSetup
{
    /// <summary>Deny by default: every page, endpoint and hub wants a known actor unless it says otherwise.</summary>
    public static IServiceCollection AddWorkbenchAccess(this IServiceCollection services)
    {
        services.AddAuthentication(LocalOwnerAuthentication.Scheme)
            .AddScheme<LocalOwnerOptions, LocalOwnerAuthentication>(LocalOwnerAuthentication.Scheme, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        return services;
    }
}
