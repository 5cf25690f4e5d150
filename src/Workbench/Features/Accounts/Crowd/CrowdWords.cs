namespace Workbench.Features.Accounts.Crowd;

/// <summary>The states of participants, in words.</summary>
internal static class CrowdWords
{
    public static string Of(CrowdState state) => state switch
    {
        CrowdState.Active => "judging",
        CrowdState.Complete => "finished",
        CrowdState.ScreenedOut => "screened out",
        CrowdState.Failed => "failed checks or rejected",
        CrowdState.Returned => "returned",
        CrowdState.TimedOut => "timed out",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "unknown state"),
    };

    /// <summary>In files.</summary>
    public static string Key(CrowdState state) => state switch
    {
        CrowdState.Active => "active",
        CrowdState.Complete => "complete",
        CrowdState.ScreenedOut => "screened_out",
        CrowdState.Failed => "failed",
        CrowdState.Returned => "returned",
        CrowdState.TimedOut => "timed_out",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "unknown state"),
    };
}
