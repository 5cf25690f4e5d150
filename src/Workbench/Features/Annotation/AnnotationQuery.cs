using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation.Monitoring;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>
/// What a researcher sees of the judging while it goes on. Read at one moment, computed away from the page's thread, and
/// once for everybody who looks meanwhile.
/// </summary>
public sealed class AnnotationQuery(Database database, WaveCatalog catalog, TimeProvider time)
{
    /// <summary>Studies kept at once; past that, all are forgotten and read again.</summary>
    private const int MaxStudies = 16;

    /// <summary>The pace and leases go by the clock: without a change, an answer is good for so long.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    public Task<AnnotationOverview> OverviewAsync(Actor actor, Guid studyId, CancellationToken ct) => Task.Run(async () =>
    {
        var (version, mayDecide) = await database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            return (await VersionAsync(db, studyId, ct), await StudyAccess.MayAsync(db, actor, studyId, StudyRight.Edit, ct));
        }, ct);
        return await KnownAsync(studyId, version, ct) with { MayDecide = mayDecide };
    }, ct);

    private async Task<AnnotationOverview> KnownAsync(Guid studyId, string version, CancellationToken ct)
    {
        if (_known.Count >= MaxStudies && !_known.ContainsKey(studyId))
            _known.Clear();
        var now = time.GetUtcNow();
        var known = _known.AddOrUpdate(studyId,
            _ => Begin(),
            (_, kept) => kept.Version == version && kept.Until > now ? kept : Begin());
        Known Begin() => new(version, now + Kept, new(() => Task.Run(() => ReadAsync(studyId))));
        try
        {
            return await known.Overview.Value.WaitAsync(ct);
        }
        catch when (known.Overview.Value.IsFaulted)
        {
            // The next one who asks tries again.
            _known.TryRemove(new(studyId, known));
            throw;
        }
    }

    // Whoever asked first may leave while others wait for the same.
    private async Task<AnnotationOverview> ReadAsync(Guid studyId)
    {
        var ct = CancellationToken.None;
        var (rows, judged) = await database.ReadSnapshotAsync(async db =>
        {
            var study = await db.Set<Study>().SingleAsync(s => s.Id == studyId, ct);
            return (await MonitorRows.ReadAsync(db, catalog, study, time.GetUtcNow().UtcDateTime, ct), await JudgedStudyReader.ReadPrimaryAsync(db, study, ct));
        }, ct);
        return Compute(rows, PrimaryPrecision.Of(judged), ct);
    }

    /// <summary>Changes whenever the overview could, but for what the clock alone changes.</summary>
    private static async Task<string> VersionAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var places = await db.Set<Assignment>().Where(a => a.StudyId == studyId).GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var checks = await db.Set<HiddenCheck>().CountAsync(c => c.StudyId == studyId && c.IsPassed != null, ct);
        var raters = await db.Set<Rater>().CountAsync(r => r.StudyId == studyId, ct);
        return FormattableString.Invariant($"{await JudgedStudyReader.VersionAsync(db, studyId, ct)}/{string.Join('.', places.OrderBy(p => p.Key).Select(p => $"{p.Key}{p.Count}"))}/{checks}/{raters}");
    }

    /// <summary>The same, without a database.</summary>
    internal static AnnotationOverview Compute(MonitorRows rows, PrimaryPrecision precision, CancellationToken ct)
    {
        var annotation = rows.Study.AnnotationNow();
        var kinds = rows.Raters.ToDictionary(r => r.Id, r => r.Kind);
        var byPeople = rows.Judgments.Where(j => j.IsUsable && kinds[j.Rater] == RaterKind.Human).ToList();
        var sides = byPeople.Where(j => j.Perspective == annotation.Perspective && rows.CountedAs[j.Rater] is not null).ToList();
        var waves = Waves(rows);
        var open = waves.Single(w => w.IsOpen);
        return new()
        {
            RatersPerComparison = annotation.RatersPerComparison,
            Unit = annotation.Unit,
            Perspective = annotation.Perspective,
            Question = JudgingQuestions.Of(annotation)[0].Question,
            Planned = open.Planned,
            Ready = open.Planned - open.Waiting,
            Waves = waves,
            PlacesInHand = rows.PlacesInHand,
            // Whoever is left out holds places like everybody, and is part of the pace at which they fill.
            Throughput = Throughput.Of([.. byPeople.Select(j => j.At)], rows.Now, rows.Remaining),
            Agreement = PeopleAgreement.Compute(rows, ct),
            Sides = SideLean.Of(sides.Count(j => j.Displayed == Choice.Left), sides.Count(j => j.Displayed == Choice.Right)),
            Precision = precision,
            MayDecide = false,
            Raters = RaterSummaries.Of(rows),
        };
    }

    private static List<WaveProgress> Waves(MonitorRows rows)
    {
        var design = rows.Study.Design.Annotation;
        return [.. Enumerable.Range(0, Math.Max(1, design.Waves.Count)).Select(number =>
        {
            var k = design.InWave(number).RatersPerComparison;
            var judged = rows.InWave[number].Select(id => (rows.Comparisons[id].IsReady, By: rows.JudgedBy.GetValueOrDefault((id, number)))).ToList();
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
            };
        })];
    }

    private sealed record Known(string Version, DateTimeOffset Until, Lazy<Task<AnnotationOverview>> Overview);
}
