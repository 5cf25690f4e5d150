using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Perspective = Workbench.Shared.Judging.Perspective;
using RaterKind = Workbench.Shared.Judging.RaterKind;

namespace Workbench.Features.Annotation;

/// <summary>Gives raters their comparisons: a block of one persona at a time, under a lease that every sign of life renews.</summary>
public sealed class AssignmentStore(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How long an annotator may be away before others can take the places.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Longest draft, in UTF-16 characters.</summary>
    public const int MaxDraftLength = 40_000;

    private readonly ConcurrentDictionary<Guid, Blocks> _blocks = new();

    /// <summary>What the screen needs before the first pair.</summary>
    public Task<JudgingSession> OpenAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            var rater = await Raters.FindOrAddAsync(db, studyId, actor, Now, ct);
            return await RaterFlow.DescribeAsync(db, study, rater, new JudgingSession
            {
                StudyId = studyId,
                Pseudonym = rater.Pseudonym,
                Perspective = study.AnnotationNow().Perspective,
                Criteria = JudgingQuestions.Of(study.AnnotationNow()),
                OverallScale = study.Design.Annotation.OverallScale,
                AsksCertainty = study.Design.Annotation.AsksCertainty,
                RationaleLength = study.Design.Annotation.RationaleLength,
                ReasonCodes = study.Design.Annotation.ReasonCodes,
                Guidelines = string.IsNullOrWhiteSpace(study.Design.Annotation.Guidelines) ? null : study.Design.Annotation.Guidelines,
                Consent = RaterFlow.HasConsented(study, rater) ? null : (study.Design.Annotation.Consent!, study.Design.Annotation.ConsentVersion()!),
                CompletionCode = study.Design.Annotation.CompletionCode,
                IsSample = study.IsSample,
                Stage = RaterFlow.StageOf(study, rater),
                Progress = await ProgressAsync(db, study, rater, ct),
            }, ct);
        }, ct);

    public Task<JudgingProgress> ProgressAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            return await Raters.FindAsync(db, studyId, actor, ct) is { } rater ? await ProgressAsync(db, study, rater, ct) : new(0, 0, 0, 0);
        }, ct);

    /// <summary>
    /// The pair that the actor has open, else the next one; null where nothing is left for them. The same call gives the
    /// same pair until it is judged or skipped.
    /// </summary>
    /// <param name="actor">Who judges.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="besides">A pair to pass over: the one on the screen, when the next is fetched ahead.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PairToJudge?> NextAsync(Actor actor, Guid studyId, Guid? besides, CancellationToken ct)
    {
        var open = await database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            return study.Design.Annotation.CheckEvery is null && await Raters.FindAsync(db, studyId, actor, ct) is { } rater && RaterFlow.StageOf(study, rater) == RaterStage.Judging
                ? await OpenOf(db, rater, besides).FirstOrDefaultAsync(ct)
                : null;
        }, ct);
        var hasFreshLease = open?.LeaseUntil > Now + Lease / 2;
        Guid? id = hasFreshLease ? open!.Id : await database.WriteAsync(db => TakeAsync(db, actor, studyId, besides, ct), ct);
        if (id is null)
            return null;
        if (open is null)
            feed.Announce(ChangeFeed.Study(studyId));
        return await database.ReadAsync(db => LoadAsync(db, id.Value, ct), ct);
    }

    /// <summary>Notes when the pair came to the screen first.</summary>
    /// <exception cref="AccessDeniedException">The assignment is somebody else's.</exception>
    public Task ShowAsync(Actor actor, Guid assignmentId, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            if (await HiddenChecks.FindOwnAsync(db, actor, assignmentId, ct) is not null)
                return;
            var (assignment, rater) = await Raters.RequireOwnAsync(db, actor, assignmentId, ct);
            assignment.ShownAt ??= Now;
            await RenewAsync(db, rater, ct);
        }, ct);

    /// <summary>Keeps what the annotator entered and did not submit.</summary>
    /// <exception cref="AccessDeniedException">The assignment is somebody else's.</exception>
    /// <exception cref="ArgumentException">The draft is too long.</exception>
    public Task SaveDraftAsync(Actor actor, Guid assignmentId, string draft, CancellationToken ct)
    {
        if (draft.Length > MaxDraftLength)
            throw new ArgumentException($"A draft can have {MaxDraftLength} characters.", nameof(draft));
        return database.WriteAsync(async db =>
        {
            if (await HiddenChecks.FindOwnAsync(db, actor, assignmentId, ct) is { } check)
            {
                check.Draft = draft;
                return;
            }
            var (assignment, rater) = await Raters.RequireOwnAsync(db, actor, assignmentId, ct);
            if (assignment.State != AssignmentState.Open)
                return;
            assignment.Draft = draft;
            await RenewAsync(db, rater, ct);
        }, ct);
    }

    internal async Task<JudgingProgress> ProgressAsync(WorkbenchDb db, Study study, Rater rater, CancellationToken ct)
    {
        var own = await db.Set<Assignment>().AsNoTracking().Where(a => a.RaterId == rater.Id).ToListAsync(ct);
        var places = await OpenPlaces.ForAsync(db, study.Id, study.AnnotationNow().RatersPerComparison, own, null, Now, ct);
        var planned = await db.Set<Comparison>().CountAsync(c => c.StudyId == study.Id, ct);
        var ready = await OpenPlaces.Ready(db, study.Id).CountAsync(ct);
        return await HiddenChecks.CountInAsync(db, study, rater, new(
            own.Count(a => a.State == AssignmentState.Judged),
            own.Count(a => a.State == AssignmentState.Skipped),
            Math.Min(places.Count, Allowance(study, own)) + own.Count(a => a.State == AssignmentState.Open),
            Allowance(study, own) == 0 ? 0 : planned - ready), ct);
    }

    // How many more pairs the study lets this rater have.
    private static int Allowance(Study study, IEnumerable<Assignment> own) =>
        study.Design.Annotation.MaxPerRater is { } most ? Math.Max(0, most - own.Count(a => a.State != AssignmentState.Released)) : int.MaxValue;

    private async Task<Guid?> TakeAsync(WorkbenchDb db, Actor actor, Guid studyId, Guid? besides, CancellationToken ct)
    {
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
        if (study.State == StudyState.Draft)
            return null;
        // Holds the study's row until the commit, so that several servers on one PostgreSQL give places one after another.
        await db.Set<Study>().Where(s => s.Id == studyId).ExecuteUpdateAsync(s => s.SetProperty(x => x.LaunchedAt, x => x.LaunchedAt), ct);
        var rater = await Raters.FindOrAddAsync(db, studyId, actor, Now, ct);
        RaterFlow.Require(study, rater, RaterStage.Judging);
        var own = await db.Set<Assignment>().Where(a => a.RaterId == rater.Id).ToListAsync(ct);
        if (await HiddenChecks.DueAsync(db, study, rater, own, besides, Now, ct) is { } check)
            return check.Id;
        if (own.All(a => a.State != AssignmentState.Open || a.Id == besides))
        {
            await ReserveAsync(db, study, rater, own, ct);
            await db.SaveChangesAsync(ct);
        }
        await RenewAsync(db, rater, ct);
        var next = await OpenOf(db, rater, besides).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        if (next is null && besides is null)
            rater.FinishedAt ??= Now;
        return next;
    }

    private async Task ReserveAsync(WorkbenchDb db, Study study, Rater rater, List<Assignment> own, CancellationToken ct)
    {
        var k = study.AnnotationNow().RatersPerComparison;
        var seed = study.Design.Seed;
        var limit = Math.Min(JudgingBlocks.MaxSize, Allowance(study, own));
        if (limit == 0)
            return;
        var blocks = JudgingBlocks.InOrderOf(await BlocksAsync(db, study, ct), seed, rater.Id).ToList();
        // Usually one of the next blocks has places: looking at those alone keeps the transaction short. Only near the
        // end of a study is everything looked through.
        var untouched = blocks.Where(b => !own.Exists(a => b.Comparisons.Contains(a.ComparisonId))).Take(3).ToList();
        IReadOnlyList<PlannedSide> sides = [];
        foreach (var block in untouched.TakeWhile(_ => sides.Count == 0))
            sides = Reserve(block.Comparisons, await OpenPlaces.ForAsync(db, study.Id, k, own, block.Comparisons, Now, ct), mayExceed: false);
        if (sides.Count == 0)
        {
            var places = await OpenPlaces.ForAsync(db, study.Id, k, own, null, Now, ct);
            sides = new[] { false, true }
                .SelectMany(_ => blocks, (mayExceed, block) => Reserve(block.Comparisons, places, mayExceed))
                .FirstOrDefault(reserved => reserved.Count > 0) ?? [];
        }
        var taken = sides.Select(s => s.Comparison).ToList();
        await db.Set<Assignment>()
            .Where(a => taken.Contains(a.ComparisonId) && a.RaterId != rater.Id && a.State == AssignmentState.Open && a.LeaseUntil < Now
                && db.Set<Rater>().Any(r => r.Id == a.RaterId && r.Kind == RaterKind.Human))
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.State, AssignmentState.Released), ct);
        var position = own.Select(a => a.Position + 1).DefaultIfEmpty(0).Max();
        foreach (var side in sides)
            Add(db, study.Id, rater, own.Find(a => a.ComparisonId == side.Comparison), side, position++);

        IReadOnlyList<PlannedSide> Reserve(IReadOnlyList<Guid> block, IReadOnlyDictionary<Guid, OpenPlace> places, bool mayExceed) => SideBalance.Reserve(
            [.. block.Where(places.ContainsKey).Select(id => places[id])], k, Surplus(block, own), limit, seed, rater.Id, mayExceed);
    }

    private void Add(WorkbenchDb db, Guid studyId, Rater rater, Assignment? released, PlannedSide side, int position)
    {
        if (released is not null)
        {
            (released.State, released.FirstIsLeft, released.Position, released.LeaseUntil) = (AssignmentState.Open, side.FirstIsLeft, position, Now + Lease);
            return;
        }
        db.Add(new Assignment
        {
            Id = Guid.NewGuid(),
            StudyId = studyId,
            ComparisonId = side.Comparison,
            RaterId = rater.Id,
            FirstIsLeft = side.FirstIsLeft,
            Position = position,
            State = AssignmentState.Open,
            CreatedAt = Now,
            LeaseUntil = Now + Lease,
        });
    }

    private static int Surplus(IReadOnlyList<Guid> block, List<Assignment> own) =>
        own.Where(a => a.State is AssignmentState.Judged or AssignmentState.Open && block.Contains(a.ComparisonId)).Sum(a => a.FirstIsLeft ? 1 : -1);

    // A launched study's comparisons do not change; should some be added by an import, the count tells.
    private async Task<IReadOnlyList<(Guid Persona, IReadOnlyList<Guid> Comparisons)>> BlocksAsync(WorkbenchDb db, Study study, CancellationToken ct)
    {
        var count = await db.Set<Comparison>().CountAsync(c => c.StudyId == study.Id, ct);
        if (_blocks.TryGetValue(study.Id, out var known) && known.Count == count)
            return known.All;
        var comparisons = await db.Set<Comparison>().Where(c => c.StudyId == study.Id).Select(c => new { c.Id, c.StudyPersonaId }).ToListAsync(ct);
        var blocks = JudgingBlocks.Cut(comparisons.Select(c => (c.Id, c.StudyPersonaId)), study.Design.Seed);
        _blocks[study.Id] = new(count, blocks);
        return blocks;
    }

    private Task<int> RenewAsync(WorkbenchDb db, Rater rater, CancellationToken ct)
    {
        var until = Now + Lease;
        return db.Set<Assignment>().Where(a => a.RaterId == rater.Id && a.State == AssignmentState.Open)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.LeaseUntil, until), ct);
    }

    private static IQueryable<Assignment> OpenOf(WorkbenchDb db, Rater rater, Guid? besides) =>
        db.Set<Assignment>().Where(a => a.RaterId == rater.Id && a.State == AssignmentState.Open && a.Id != besides).OrderBy(a => a.Position);

    private static async Task<PairToJudge> LoadAsync(WorkbenchDb db, Guid assignmentId, CancellationToken ct)
    {
        if (await db.Set<HiddenCheck>().SingleOrDefaultAsync(c => c.Id == assignmentId, ct) is { } check)
            return await LoadAsync(db, check, ct);
        var row = await (
            from assignment in db.Set<Assignment>()
            where assignment.Id == assignmentId
            join comparison in db.Set<Comparison>() on assignment.ComparisonId equals comparison.Id
            join first in db.Set<Output>() on comparison.FirstOutputId equals first.Id
            join second in db.Set<Output>() on comparison.SecondOutputId equals (Guid?)second.Id
            join prompt in db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
            join persona in db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
            join study in db.Set<Study>() on assignment.StudyId equals study.Id
            select new { assignment.FirstIsLeft, assignment.Draft, First = first.Text, Second = second.Text, Prompt = prompt.Text, persona.Json, study.Design, study.Wave }).SingleAsync(ct);
        var (left, right) = row.FirstIsLeft ? (row.First, row.Second) : (row.Second, row.First);
        return new()
        {
            AssignmentId = assignmentId,
            Prompt = row.Prompt,
            Persona = row.Design.Annotation.InWave(row.Wave).Perspective == Perspective.Impersonal ? null : PersonaJson.Read(row.Json),
            Left = left ?? "",
            Right = right ?? "",
            Draft = row.Draft,
        };
    }

    private static async Task<PairToJudge> LoadAsync(WorkbenchDb db, HiddenCheck check, CancellationToken ct)
    {
        var study = await db.Set<Study>().SingleAsync(s => s.Id == check.StudyId, ct);
        var persona = await db.Set<StudyPersona>().SingleOrDefaultAsync(p => p.Id == check.StudyPersonaId, ct);
        var prompt = check.PromptText ?? (await db.Set<StudyPrompt>().SingleAsync(p => p.Id == check.StudyPromptId, ct)).Text;
        return new()
        {
            AssignmentId = check.Id,
            Prompt = prompt,
            Persona = study.AnnotationNow().Perspective == Perspective.Impersonal || persona is null ? null : PersonaJson.Read(persona.Json),
            Left = check.Left,
            Right = check.Right,
            Draft = check.Draft,
        };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private sealed record Blocks(int Count, IReadOnlyList<(Guid Persona, IReadOnlyList<Guid> Comparisons)> All);
}
