using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>
/// What is really shown for a filter, and what else there is to choose from. Kinds of raters, perspectives and criteria
/// are different questions: exactly one of each, never a mixture. People come first; without any, simulated raters, then
/// model judges.
/// </summary>
public sealed record AnalysisScope
{
    public required RaterKind Raters { get; init; }

    public required Perspective Perspective { get; init; }

    public required string Criterion { get; init; }

    public required Contrast? Contrast { get; init; }

    public required JudgedPersona? Persona { get; init; }

    public required string? Category { get; init; }

    /// <summary>Judgments by each kind of rater that judged.</summary>
    public required IReadOnlyList<(RaterKind Kind, int Judgments)> RaterChoices { get; init; }

    public required IReadOnlyList<Perspective> PerspectiveChoices { get; init; }

    public required IReadOnlyList<string> CriterionChoices { get; init; }

    public required IReadOnlyList<Contrast> ContrastChoices { get; init; }

    private const string DefaultCriterion = Methods.Judgments.Judgment.DefaultCriterion;

    private static readonly RaterKind[] Preferred = [RaterKind.Human, RaterKind.Simulated, RaterKind.Model];

    public static AnalysisScope Choose(JudgedStudy study, AnalysisFilter filter)
    {
        var kinds = Preferred.Select(kind => (Kind: kind, Judgments: study.Rows.Count(r => r.Kind == kind))).Where(k => k.Judgments > 0).ToList();
        var kind = filter.Raters ?? (kinds.Count > 0 ? kinds[0].Kind : RaterKind.Human);
        var ofKind = study.Rows.Where(r => r.Kind == kind).ToList();
        var perspectives = Frequent(ofKind.Select(r => r.Perspective));
        var perspective = filter.Perspective ?? (perspectives.Count == 0 || perspectives.Contains(study.Perspective) ? study.Perspective : perspectives[0]);
        var criteria = Frequent(ofKind.Where(r => r.Perspective == perspective).Select(r => r.Criterion).OfType<string>());
        var contrasts = Contrast.Of(study);
        return new()
        {
            Raters = kind,
            Perspective = perspective,
            Criterion = filter.Criterion ?? (criteria.Count == 0 || criteria.Contains(DefaultCriterion) ? DefaultCriterion : criteria[0]),
            Contrast = contrasts.FirstOrDefault(c => c.Key == filter.Pair) ?? (contrasts.Count > 0 ? contrasts[0] : null),
            Persona = study.Personas.FirstOrDefault(p => p.Number == filter.Persona),
            Category = study.Categories.FirstOrDefault(c => c == filter.Category),
            RaterChoices = kinds,
            PerspectiveChoices = perspectives,
            CriterionChoices = criteria,
            ContrastChoices = contrasts,
        };
    }

    private static List<T> Frequent<T>(IEnumerable<T> values) where T : notnull =>
        [.. values.GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.ToString(), StringComparer.Ordinal).Select(g => g.Key)];
}
