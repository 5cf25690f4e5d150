namespace Workbench.Features.Accounts;

/// <summary>Whether an invitation link still lets people in.</summary>
public enum JoinState
{
    Unknown,
    Open,
    Full,
    Closed,
}
