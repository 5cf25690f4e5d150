using Workbench.Features.Generation;

namespace Workbench.Features.Models;

/// <summary>What a model answered, with everything that a reader of a study wants to know about the call.</summary>
public sealed record ModelReply
{
    public required string Text { get; init; }

    /// <summary>The model that the server said answered.</summary>
    public string? Model { get; init; }

    public string? FinishReason { get; init; }
    public string? Fingerprint { get; init; }
    public int? InputTokens { get; init; }
    public int? OutputTokens { get; init; }

    /// <summary>How long the call took when it was made; null for a recorded text.</summary>
    public int? LatencyMilliseconds { get; init; }

    /// <summary>In the endpoint's own price unit; null where no price is known, 0 from the cache.</summary>
    public double? Cost { get; init; }

    public OutputOrigin Origin { get; init; }
}
