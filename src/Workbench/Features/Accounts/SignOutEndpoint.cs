using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

internal static class SignOutEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/account/signout", LeaveAsync).AllowAnonymous();

    private static async Task<Results<RedirectHttpResult, BadRequest>> LeaveAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.BadRequest();
        await http.SignOutAsync(ActorAuthentication.Account);
        await http.SignOutAsync(ActorAuthentication.Invited);
        return TypedResults.Redirect(ActorAuthentication.SignInPath);
    }
}
