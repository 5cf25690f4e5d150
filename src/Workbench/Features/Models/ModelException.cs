namespace Workbench.Features.Models;

/// <summary>No answer, in words for the researcher. The message never holds a key.</summary>
public sealed class ModelException(ModelFault fault, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ModelFault Fault { get; } = fault;

    /// <summary>What the server asked for, as it came: not capped.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Fault is ModelFault.RateLimited or ModelFault.ServerError or ModelFault.NameUnknown
        or ModelFault.Unreachable or ModelFault.Timeout or ModelFault.Malformed;
}
