using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Perspective = Workbench.Shared.Judging.Perspective;
using RaterKind = Workbench.Shared.Judging.RaterKind;
using ResolvedChoice = Workbench.Shared.Judging.ResolvedChoice;

namespace Workbench.Features.Annotation;

/// <summary>
/// What has been judged of each slice so far, for adaptive allocation. It is read outside of the transaction that gives
/// places, and kept for some seconds: any statistics give a valid draw, as long as the probability that is stored is theirs.
/// </summary>
public sealed class SliceReader(Database database, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(Guid Study, Perspective Perspective), (DateTimeOffset Until, IReadOnlyDictionary<Slice, SliceScores> Scores)> _known = new();

    /// <summary>Standing judgments of people on the overall question who are not excluded, in the open wave's perspective; null where blocks are not drawn.</summary>
    internal async Task<IReadOnlyDictionary<Slice, SliceScores>?> ReadAsync(Study study, CancellationToken ct)
    {
        if (study.Design.Annotation.Allocation != Allocation.Adaptive)
            return null;
        var (now, perspective) = (time.GetUtcNow(), study.AnnotationNow().Perspective);
        if (_known.TryGetValue((study.Id, perspective), out var known) && known.Until > now)
            return known.Scores;
        var counts = await database.ReadAsync(db => (
            from judgment in db.Set<StoredJudgment>()
            join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
            join comparison in db.Set<Comparison>() on judgment.ComparisonId equals comparison.Id
            where judgment.StudyId == study.Id && judgment.SupersededAt == null && judgment.Criterion == CriterionDesign.OverallKey && judgment.Resolved != null
                && judgment.Perspective == perspective && rater.Kind == RaterKind.Human && rater.ExcludedAt == null
            group judgment by new { comparison.StudyPersonaId, comparison.FirstConditionId, comparison.SecondConditionId, judgment.Resolved } into g
            select new { g.Key, Count = g.Count() }).ToListAsync(ct), ct);
        var scores = counts.GroupBy(c => new Slice(c.Key.StudyPersonaId, c.Key.FirstConditionId, c.Key.SecondConditionId)).ToDictionary(
            slice => slice.Key,
            slice => slice.Aggregate(new SliceScores(), (sums, c) => Add(sums, Score(c.Key.Resolved!.Value), c.Count)));
        _known[(study.Id, perspective)] = (now + Kept, scores);
        return scores;
    }

    private static SliceScores Add(SliceScores sums, double score, int count) =>
        new(sums.Count + count, sums.Sum + (count * score), sums.Squares + (count * score * score));

    private static double Score(ResolvedChoice choice) => choice switch
    {
        ResolvedChoice.First => 0,
        ResolvedChoice.Second => 1,
        ResolvedChoice.Tie or ResolvedChoice.BothBad => 0.5,
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "unknown choice"),
    };
}
