namespace Workbench.Features.Annotation;

public enum HiddenCheckKind
{
    /// <summary>The same text on both sides: only a tie, or both bad, can be right.</summary>
    Identical,

    /// <summary>A pair judged before, with its sides swapped: measures self-consistency, and has no right answer.</summary>
    Duplicate,

    /// <summary>An answer for this person against one written for somebody else, both by the same personalized condition.</summary>
    WrongPersona,

    /// <summary>A text that says which button to press (an instructional manipulation check).</summary>
    Attention,

    /// <summary>A pair that the researchers wrote, of which they know the better answer.</summary>
    Gold,
}
