using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace Workbench.Shared.Access;

/// <summary>
/// On one's own machine the program opens at once: a request from the loopback interface, to a server that listens
/// only there and under a loopback name, and that came through no proxy, is the owner's. Everything else is nobody.
/// </summary>
public sealed class LocalOwnerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IServer server, AccessOptions access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "LocalOwner";

    // Of a proxy that no setting names; proxies differ in which of these they send.
    private static readonly string[] CameThroughProxy =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Original-For", "X-Original-Proto", "X-Original-Host", "X-Real-IP"];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A foreign name that resolves to 127.0.0.1 must not reach the owner's data (DNS rebinding).
        var isLocal = access.HasLocalOwner(server)
            && Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && AccessOptions.IsLoopbackName(Request.Host.Host)
            && !CameThroughProxy.Any(Request.Headers.ContainsKey);
        if (!isLocal)
            return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity(ActorClaims.Of(Actor.LocalOwner), Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }
}
