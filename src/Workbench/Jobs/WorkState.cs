namespace Workbench.Jobs;

public enum WorkState
{
    Planned,
    Claimed,
    Done,

    /// <summary>Given up, with the reason; a researcher may ask for another try.</summary>
    Failed,

    Cancelled,
}
