namespace Workbench.Methods.Personalization;

/// <summary>A parameter of a technique, as a condition's editor shows it.</summary>
/// <param name="Key">Name in files, lower snake case.</param>
/// <param name="Label">Name on screens.</param>
/// <param name="Help">What it does, in one sentence.</param>
/// <param name="Default">Value where a condition gives none.</param>
public sealed record TechniqueParameter(string Key, string Label, string Help, string Default)
{
    /// <summary>Allowed values with their labels; empty for free text.</summary>
    public IReadOnlyList<(string Value, string Label)> Options { get; init; } = [];

    /// <summary>Whether several of the options may be chosen, separated by commas.</summary>
    public bool Several { get; init; }
}
