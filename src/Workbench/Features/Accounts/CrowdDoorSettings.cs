namespace Workbench.Features.Accounts;

/// <summary>How one platform hands participants over and takes them back.</summary>
public sealed record CrowdDoorSettings
{
    /// <summary>Name of the preset that the settings began with, e.g. <c>prolific</c>.</summary>
    public required string Preset { get; init; }

    /// <summary>The query parameter that identifies a participant.</summary>
    public required string IdParameter { get; init; }

    /// <summary>Further query parameters that are kept with the participant.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>Where participants go who have finished; <c>{code}</c>, <c>{id}</c> and kept parameters in braces are filled in.</summary>
    public required string CompleteAddress { get; init; }

    public required string ScreenedOutAddress { get; init; }
    public required string FailedAddress { get; init; }
    public string? CompleteCode { get; init; }
    public string? ScreenedOutCode { get; init; }
    public string? FailedCode { get; init; }

    /// <summary>Minutes after which an unfinished participant counts as timed out and their pairs go back; null: never by itself.</summary>
    public int? MinutesAllowed { get; init; }

    /// <summary>All query parameters that are looked at, the id first.</summary>
    public IEnumerable<string> Parameters() => [IdParameter, .. Extras];
}
