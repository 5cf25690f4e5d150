using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Workbench.Shared.Access;

/// <summary>
/// <c>Workbench:TrustedProxies</c>: the proxies whose word about the visitor's address, scheme and host is taken, as
/// addresses or networks with commas between. Nobody else's is: the limits on guessing count addresses, and links and
/// cookies follow the scheme.
/// </summary>
public static class TrustedProxies
{
    internal const string Setting = "Workbench:TrustedProxies";

    /// <exception cref="SettingException">An entry is neither an address nor a network; the message names it.</exception>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = (configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read).ToList();
        return services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            networks.ForEach(o.KnownIPNetworks.Add);
        });
    }

    private static System.Net.IPNetwork Read(string entry) =>
        System.Net.IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new System.Net.IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : throw new SettingException($"{Setting}: '{entry}' is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/24.");
}
