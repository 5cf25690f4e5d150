namespace Workbench.Features.Accounts.Crowd;

/// <summary>What a list of submissions from the platform changes.</summary>
public sealed record CrowdChanges
{
    public required IReadOnlyList<CrowdChange> Changes { get; init; }

    /// <summary>Participants of the list who stay as they are.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Ids of the list that never came through this door.</summary>
    public required int Strangers { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }
}
