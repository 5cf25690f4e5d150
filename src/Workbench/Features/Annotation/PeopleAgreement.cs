using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using RaterKind = Workbench.Shared.Judging.RaterKind;
using ResolvedChoice = Workbench.Shared.Judging.ResolvedChoice;

namespace Workbench.Features.Annotation;

/// <summary>How far people agree on the overall question so far: ordinal alpha over first, tie, second; "both bad" has no place on that scale and is left out.</summary>
internal static class PeopleAgreement
{
    private const int Replicates = 500;

    public static async Task<Estimate> ComputeAsync(WorkbenchDb db, Study study, CancellationToken ct)
    {
        var rows = await (
            from judgment in db.Set<StoredJudgment>()
            join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
            where judgment.StudyId == study.Id && judgment.SupersededAt == null && judgment.Criterion == CriterionDesign.OverallKey
                && judgment.Resolved != null && judgment.Resolved != ResolvedChoice.BothBad && rater.Kind == RaterKind.Human && rater.ExcludedAt == null
            orderby judgment.ComparisonId, judgment.RaterId
            select new { judgment.ComparisonId, judgment.RaterId, judgment.Resolved }).ToListAsync(ct);
        var items = rows.Select(r => r.ComparisonId).Distinct().Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i);
        var raters = rows.Select(r => r.RaterId).Distinct().Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i);
        if (rows.Count == items.Count)
            return Estimate.Undefined("Krippendorff's alpha, ordinal", "no comparison has two judgments by people yet", rows.Count);
        var table = RatingTable.Create(
            rows.Select(r => items[r.ComparisonId]).ToArray(), rows.Select(r => raters[r.RaterId]).ToArray(),
            rows.Select(r => r.Resolved switch { ResolvedChoice.First => 0, ResolvedChoice.Tie => 1, _ => 2 }).ToArray(), items.Count, raters.Count, 3);
        return KrippendorffAlpha.WithInterval(table, MeasurementLevel.Ordinal, study.Design.Seed, Replicates, cancellationToken: ct);
    }
}
