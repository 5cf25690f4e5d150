namespace Workbench.Methods.Personas;

/// <summary>How the values of a persona field look, which decides its editor, its rendering and its place in a file.</summary>
public enum PersonaFieldKind
{
    /// <summary>One short line of text.</summary>
    Line,

    /// <summary>One longer text.</summary>
    Paragraph,

    /// <summary>A whole number, kept as text in invariant culture.</summary>
    Number,

    /// <summary>Several short statements.</summary>
    Statements,

    /// <summary>Several texts that the person wrote, each with an optional title and date.</summary>
    Documents,

    /// <summary>Several dated things that the person did with an assistant.</summary>
    Interactions,

    /// <summary>Several choices between two answers: the prompt, the chosen and the rejected answer.</summary>
    Pairs,
}
