namespace Workbench.Features.Accounts.Crowd;

/// <summary>The way back to the platform.</summary>
/// <param name="Platform">Its name, for "Back to …".</param>
/// <param name="Code">What proves there how the part in the study ended; null where the platform has none for it.</param>
/// <param name="Address">Where the button leads; null where only the code counts.</param>
public sealed record CrowdExit(string Platform, string? Code, string? Address)
{
    /// <summary>The exit for a state; null while nothing has ended.</summary>
    internal static CrowdExit? Of(CrowdDoorSettings settings, CrowdState state, string? id, IReadOnlyDictionary<string, string> extras)
    {
        var (address, code) = state switch
        {
            CrowdState.Complete => (settings.CompleteAddress, settings.CompleteCode),
            CrowdState.ScreenedOut => (settings.ScreenedOutAddress, settings.ScreenedOutCode),
            CrowdState.Failed => (settings.FailedAddress, settings.FailedCode),
            CrowdState.Active or CrowdState.Returned or CrowdState.TimedOut => (null, null),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "unknown state"),
        };
        return address is null ? null : new(CrowdPreset.PlatformOf(settings), code, CrowdAddress.Fill(address, code, id, extras));
    }
}
