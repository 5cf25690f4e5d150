using System.Globalization;

namespace Workbench.Features.Studies;

/// <summary>What is wrong with how the comparisons are shared out, one sentence each.</summary>
public static class SharingProblems
{
    public static IEnumerable<string> Of(AnnotationDesign design) => [.. OfAllocation(design), .. OfWaves(design.Waves), .. OfTargets(design)];

    // A block is drawn by how wide the interval of a preference is; ratings have none.
    private static IEnumerable<string> OfAllocation(AnnotationDesign design)
    {
        if (design is { Unit: JudgedUnit.Output, Allocation: Allocation.Adaptive })
            yield return "What a rater is given next: adaptive blocks are drawn for comparisons only. Let two answers be compared, or choose blocks in the rater's own order.";
    }

    public static IEnumerable<string> OfWaves(IReadOnlyList<WaveDesign> waves)
    {
        if (waves.Count > WaveDesign.MaxWaves)
            yield return $"Waves: at most {WaveDesign.MaxWaves}.";
        foreach (var (wave, number) in waves.Select((w, i) => (w, i + 1)))
        {
            if (wave.Name.Trim().Length is 0 or > WaveDesign.MaxNameLength)
                yield return $"Wave {number}: a name has 1 to {WaveDesign.MaxNameLength} characters.";
            if (!(wave.Share > 0 && wave.Share <= 1))
                yield return $"Wave {number}: its share is above 0 and at most 100 %.";
            if (wave.RatersPerComparison is < 1 or > AnnotationDesign.MaxRaters)
                yield return $"Wave {number}: choose 1 to {AnnotationDesign.MaxRaters} people per comparison, or leave it empty.";
        }
        foreach (var group in waves.GroupBy(w => w.Name.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return $"Two waves are named '{group.Key}'.";
    }

    public static IEnumerable<string> OfTargets(AnnotationDesign design)
    {
        var targets = design.Targets;
        if (targets.Count > 0 && !design.AsksAboutPersonas())
            yield return "Targets: remove them. Everybody judges for themselves here, and comparisons of one person's own lie in no part of the study.";
        if (targets.Count > StratumTarget.MaxTargets)
            yield return $"Targets: at most {StratumTarget.MaxTargets}.";
        foreach (var target in targets.Where(t => t.Judgments is < 1 or > StratumTarget.MaxJudgments))
            yield return string.Create(CultureInfo.InvariantCulture, $"Target of {target.Value}: a number of judgments from 1 to {StratumTarget.MaxJudgments:N0}.");
        foreach (var twice in targets.GroupBy(t => (t.Kind, t.Value)).Where(g => g.Count() > 1))
            yield return $"{twice.Key.Value} has two targets; keep one.";
    }
}
