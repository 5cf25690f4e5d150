using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>How many judgments by people a design yields for its primary question: the first perspective that is about the personas, in all its waves.</summary>
/// <param name="RatersPerComparison">People per comparison in the first of these waves.</param>
/// <param name="Judgments">Over all of them.</param>
public sealed record PlannedJudgments(int RatersPerComparison, int Judgments)
{
    /// <summary>Null where nothing is compared for the personas: single answers are rated, or annotators judge for themselves only.</summary>
    /// <param name="design">How people judge.</param>
    /// <param name="comparisons">Comparisons of one pair of conditions.</param>
    public static PlannedJudgments? Of(AnnotationDesign design, int comparisons)
    {
        var waves = Enumerable.Range(0, Math.Max(1, design.Waves.Count))
            .Select(n => (Design: design.InWave(n), Share: design.Waves.Count == 0 ? 1 : design.Waves[n].Share))
            .Where(w => w.Design.Perspective != Perspective.Self).ToList();
        if (comparisons == 0 || waves.Count == 0 || design.Unit == JudgedUnit.Output)
            return null;
        var primary = waves.Where(w => w.Design.Perspective == waves[0].Design.Perspective);
        return new(waves[0].Design.RatersPerComparison, (int)Math.Round(primary.Sum(w => w.Share * w.Design.RatersPerComparison) * comparisons));
    }
}
