namespace Workbench.Methods.Judgments;

/// <summary>Whose preference a judgment states. Perspectives are different questions and are never pooled.</summary>
public enum Perspective : byte
{
    /// <summary>Not recorded.</summary>
    None = 0,

    /// <summary>The rater's own preference.</summary>
    Self = 1,

    /// <summary>The rater answers as the persona would.</summary>
    RolePlay = 2,

    /// <summary>The rater says which text fits the described person better.</summary>
    ThirdParty = 3,

    /// <summary>The rater ignores the persona and judges quality.</summary>
    Impersonal = 4,
}
