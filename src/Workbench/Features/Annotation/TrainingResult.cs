namespace Workbench.Features.Annotation;

/// <summary>What a rater learns of one try.</summary>
/// <param name="IsRight">Whether the better answer was chosen.</param>
/// <param name="BetterIsLeft">Where the better answer stood.</param>
/// <param name="Feedback">The researchers' words, Markdown; null where they wrote none.</param>
public sealed record TrainingResult(bool IsRight, bool BetterIsLeft, string? Feedback);
