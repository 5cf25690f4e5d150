namespace Workbench.Shared.Charts;

/// <summary>Colours with a meaning; always doubled by position, shape or word.</summary>
public enum FigureColour
{
    Personalized,
    NonPersonalized,
    Control,

    /// <summary>Not about a condition.</summary>
    Neutral,
}
