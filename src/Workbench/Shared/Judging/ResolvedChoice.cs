namespace Workbench.Shared.Judging;

/// <summary>A choice with the sides resolved: between the first and the second output of the comparison.</summary>
public enum ResolvedChoice
{
    First,
    Second,
    Tie,
    BothBad,
}
