namespace Workbench.Features.Accounts;

public enum CrowdState
{
    Active,
    Complete,
    ScreenedOut,

    /// <summary>Excluded for failed checks, or rejected on the platform.</summary>
    Failed,

    /// <summary>Gave the study back to the platform.</summary>
    Returned,

    TimedOut,
}
