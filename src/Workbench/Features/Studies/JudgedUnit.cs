namespace Workbench.Features.Studies;

public enum JudgedUnit
{
    /// <summary>Two answers, compared.</summary>
    Pair,

    /// <summary>One answer, rated from 1 to 5 on each criterion.</summary>
    Output,
}
