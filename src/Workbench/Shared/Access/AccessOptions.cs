using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Workbench.Shared.Access;

/// <summary>The settings that decide who gets in without an account.</summary>
public sealed record AccessOptions
{
    /// <summary><c>Workbench:LocalOwner</c>: whether requests from this machine to a loopback-only server are the owner's.</summary>
    public bool LocalOwner { get; init; } = true;

    /// <summary><c>Workbench:ApiKey</c>: who sends it as a bearer to /api acts as the owner.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether <c>Workbench:TrustedProxies</c> names any: then a request from this machine may be anybody's whom the proxy passes on.</summary>
    public bool IsBehindProxy { get; init; }

    /// <exception cref="SettingException">A setting has a value that the program does not know; the message names it.</exception>
    public static AccessOptions From(IConfiguration configuration)
    {
        var local = configuration["Workbench:LocalOwner"];
        if (!string.IsNullOrWhiteSpace(local) && !bool.TryParse(local, out _))
            throw new SettingException($"Workbench:LocalOwner is '{local}'; it can be 'true' or 'false'.");
        var key = configuration["Workbench:ApiKey"];
        return new()
        {
            LocalOwner = string.IsNullOrWhiteSpace(local) || bool.Parse(local),
            ApiKey = string.IsNullOrWhiteSpace(key) ? null : key,
            IsBehindProxy = !string.IsNullOrWhiteSpace(configuration[TrustedProxies.Setting]),
        };
    }

    /// <summary>Whether the person at this machine needs no account: allowed, no proxy stands before it, and the server answers to nobody else.</summary>
    public bool HasLocalOwner(IServer server) =>
        LocalOwner && !IsBehindProxy && (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).All(a => IsLoopbackName(BindingAddress.Parse(a).Host));

    internal static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    // A record prints its members; the key is nobody's to read.
    public override string ToString() => $"LocalOwner = {LocalOwner}, ApiKey {(ApiKey is null ? "not set" : "set")}";
}
