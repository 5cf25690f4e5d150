namespace Workbench.Methods.Judgments;

/// <summary>The verdict of one comparison, as the two texts were displayed.</summary>
public enum Choice : byte
{
    /// <summary>No usable verdict (skipped, unparseable, or a rating): unscored, never a tie and never a zero.</summary>
    None = 0,

    /// <summary>The left text is better.</summary>
    Left = 1,

    /// <summary>The right text is better.</summary>
    Right = 2,

    /// <summary>Neither is better.</summary>
    Tie = 3,

    /// <summary>Both fail: a class of its own in agreement, a tie in win rates and rankings.</summary>
    BothBad = 4,
}
