namespace Workbench.Features.Accounts.Crowd;

/// <summary>A door and everybody who came through it.</summary>
public sealed record CrowdDoorView
{
    public required Guid Id { get; init; }
    public required string Label { get; init; }
    public required CrowdDoorSettings Settings { get; init; }

    /// <summary>Null for who may only look.</summary>
    public required string? Token { get; init; }

    public required int? Places { get; init; }
    public required DateTime? ClosedAt { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<CrowdParticipantView> Participants { get; init; }

    public int Held => Participants.Count(p => p.State is CrowdState.Active or CrowdState.Complete);

    public bool IsFull => Held >= Places;
}
