using System.Net;
using System.Net.Sockets;

namespace Workbench.Features.Models;

/// <summary>
/// How the program talks to servers that a researcher named: redirects are not followed, and link-local addresses
/// (the metadata services of clouds) are never connected to, whatever name leads there.
/// </summary>
internal static class EndpointHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public static HttpClient Create(string? key, bool sendsKey = true)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = ConnectAsync,
        };
        return new HttpClient(new KeyHeader(sendsKey ? key : null) { InnerHandler = sockets }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        if (addresses.Any(IsLinkLocal))
            throw new ForbiddenAddressException($"{context.DnsEndPoint.Host} is a link-local address; models are not called there.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLinkLocal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6LinkLocal
            : address.GetAddressBytes() is [169, 254, ..];
    }

    // The SDK insists on a key and would send a made-up one to a server that wants none.
    private sealed class KeyHeader(string? key) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = key is null ? null : new("Bearer", key);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
