namespace Workbench.Features.Analysis;

/// <summary>Two conditions that stood against each other; wins are counted for the treatment.</summary>
public sealed record Contrast(JudgedCondition Treatment, JudgedCondition Baseline)
{
    public string Key => FormattableString.Invariant($"{Treatment.Number}-{Baseline.Number}");

    public string Label => $"{Treatment.Name} against {Baseline.Name}";

    /// <summary>Whether this is the question of the program: knowing the person against not knowing them.</summary>
    public bool IsPersonalization => Treatment.IsPersonalized && !Baseline.IsPersonalized;

    /// <summary>The contrast of two conditions, whichever is named first.</summary>
    public static Contrast Between(JudgedCondition one, JudgedCondition other)
    {
        var (first, second) = one.Number < other.Number ? (one, other) : (other, one);
        return first.IsPersonalized && !second.IsPersonalized ? new(first, second) : new(second, first);
    }

    /// <summary>The contrasts of a study: the personalized condition is the treatment, else the one that stands later. Where answers are rated by themselves, every two conditions are one.</summary>
    public static IReadOnlyList<Contrast> Of(JudgedStudy study) =>
        [.. study.Comparisons.SelectMany(c => c.Second is { } second ? [(c.First, Second: second)] : study.Conditions.Where(o => o != c.First).Select(o => (c.First, Second: o))).Distinct()
            .Select(pair => Between(pair.First, pair.Second)).Distinct()
            .OrderBy(contrast => contrast.IsPersonalization ? 0 : 1).ThenBy(contrast => contrast.Treatment.Number).ThenBy(contrast => contrast.Baseline.Number)];
}
