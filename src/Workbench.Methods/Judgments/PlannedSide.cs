namespace Workbench.Methods.Judgments;

/// <summary>A place given to a rater.</summary>
/// <param name="Comparison">Id of the comparison.</param>
/// <param name="FirstIsLeft">Whether its first output stands at the left.</param>
public readonly record struct PlannedSide(Guid Comparison, bool FirstIsLeft);
