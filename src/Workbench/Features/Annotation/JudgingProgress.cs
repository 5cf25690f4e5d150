namespace Workbench.Features.Annotation;

/// <summary>How far one rater is.</summary>
/// <param name="Judged">Pairs judged.</param>
/// <param name="Skipped">Pairs left out with a reason.</param>
/// <param name="Remaining">Pairs that wait for this rater now.</param>
/// <param name="NotReady">Planned comparisons whose answers are not generated yet.</param>
public sealed record JudgingProgress(int Judged, int Skipped, int Remaining, int NotReady)
{
    public int Total => Judged + Skipped + Remaining;
}
