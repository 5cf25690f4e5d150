using System.Security.Claims;

namespace Workbench.Shared.Access;

/// <summary>How an actor travels in a principal.</summary>
public static class ActorClaims
{
    public static IEnumerable<Claim> Of(Actor actor) =>
    [
        new(ClaimTypes.NameIdentifier, actor.Id),
        new(ClaimTypes.Name, actor.Name),
        new(ClaimTypes.Role, actor.Role.ToString()),
    ];

    /// <summary>The actor behind a principal; nobody where it does not say.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated == true
        && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { Length: > 0 } id
        && Enum.TryParse<ActorRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Actor(id, principal.FindFirstValue(ClaimTypes.Name) ?? id, role)
            : Actor.Anonymous;
}
