using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Workbench.Shared.Access;

/// <summary>
/// On one's own machine the program opens at once: a request from the loopback interface, to a server that listens
/// only there and under a loopback name, is the owner's. Everything else is nobody.
/// </summary>
public sealed class LocalOwnerAuthentication(
    IOptionsMonitor<LocalOwnerOptions> options, ILoggerFactory logger, UrlEncoder encoder, IServer server)
    : AuthenticationHandler<LocalOwnerOptions>(options, logger, encoder)
{
    public new const string Scheme = "LocalOwner";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var isLocal = Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && IsLoopbackName(Request.Host.Host)
            && !Request.Headers.ContainsKey("X-Forwarded-For") && !Request.Headers.ContainsKey("Forwarded")
            && (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).All(a => IsLoopbackName(BindingAddress.Parse(a).Host));
        if (!isLocal)
            return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity(ActorClaims.Of(Actor.LocalOwner), Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }

    // A foreign name that resolves to 127.0.0.1 must not reach the owner's data (DNS rebinding).
    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

public sealed class LocalOwnerOptions : AuthenticationSchemeOptions;
