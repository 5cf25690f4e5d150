using Workbench.Features.Annotation.Monitoring;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>
/// How far people agree on the overall question so far: ordinal alpha over first, tie, second, or over the ratings; "both
/// bad" has no place on that scale and is left out. Only the perspective that is asked for now: perspectives are
/// never pooled. What people say of one persona is alike, so that the interval resamples personas.
/// </summary>
internal static class PeopleAgreement
{
    private const int Replicates = 500;
    private const int BothBad = 3;

    public static Estimate Compute(MonitorRows rows, CancellationToken ct)
    {
        var perspective = rows.Study.AnnotationNow().Perspective;
        var counted = rows.Judgments
            .Where(j => j.Category is not null && (j.Value is not null || j.Category != BothBad) && j.Perspective == perspective && rows.CountedAs[j.Rater] == RaterKind.Human)
            .OrderBy(j => j.Comparison).ThenBy(j => j.Wave).ThenBy(j => j.Rater).ToList();
        var items = Numbered(counted.Select(j => (j.Comparison, j.Wave)));
        var raters = Numbered(counted.Select(j => j.Rater));
        if (counted.Count == items.Count)
            return Estimate.Undefined("Krippendorff's alpha, ordinal", $"no {rows.Study.Design.Annotation.Thing()} has two judgments by people yet", counted.Count);
        var codes = counted.Select(j => j.Value is { } value ? value - 1 : j.Category!.Value).ToArray();
        var table = RatingTable.Create(
            counted.Select(j => items[(j.Comparison, j.Wave)]).ToArray(), counted.Select(j => raters[j.Rater]).ToArray(), codes, items.Count, raters.Count, Math.Max(3, codes.Max() + 1));
        var personas = Numbered(items.Keys.Select(i => rows.Comparisons[i.Comparison].Persona));
        return KrippendorffAlpha.WithInterval(
            table, MeasurementLevel.Ordinal, rows.Study.Design.Seed, Replicates, itemClusters: items.OrderBy(i => i.Value).Select(i => personas[rows.Comparisons[i.Key.Comparison].Persona]).ToArray(),
            clusterUnit: "persona", cancellationToken: ct);
    }

    private static Dictionary<T, int> Numbered<T>(IEnumerable<T> values) where T : notnull => values.Distinct().Select((value, i) => (value, i)).ToDictionary(x => x.value, x => x.i);
}
