namespace Workbench.Methods.Judgments;

/// <summary>A comparison that has a place left for a rater.</summary>
/// <param name="Comparison">Id of the comparison.</param>
/// <param name="Left">How many of its places, taken or reserved, show its first output at the left.</param>
/// <param name="Right">How many show it at the right.</param>
/// <param name="Shown">The side on which this rater has already seen the first output (true: left), or null.</param>
public readonly record struct OpenPlace(Guid Comparison, int Left, int Right, bool? Shown = null);
