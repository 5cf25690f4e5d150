using Workbench.Shared.Access;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>The answer to somebody who opens a door's address.</summary>
public sealed record CrowdArrival(CrowdArrivalState State)
{
    /// <summary>Who they are from now on; null where they did not come in.</summary>
    public Actor? Actor { get; init; }

    public Guid StudyId { get; init; }

    /// <summary>The platform's name.</summary>
    public string Platform { get; init; } = "the platform";

    /// <summary>The id parameter of the door, for somebody who wants to try it.</summary>
    public string IdParameter { get; init; } = "";

    /// <summary>Where to go who is not let in, if the platform was given such an address.</summary>
    public CrowdExit? Back { get; init; }
}
