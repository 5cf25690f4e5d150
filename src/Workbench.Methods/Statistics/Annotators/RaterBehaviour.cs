namespace Workbench.Methods.Statistics.Annotators;

/// <summary>What one rater did, in order of time.</summary>
/// <param name="Choices">Position code of each choice as displayed, e.g. 0 left, 1 right, 2 tie.</param>
/// <param name="Seconds">Active seconds of each judgment, NaN where unknown; may be empty.</param>
/// <param name="GoldAnswered">Gold items answered.</param>
/// <param name="GoldRight">Gold items answered right.</param>
public sealed record RaterBehaviour(IReadOnlyList<int> Choices, IReadOnlyList<double> Seconds, int GoldAnswered = 0, int GoldRight = 0);
