using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Generation;

/// <summary>Watches and steers the generation of a study.</summary>
public sealed class GenerationStore(Database database, WorkSignal signal, ChangeFeed feed, TimeProvider time)
{
    private const int MaxErrors = 20;
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(2);

    public Task<GenerationProgress> GetProgressAsync(Actor actor, Guid studyId, CancellationToken ct) => database.ReadAsync(async db =>
    {
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
        var outputs = db.Set<Output>().Where(o => o.StudyId == studyId);
        var states = await outputs.GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var sums = await outputs.Where(o => o.State == WorkState.Done).GroupBy(o => o.StudyId).Select(g => new
        {
            Cache = g.Count(o => o.Origin == OutputOrigin.Cache),
            Recorded = g.Count(o => o.Origin == OutputOrigin.Recorded),
            Input = g.Sum(o => o.Origin == OutputOrigin.Model ? (long)(o.InputTokens ?? 0) : 0),
            Output = g.Sum(o => o.Origin == OutputOrigin.Model ? (long)(o.OutputTokens ?? 0) : 0),
            Cost = g.Sum(o => o.Cost ?? 0),
            Priced = g.Count(o => o.Cost != null),
        }).SingleOrDefaultAsync(ct);
        var erased = states.ContainsKey(WorkState.Cancelled) ? await outputs.CountAsync(o => o.State == WorkState.Cancelled && o.RequestHash == Output.Erased, ct) : 0;
        var left = states.GetValueOrDefault(WorkState.Planned) + states.GetValueOrDefault(WorkState.Claimed);
        var perMinute = await PerMinuteAsync(outputs, ct);
        return new GenerationProgress
        {
            State = study.State,
            IsSample = study.IsSample,
            Total = states.Values.Sum(),
            Done = states.GetValueOrDefault(WorkState.Done),
            Failed = states.GetValueOrDefault(WorkState.Failed),
            Cancelled = states.GetValueOrDefault(WorkState.Cancelled) - erased,
            Erased = erased,
            Planned = states.GetValueOrDefault(WorkState.Planned),
            UnderWay = states.GetValueOrDefault(WorkState.Claimed),
            FromCache = sums?.Cache ?? 0,
            Recorded = sums?.Recorded ?? 0,
            InputTokens = sums?.Input ?? 0,
            OutputTokens = sums?.Output ?? 0,
            Cost = sums is { Priced: > 0 } ? sums.Cost : null,
            PerMinute = perMinute,
            TimeLeft = left > 0 && perMinute is > 0 && study.State == StudyState.Running ? TimeSpan.FromMinutes(left / perMinute.Value) : null,
            Errors = await ErrorsAsync(outputs, ct),
        };
    }, ct);

    /// <summary>Calls under way finish; nothing new begins.</summary>
    public Task PauseAsync(Actor actor, Guid studyId, CancellationToken ct) => SteerAsync(actor, studyId, (_, study) =>
    {
        if (study.State == StudyState.Running)
            study.State = StudyState.Paused;
        return Task.CompletedTask;
    }, ct);

    public Task ResumeAsync(Actor actor, Guid studyId, CancellationToken ct) => SteerAsync(actor, studyId, (_, study) =>
    {
        if (study.State == StudyState.Paused)
            study.State = StudyState.Running;
        return Task.CompletedTask;
    }, ct);

    /// <summary>Gives up what has not begun; what is done stays. <see cref="RestoreCancelledAsync"/> takes it back.</summary>
    public Task CancelAsync(Actor actor, Guid studyId, CancellationToken ct) => SteerAsync(actor, studyId, async (db, study) =>
    {
        await db.Set<Output>().Where(o => o.StudyId == studyId && o.State == WorkState.Planned)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, WorkState.Cancelled).SetProperty(o => o.NotBefore, (DateTime?)null), ct);
        // The worker closes a running study when its last call is back.
        if (study.State == StudyState.Paused)
            study.State = StudyState.Running;
    }, ct);

    /// <summary>Plans cancelled outputs again and goes on; those of an erased profile stay given up.</summary>
    public Task RestoreCancelledAsync(Actor actor, Guid studyId, CancellationToken ct) => PlanAgainAsync(actor, studyId, o => o.Where(r => r.State == WorkState.Cancelled), ct);

    /// <summary>Plans failed outputs again and goes on: those with this message, or all where it is null.</summary>
    public Task RetryFailedAsync(Actor actor, Guid studyId, string? message, CancellationToken ct) => PlanAgainAsync(actor, studyId,
        o => o.Where(r => r.State == WorkState.Failed && (message == null || r.Error == message)), ct);

    private Task PlanAgainAsync(Actor actor, Guid studyId, Func<IQueryable<Output>, IQueryable<Output>> which, CancellationToken ct) => SteerAsync(actor, studyId, async (db, study) =>
    {
        var planned = await which(db.Set<Output>().Where(o => o.StudyId == studyId && o.RequestHash != Output.Erased)).ExecuteUpdateAsync(set => set
            .SetProperty(o => o.State, WorkState.Planned)
            .SetProperty(o => o.Attempts, 0)
            .SetProperty(o => o.Error, (string?)null)
            .SetProperty(o => o.FinishedAt, (DateTime?)null)
            .SetProperty(o => o.NotBefore, (DateTime?)null), ct);
        if (planned > 0 && study.State != StudyState.Draft)
            study.State = StudyState.Running;
    }, ct);

    private async Task SteerAsync(Actor actor, Guid studyId, Func<WorkbenchDb, Study, Task> steer, CancellationToken ct)
    {
        await database.WriteAsync(async db =>
        {
            await StudyAccess.HoldAsync(db, studyId, ct);
            await steer(db, await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct));
        }, ct);
        signal.Pulse();
        feed.Announce(ChangeFeed.Study(studyId));
        feed.Announce(ChangeFeed.Library);
    }

    private async Task<double?> PerMinuteAsync(IQueryable<Output> outputs, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var since = now - RateWindow;
        var recent = await outputs.Where(o => o.State == WorkState.Done && o.FinishedAt >= since)
            .GroupBy(o => o.StudyId).Select(g => new { Count = g.Count(), First = g.Min(o => o.FinishedAt) }).SingleOrDefaultAsync(ct);
        // Right after the start the window is as long as the work has run; a second keeps the first answers from looking like thousands a minute.
        return recent is null ? null : recent.Count / Math.Max(1.0 / 60, (now - recent.First!.Value).TotalMinutes);
    }

    private static async Task<IReadOnlyList<GenerationError>> ErrorsAsync(IQueryable<Output> outputs, CancellationToken ct)
    {
        var groups = await outputs.Where(o => o.Error != null && (o.State == WorkState.Failed || o.State == WorkState.Planned))
            .GroupBy(o => new { o.State, o.Error })
            .Select(g => new { g.Key.State, g.Key.Error, Count = g.Count(), Next = g.Min(o => o.NotBefore) })
            .OrderByDescending(g => g.Count).Take(MaxErrors).ToListAsync(ct);
        return groups.ConvertAll(g => new GenerationError(g.Error!, g.Count, g.State == WorkState.Planned, g.Next));
    }
}
