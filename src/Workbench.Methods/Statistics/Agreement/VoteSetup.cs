namespace Workbench.Methods.Statistics.Agreement;

/// <summary>Which votes count when the agreement of two kinds of raters is measured (MT-Bench's set-ups S1 and S2).</summary>
public enum VoteSetup
{
    /// <summary>S1: all votes, a tie is a class of its own; chance is a third for three equally used classes.</summary>
    WithTies,

    /// <summary>S2: only pairs of votes where neither is a tie; chance is a half.</summary>
    WithoutTies,
}
