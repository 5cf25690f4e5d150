namespace Workbench.Features.Annotation;

/// <summary>A training pair as it is shown, without what it should be answered.</summary>
/// <param name="Key">Names the pair to the server; it stays there.</param>
/// <param name="Pair">What is on the screen; its id holds for one try.</param>
/// <param name="Number">Place among the training pairs, from 1.</param>
/// <param name="Total">How many there are.</param>
public sealed record TrainingPair(string Key, PairToJudge Pair, int Number, int Total);
