namespace Workbench.Features.Accounts;

public enum CrowdState
{
    Active,
    Complete,
    ScreenedOut,

    /// <summary>Excluded for failed checks.</summary>
    Failed,

    /// <summary>Gave the study back to the platform.</summary>
    Returned,

    TimedOut,
}
