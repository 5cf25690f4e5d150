namespace Workbench.Features.Annotation;

/// <summary>How far one rater is in the wave that they are in.</summary>
/// <param name="Judged">Pairs judged.</param>
/// <param name="Skipped">Pairs left out with a reason.</param>
/// <param name="Remaining">Pairs that wait for this rater now.</param>
/// <param name="NotReady">Planned comparisons whose answers are not generated yet.</param>
public sealed record JudgingProgress(int Judged, int Skipped, int Remaining, int NotReady)
{
    /// <summary>Pairs judged in earlier waves.</summary>
    public int JudgedBefore { get; init; }

    /// <summary>The answers that are written for the rater's own profile; null where nobody judges for themselves.</summary>
    public OwnAnswers? Own { get; init; }

    public int Total => Judged + Skipped + Remaining + (Own?.PairsToCome ?? 0);
}
