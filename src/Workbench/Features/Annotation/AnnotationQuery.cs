using Workbench.Data;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation.Monitoring;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>What a researcher sees of the judging while it goes on. Read at one moment, and computed away from the page's thread.</summary>
public sealed class AnnotationQuery(Database database, AnalysisQuery analysis, WaveCatalog catalog, TimeProvider time)
{
    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    public Task<AnnotationOverview> OverviewAsync(Actor actor, Guid studyId, CancellationToken ct) => Task.Run(async () =>
    {
        var (rows, mayDecide) = await database.ReadSnapshotAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            return (await MonitorRows.ReadAsync(db, catalog, study, time.GetUtcNow().UtcDateTime, ct), await StudyAccess.MayAsync(db, actor, studyId, StudyRight.Edit, ct));
        }, ct);
        return Compute(rows, await analysis.PrecisionAsync(actor, studyId, ct), mayDecide, ct);
    }, ct);

    /// <summary>The same, without a database.</summary>
    internal static AnnotationOverview Compute(MonitorRows rows, PrimaryPrecision precision, bool mayDecide, CancellationToken ct)
    {
        var annotation = rows.Study.AnnotationNow();
        var byPeople = rows.Judgments.Where(j => j.IsUsable && rows.CountedAs[j.Rater] == RaterKind.Human).ToList();
        var waves = Waves(rows);
        return new()
        {
            RatersPerComparison = annotation.RatersPerComparison,
            Unit = annotation.Unit,
            Perspective = annotation.Perspective,
            Question = JudgingQuestions.Of(annotation)[0].Question,
            Planned = waves.Single(w => w.IsOpen).Planned,
            Ready = waves.Single(w => w.IsOpen) is var open ? open.Planned - open.Waiting : 0,
            Waves = waves,
            PlacesInHand = rows.PlacesInHand,
            Throughput = Throughput.Of([.. byPeople.Select(j => j.At)], rows.Now, waves.Single(w => w.IsOpen).Remaining),
            Agreement = PeopleAgreement.Compute(rows, ct),
            Sides = SideLean.Of(byPeople.Count(j => j.Displayed == Choice.Left), byPeople.Count(j => j.Displayed == Choice.Right)),
            Precision = precision,
            MayDecide = mayDecide,
            Raters = RaterSummaries.Of(rows),
        };
    }

    private static List<WaveProgress> Waves(MonitorRows rows)
    {
        var design = rows.Study.Design.Annotation;
        return [.. Enumerable.Range(0, Math.Max(1, design.Waves.Count)).Select(number =>
        {
            var k = design.InWave(number).RatersPerComparison;
            var judged = rows.InWave[number].Select(id => (IsReady: rows.Comparisons[id], By: rows.JudgedBy.GetValueOrDefault((id, number)))).ToList();
            return new WaveProgress
            {
                Number = number,
                Name = number < design.Waves.Count ? design.Waves[number].Name : null,
                RatersPerComparison = k,
                IsOpen = number == Math.Clamp(rows.Study.Wave, 0, Math.Max(0, design.Waves.Count - 1)),
                Waiting = judged.Count(c => !c.IsReady && c.By == 0),
                Open = judged.Count(c => c.IsReady && c.By == 0),
                Begun = judged.Count(c => c.By > 0 && c.By < k),
                Complete = judged.Count(c => c.By >= k),
                Remaining = judged.Sum(c => Math.Max(0, k - c.By)),
            };
        })];
    }
}
