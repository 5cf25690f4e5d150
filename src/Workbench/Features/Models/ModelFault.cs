namespace Workbench.Features.Models;

/// <summary>Why a model gave no answer.</summary>
public enum ModelFault
{
    /// <summary>Nothing is connected that could answer.</summary>
    NotConnected,

    /// <summary>401 or 403.</summary>
    KeyRejected,

    /// <summary>404: no such address or model.</summary>
    NotFound,

    /// <summary>Any other 4xx: the same request will be refused again.</summary>
    Refused,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>5xx.</summary>
    ServerError,

    NameUnknown,
    Unreachable,
    Insecure,
    Timeout,

    /// <summary>An answer that is not in the OpenAI protocol.</summary>
    Malformed,
}
