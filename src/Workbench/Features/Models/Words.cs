using System.Globalization;

namespace Workbench.Features.Models;

/// <summary>Words and addresses of the pages about models.</summary>
internal static class Words
{
    public static string Count(int number, string thing) =>
        number == 1 ? $"1 {thing}" : $"{number.ToString("N0", CultureInfo.InvariantCulture)} {thing}s";

    public static string AddAddress(LocalServer server) =>
        $"/models/new?name={Uri.EscapeDataString(server.Name)}&address={Uri.EscapeDataString(server.Address)}";

    /// <summary>The limits of an endpoint in one line.</summary>
    public static string Limits(EndpointView endpoint)
    {
        var parts = new List<string> { $"{Count(endpoint.MaxConcurrency, "call")} at once" };
        if (endpoint.RequestsPerMinute is { } requests)
            parts.Add($"{Count(requests, "request")} a minute");
        if (endpoint.TokensPerMinute is { } tokens)
            parts.Add($"{Count(tokens, "token")} a minute");
        parts.Add($"{endpoint.TimeoutSeconds} s to answer");
        return string.Join(" · ", parts);
    }
}
