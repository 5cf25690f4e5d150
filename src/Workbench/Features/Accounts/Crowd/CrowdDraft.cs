namespace Workbench.Features.Accounts.Crowd;

/// <summary>What the form of a door holds while it is filled in.</summary>
public sealed record CrowdDraft
{
    public required string Label { get; init; }
    public required CrowdDoorSettings Settings { get; init; }
    public int? Places { get; init; }

    /// <summary>The door that is changed; null for a new one.</summary>
    public Guid? DoorId { get; init; }

    public static CrowdDraft From(CrowdPreset preset) => new() { Label = preset.Name, Settings = preset.Settings };

    public static CrowdDraft Of(CrowdDoorView door) => new() { DoorId = door.Id, Label = door.Label, Settings = door.Settings, Places = door.Places };
}
