using System.Reflection;
using Microsoft.AspNetCore.Authorization;

namespace Workbench.Shared.Access;

/// <summary>The one policy: the actor has at least the role that the page, endpoint or hub is open to.</summary>
internal sealed class LeastRole : AuthorizationHandler<LeastRole>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, LeastRole requirement)
    {
        // A request is asked at its endpoint, a page that is reached inside a circuit at its route.
        var open = context.Resource switch
        {
            HttpContext http => http.GetEndpoint()?.Metadata.GetMetadata<OpenToAttribute>(),
            Microsoft.AspNetCore.Components.RouteData route => route.PageType.GetCustomAttribute<OpenToAttribute>(),
            _ => null,
        };
        if (context.User.ToActor().Role >= (open?.Least ?? ActorRole.Researcher))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
