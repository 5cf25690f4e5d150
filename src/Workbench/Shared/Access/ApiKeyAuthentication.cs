using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Workbench.Shared.Access;

/// <summary>Scripts send the configured key as a bearer. It opens /api and nothing else.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessOptions access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";

    private const string Prefix = "Bearer";

    private static readonly Actor Script = new("api-key", "The API key", ActorRole.Owner);

    /// <summary>Whether the request brings a key to the API, right or wrong.</summary>
    public static bool IsBrought(HttpRequest request) => request.Path.StartsWithSegments("/api") && request.Headers.Authorization.Count > 0;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsBrought(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        var header = Request.Headers.Authorization.ToString();
        var sent = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : "";
        if (access.ApiKey is not { } key || !CryptographicOperations.FixedTimeEquals(Hash(sent), Hash(key)))
            return Task.FromResult(AuthenticateResult.Fail("The key is not the configured one."));
        var identity = new ClaimsIdentity(ActorClaims.Of(Script), Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }

    // Of one length whatever was sent, so that the comparison takes one time.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
