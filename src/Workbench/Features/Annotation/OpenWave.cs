using Workbench.Features.Studies;
using Workbench.Methods.Judgments;

namespace Workbench.Features.Annotation;

/// <summary>
/// One wave of a study's judging. Waves of one perspective take one part after another of one seeded order (see
/// <see cref="WaveParts"/>), begin that order again once it is used up, and a new perspective begins it anew. A study
/// without waves is one wave over everything.
/// </summary>
/// <param name="Number">From 0.</param>
/// <param name="Design">How people judge in it.</param>
/// <param name="From">Where its part of the order begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Alike">The numbers of all waves up to this one with its perspective, itself included: what a rater judged in one of them they are not given again.</param>
internal sealed record OpenWave(int Number, AnnotationDesign Design, double From, double To, IReadOnlyList<int> Alike)
{
    public int K => Design.RatersPerComparison;

    public bool IsWhole => To - From >= 1;

    /// <summary>The wave that is open now.</summary>
    public static OpenWave Of(Study study) => Of(study.Design.Annotation, study.Wave);

    public static OpenWave Of(AnnotationDesign annotation, int number)
    {
        var perspective = annotation.InWave(number).Perspective;
        int[] alike = [.. Enumerable.Range(0, number + 1).Where(n => annotation.InWave(n).Perspective == perspective)];
        if (number >= annotation.Waves.Count)
            return new(number, annotation.InWave(number), 0, 1, alike);
        var from = alike.Where(n => n < number).Sum(n => annotation.Waves[n].Share);
        // Added in one order, so that a wave begins exactly where the one before it ended.
        return new(number, annotation.InWave(number), from, from + annotation.Waves[number].Share, alike);
    }

    /// <summary>The wave that a rater is in: what they still have in hand is finished first.</summary>
    public static OpenWave OfRater(Study study, IEnumerable<Assignment> own) =>
        Of(study.Design.Annotation, own.Where(a => a.State == AssignmentState.Open).OrderBy(a => a.Position).Select(a => (int?)a.Wave).FirstOrDefault() ?? study.Wave);
}
