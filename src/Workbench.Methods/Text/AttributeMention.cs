namespace Workbench.Methods.Text;

/// <summary>One place where an output names a fact about the persona.</summary>
/// <param name="Attribute">Name of the attribute, as given.</param>
/// <param name="Start">Position of the first character in the output.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Exact">Whether the value stands there word for word; otherwise its content words, stemmed, stand close together.</param>
public readonly record struct AttributeMention(string Attribute, int Start, int Length, bool Exact);
