using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Workbench.Shared.Access;

public static class AccessSetup
{
    /// <summary>Deny by default: every page, endpoint and hub wants a researcher unless it carries <see cref="OpenToAttribute"/> or [AllowAnonymous].</summary>
    public static IServiceCollection AddWorkbenchAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(AccessOptions.From(configuration));
        services.AddAuthentication(ActorAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ActorAuthentication>(ActorAuthentication.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, LocalOwnerAuthentication>(LocalOwnerAuthentication.Scheme, null);
        var leastRole = new AuthorizationPolicyBuilder().AddRequirements(new LeastRole()).Build();
        services.AddAuthorizationBuilder().SetDefaultPolicy(leastRole).SetFallbackPolicy(leastRole);
        services.AddSingleton<IAuthorizationHandler, LeastRole>();
        services.AddCascadingAuthenticationState();
        return services;
    }
}
