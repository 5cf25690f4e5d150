using Workbench.Methods.Text;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>
/// The arithmetic of ExPerT: precision, recall and F1 over atomic aspects that a model extracted and matched.
/// </summary>
/// <remarks>
/// <c>recall = Σ credit over reference aspects / their number</c>, precision likewise over generated aspects, F1 harmonic (0 where both are 0). A side without
/// aspects has no score: null. The corpus score is the mean over items. Reference: Salemi, Killingback, Zamani (2025), ExPerT, arXiv 2501.14956.
/// </remarks>
public static class ExpertScore
{
    /// <summary>The score of one item, or null where a side has no aspects.</summary>
    /// <param name="reference">One entry an aspect of the reference.</param>
    /// <param name="generated">One entry an aspect of the generated text.</param>
    /// <param name="variant">What earns credit.</param>
    public static OverlapScore? Compute(IReadOnlyList<AspectMatch> reference, IReadOnlyList<AspectMatch> generated, ExpertVariant variant) =>
        reference.Count == 0 || generated.Count == 0
            ? null
            : OverlapScore.Of(generated.Average(a => Credit(a, variant)), reference.Average(a => Credit(a, variant)));

    private static double Credit(AspectMatch aspect, ExpertVariant variant) => !aspect.Matched ? 0 : variant switch
    {
        ExpertVariant.Content => aspect.Content ? 1 : 0,
        ExpertVariant.Style => aspect.Style ? 1 : 0,
        ExpertVariant.ContentAndStyle => aspect.Content && aspect.Style ? 1 : 0,
        ExpertVariant.ContentOrStyle => aspect.Content || aspect.Style ? 1 : 0,
        ExpertVariant.Average => (aspect.Content ? 0.5 : 0) + (aspect.Style ? 0.5 : 0),
        _ => throw new ArgumentOutOfRangeException(nameof(variant)),
    };
}
