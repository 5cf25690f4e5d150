namespace Workbench.Features.Models;

/// <summary>What a test of an endpoint found out.</summary>
/// <param name="Works">A call went through.</param>
/// <param name="Message">In words.</param>
/// <param name="Models">What the server lists.</param>
public sealed record EndpointCheck(bool Works, string Message, IReadOnlyList<string> Models)
{
    /// <summary>An address that answers where the given one does not.</summary>
    public string? BetterAddress { get; init; }

    public static EndpointCheck Failed(string message) => new(false, message, []);
}
