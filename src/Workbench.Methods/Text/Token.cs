namespace Workbench.Methods.Text;

/// <summary>A word and where it stands.</summary>
/// <param name="Text">The word, lower-cased.</param>
/// <param name="Start">Position of its first character in the text that was cut.</param>
/// <param name="Length">Number of its characters (UTF-16 units) there.</param>
public readonly record struct Token(string Text, int Start, int Length);
