namespace Workbench.Features.Accounts.Crowd;

/// <summary>What happens to somebody who opens a door's address.</summary>
public enum CrowdArrivalState
{
    /// <summary>There is no such door.</summary>
    Unknown,

    /// <summary>The address does not say who comes, or not in a way that can be trusted to be an id.</summary>
    NoId,

    Closed,
    Full,

    /// <summary>They were here, and their part is over: given back, timed out, or taken out by a researcher.</summary>
    Ended,

    /// <summary>They can come in, or are in.</summary>
    Welcome,
}
