using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Monitoring;

/// <summary>What the monitor is computed from: the judging of one study at one moment, as plain rows.</summary>
internal sealed record MonitorRows
{
    public required Study Study { get; init; }
    public required DateTime Now { get; init; }
    public required IReadOnlyList<Rater> Raters { get; init; }

    /// <summary>The standing answers to the overall question in order of time, skips included.</summary>
    public required IReadOnlyList<MonitorJudgment> Judgments { get; init; }

    /// <summary>Answered hidden checks.</summary>
    public required IReadOnlyList<MonitorCheck> Checks { get; init; }

    /// <summary>Every planned comparison.</summary>
    public required IReadOnlyDictionary<Guid, MonitorComparison> Comparisons { get; init; }

    /// <summary>What each wave takes of them; a study without waves is one over everything.</summary>
    public required IReadOnlyList<IReadOnlyCollection<Guid>> InWave { get; init; }

    /// <summary>How many people judged a comparison in a wave, whether counted in the results or not, as far as they hold its places: whom the rule about failed checks left out holds none.</summary>
    public required IReadOnlyDictionary<(Guid Comparison, int Wave), int> JudgedBy { get; init; }

    public required IReadOnlyDictionary<Guid, int> Skipped { get; init; }
    public required int PlacesInHand { get; init; }

    /// <summary>Judgments still wanted in the open wave, those in hand included: places that are free, as far as targets leave room.</summary>
    public required int Remaining { get; init; }

    /// <summary>Kind of a rater whose judgments count in the results; null for one who is left out.</summary>
    public IReadOnlyDictionary<Guid, RaterKind?> CountedAs => _countedAs ??= Raters.ToDictionary(r => r.Id, r => r.ExcludedAt is null ? (RaterKind?)r.Kind : null);

    private IReadOnlyDictionary<Guid, RaterKind?>? _countedAs;

    public static async Task<MonitorRows> ReadAsync(WorkbenchDb db, WaveCatalog catalog, Study study, DateTime now, CancellationToken ct)
    {
        var inWave = new List<IReadOnlyCollection<Guid>>();
        for (var number = 0; number < Math.Max(1, study.Design.Annotation.Waves.Count); number++)
            inWave.Add([.. (await catalog.BlocksAsync(db, study, OpenWave.Of(study.Design.Annotation, number), ct)).Comparisons.Keys]);
        var open = OpenWave.Of(study);
        var held = await OpenPlaces.Holding(db, study.Id, [open.Number], now).GroupBy(a => a.ComparisonId)
            .Select(g => new { g.Key, Left = g.Count(a => a.FirstIsLeft), Right = g.Count(a => !a.FirstIsLeft), InHand = g.Count(a => a.State == AssignmentState.Open) }).ToDictionaryAsync(h => h.Key, ct);
        var budget = await StratumBudget.ReadAsync(db, catalog, study, open, now, ct);
        var inHand = held.Values.Sum(h => h.InHand);
        var ready = (await OpenPlaces.Ready(db, study.Id).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var judged = await (
            from assignment in db.Set<Assignment>()
            join rater in OpenPlaces.Holders(db, study.Id) on assignment.RaterId equals rater.Id
            where assignment.StudyId == study.Id && assignment.State == AssignmentState.Judged
            group assignment by new { assignment.ComparisonId, assignment.Wave } into g
            select new { g.Key.ComparisonId, g.Key.Wave, Count = g.Count() }).ToListAsync(ct);
        return new()
        {
            Study = study,
            Now = now,
            Raters = await db.Set<Rater>().Where(r => r.StudyId == study.Id).ToListAsync(ct),
            Judgments = await (
                from judgment in db.Set<StoredJudgment>()
                join assignment in db.Set<Assignment>() on judgment.AssignmentId equals assignment.Id
                where judgment.StudyId == study.Id && judgment.SupersededAt == null && judgment.Criterion == CriterionDesign.OverallKey
                orderby judgment.SubmittedAt, judgment.Id
                select new MonitorJudgment(
                    judgment.ComparisonId, judgment.RaterId, assignment.Wave, judgment.Displayed, judgment.Resolved, judgment.Value,
                    judgment.FirstIsLeft, judgment.Perspective, judgment.SubmittedAt, judgment.Seconds, EF.Functions.Like((string)(object)judgment.Details!, JudgmentDetails.FlagPattern))).ToListAsync(ct),
            Checks = await db.Set<HiddenCheck>().Where(c => c.StudyId == study.Id && c.IsPassed != null)
                .Select(c => new MonitorCheck(c.RaterId, c.Kind, c.IsPassed == true)).ToListAsync(ct),
            Comparisons = (await db.Set<Comparison>().Where(c => c.StudyId == study.Id).Select(c => new { c.Id, c.StudyPersonaId, c.FirstConditionId, c.SecondConditionId }).ToListAsync(ct))
                .ToDictionary(c => c.Id, c => new MonitorComparison(ready.Contains(c.Id), c.StudyPersonaId, c.FirstConditionId, c.SecondConditionId)),
            InWave = inWave,
            JudgedBy = judged.ToDictionary(j => (j.ComparisonId, j.Wave), j => j.Count),
            Skipped = await db.Set<Assignment>().Where(a => a.StudyId == study.Id && a.State == AssignmentState.Skipped)
                .GroupBy(a => a.RaterId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct),
            PlacesInHand = inHand,
            Remaining = inHand + budget.Room(inWave[Math.Clamp(open.Number, 0, inWave.Count - 1)].Select(id => held.TryGetValue(id, out var h) ? (id, h.Left, h.Right) : (id, 0, 0)), open, study.Design.Seed),
        };
    }
}

/// <summary>One standing answer to the overall question.</summary>
/// <param name="Wave">From 0.</param>
/// <param name="Displayed">As the rater saw it; null where there is no usable verdict or a single answer was rated.</param>
/// <param name="Resolved">With the sides resolved.</param>
/// <param name="Value">The rating of a single answer.</param>
/// <param name="IsFlagged">Whether the rater flagged it for the researchers.</param>
internal sealed record MonitorJudgment(
    Guid Comparison, Guid Rater, int Wave, Choice? Displayed, ResolvedChoice? Resolved, int? Value,
    bool FirstIsLeft, Perspective Perspective, DateTime At, double? Seconds, bool IsFlagged)
{
    public bool IsUsable => Displayed is not null || Value is not null;

    /// <summary>What raters can agree about: the same comparison in the same wave, asked for the same view.</summary>
    public (Guid, int, Perspective) Item => (Comparison, Wave, Perspective);

    /// <summary>The verdict as a category, the sides resolved: first, tie, second, both bad; or the rating.</summary>
    public int? Category => Value ?? Resolved switch
    {
        null => null,
        ResolvedChoice.First => 0,
        ResolvedChoice.Tie => 1,
        ResolvedChoice.Second => 2,
        ResolvedChoice.BothBad => 3,
        _ => throw new InvalidOperationException($"unknown choice {Resolved}"),
    };
}

/// <param name="IsReady">Whether what it needs is generated.</param>
internal sealed record MonitorComparison(bool IsReady, Guid Persona, Guid First, Guid? Second);

internal sealed record MonitorCheck(Guid Rater, HiddenCheckKind Kind, bool IsPassed);
