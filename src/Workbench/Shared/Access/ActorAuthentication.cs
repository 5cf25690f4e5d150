using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Workbench.Shared.Access;

/// <summary>
/// The one default scheme. It asks the ways of being somebody in order: the API key, an account that signed in, an
/// annotator who came by a link, the person at this machine.
/// </summary>
public sealed class ActorAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Actor";

    /// <summary>The cookie of an account.</summary>
    public const string Account = "Account";

    /// <summary>The cookie of an annotator without an account.</summary>
    public const string Invited = "Invited";

    public const string SignInPath = "/account/signin";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A wrong key is wrong: it does not fall back to who the browser or the machine would be.
        if (ApiKeyAuthentication.IsBrought(Request))
            return await Context.AuthenticateAsync(ApiKeyAuthentication.Scheme);
        foreach (var scheme in (string[])[Account, Invited, LocalOwnerAuthentication.Scheme])
        {
            if (await Context.AuthenticateAsync(scheme) is { Succeeded: true } known)
                return known;
        }
        return AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && !Request.Path.StartsWithSegments("/api") && !Request.Path.StartsWithSegments("/_blazor"))
            Response.Redirect($"{Request.PathBase}{SignInPath}{QueryString.Create("returnUrl", $"{Request.Path}{Request.QueryString}")}");
        else
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
