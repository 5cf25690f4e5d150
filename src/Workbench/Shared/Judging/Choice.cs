namespace Workbench.Shared.Judging;

/// <summary>A choice as displayed: between the left and the right answer.</summary>
public enum Choice
{
    Left,
    Right,
    Tie,
    BothBad,
}
