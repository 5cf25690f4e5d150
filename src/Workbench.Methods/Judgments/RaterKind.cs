namespace Workbench.Methods.Judgments;

/// <summary>Who judged: a person or a model.</summary>
public enum RaterKind : byte
{
    /// <summary>A person; also what a file that does not say is read as.</summary>
    Human = 0,

    /// <summary>A model judge.</summary>
    Model = 1,
}
