using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Perspective = Workbench.Shared.Judging.Perspective;

namespace Workbench.Features.Annotation;

/// <summary>Gives raters their comparisons: a block of one persona at a time, under a lease that every sign of life renews.</summary>
public sealed class AssignmentStore(Database database, WaveCatalog catalog, SliceReader slices, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How long an annotator may be away before others can take the places.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Longest draft, in UTF-16 characters.</summary>
    public const int MaxDraftLength = 40_000;

    /// <summary>What the screen needs before the first pair.</summary>
    public async Task<JudgingSession> OpenAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        // Only somebody new, or a participant who is shown out, is written down: all others would hold up those who judge.
        await database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            return await Raters.FindAsync(db, studyId, actor, ct) is { } rater && await SessionAsync(db, study, rater, ct) is var session && !await CrowdExits.EndsAsync(db, rater, session, ct)
                ? await CrowdExits.LeadOutAsync(db, rater, session, Now, ct)
                : null;
        }, ct)
        ?? await database.WriteAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            var rater = await Raters.FindOrAddAsync(db, studyId, actor, Now, ct);
            return await CrowdExits.LeadOutAsync(db, rater, await SessionAsync(db, study, rater, ct), Now, ct);
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
        var (study, open) = await database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            return study.Design.Annotation.CheckEvery is null && await Raters.FindAsync(db, studyId, actor, ct) is { } rater
                && await OpenOf(db, rater, besides).FirstOrDefaultAsync(ct) is { } open
                && RaterFlow.StageOf(study, rater, study.Design.Annotation.InWave(open.Wave).Perspective) == RaterStage.Judging
                ? (study, open)
                : (study, null);
        }, ct);
        var hasFreshLease = open?.LeaseUntil > Now + Lease / 2;
        Guid? id = open?.Id;
        if (!hasFreshLease)
        {
            var known = await slices.ReadAsync(study, ct);
            id = await database.WriteAsync(db => TakeAsync(db, actor, studyId, besides, known, ct), ct);
        }
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

    internal Task<JudgingProgress> ProgressAsync(WorkbenchDb db, Study study, Rater rater, CancellationToken ct) =>
        RaterProgress.ReadAsync(db, catalog, study, rater, Now, ct);

    private async Task<JudgingSession> SessionAsync(WorkbenchDb db, Study study, Rater rater, CancellationToken ct)
    {
        var own = await db.Set<Assignment>().AsNoTracking().Where(a => a.RaterId == rater.Id).ToListAsync(ct);
        var wave = OpenWave.OfRater(study, own);
        var design = study.Design.Annotation;
        return await RaterFlow.DescribeAsync(db, study, rater, new JudgingSession
        {
            StudyId = study.Id,
            Pseudonym = rater.Pseudonym,
            Wave = wave.Number,
            AsksAnew = AsksAnew(study, wave, own),
            Perspective = wave.Design.Perspective,
            Criteria = JudgingQuestions.Of(wave.Design),
            OverallScale = design.OverallScale,
            Unit = design.Unit,
            AsksCertainty = design.AsksCertainty,
            RationaleLength = design.RationaleLength,
            ReasonCodes = design.ReasonCodes,
            AsksSpans = design.AsksSpans,
            Guidelines = string.IsNullOrWhiteSpace(design.Guidelines) ? null : design.Guidelines,
            Consent = RaterFlow.HasConsented(study, rater) ? null : (design.Consent!, design.ConsentVersion()!),
            CompletionCode = design.CompletionCode,
            IsSample = study.IsSample,
            Stage = RaterFlow.StageOf(study, rater, wave.Design.Perspective),
            Progress = await ProgressAsync(db, study, rater, ct),
        }, ct);
    }

    private async Task<Guid?> TakeAsync(WorkbenchDb db, Actor actor, Guid studyId, Guid? besides, IReadOnlyDictionary<Slice, SliceScores>? known, CancellationToken ct)
    {
        await StudyAccess.HoldAsync(db, studyId, ct);
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
        if (study.State == StudyState.Draft)
            return null;
        var rater = await Raters.FindOrAddAsync(db, studyId, actor, Now, ct);
        await LapsedPlaces.RenewAsync(db, catalog, rater, givesBack: true, Now, ct);
        var own = await db.Set<Assignment>().Where(a => a.RaterId == rater.Id).ToListAsync(ct);
        RaterFlow.Require(study, rater, RaterStage.Judging, OpenWave.OfRater(study, own).Design.Perspective);
        if (await CrowdExits.IsOverAsync(db, rater, ct))
            return null;
        if (await HiddenChecks.DueAsync(db, study, rater, own, besides, Now, ct) is { } check)
            return check.Id;
        // The last pair in hand may be judged to the end while the wave that is open now asks for something first.
        if (own.All(a => a.State != AssignmentState.Open || a.Id == besides) && RaterFlow.StageOf(study, rater) == RaterStage.Judging && !await Raters.IsLeftOutByRuleAsync(db, rater, ct))
        {
            await new BlockReservation(db, catalog, study, rater, own, Now).TakeAsync(known, ct);
            await db.SaveChangesAsync(ct);
        }
        var next = await OpenOf(db, rater, besides).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        if (next is null && besides is null && await OwnAnswers.OfAsync(db, study, rater, ct) is not { PairsToCome: > 0 })
            rater.FinishedAt ??= Now;
        return next;
    }

    // Whether the rater comes to a wave whose question is not the one that they answered last.
    private static bool AsksAnew(Study study, OpenWave wave, List<Assignment> own)
    {
        var done = own.Where(a => a.State is AssignmentState.Judged or AssignmentState.Skipped).ToList();
        return done.All(a => a.Wave != wave.Number) && done.MaxBy(a => a.Position) is { } last
            && study.Design.Annotation.InWave(last.Wave).Perspective != wave.Design.Perspective;
    }

    private Task RenewAsync(WorkbenchDb db, Rater rater, CancellationToken ct) => LapsedPlaces.RenewAsync(db, catalog, rater, givesBack: false, Now, ct);

    private static IQueryable<Assignment> OpenOf(WorkbenchDb db, Rater rater, Guid? besides) =>
        db.Set<Assignment>().Where(a => a.RaterId == rater.Id && a.State == AssignmentState.Open && a.Id != besides).OrderBy(a => a.Position);

    internal static async Task<PairToJudge> LoadAsync(WorkbenchDb db, Guid assignmentId, CancellationToken ct)
    {
        if (await db.Set<HiddenCheck>().SingleOrDefaultAsync(c => c.Id == assignmentId, ct) is { } check)
            return await LoadAsync(db, check, ct);
        var row = await (
            from assignment in db.Set<Assignment>()
            where assignment.Id == assignmentId
            join comparison in db.Set<Comparison>() on assignment.ComparisonId equals comparison.Id
            join first in db.Set<Output>() on comparison.FirstOutputId equals first.Id
            join other in db.Set<Output>() on comparison.SecondOutputId equals (Guid?)other.Id into others
            from second in others.DefaultIfEmpty()
            join prompt in db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
            join persona in db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
            join study in db.Set<Study>() on assignment.StudyId equals study.Id
            select new { assignment.FirstIsLeft, assignment.Draft, assignment.Wave, First = first.Text, Second = second.Text, IsSingle = comparison.SecondOutputId == null, Prompt = prompt.Text, persona.Json, study.Design }).SingleAsync(ct);
        var (left, right) = row.IsSingle ? (row.First, null) : row.FirstIsLeft ? (row.First, row.Second) : (row.Second, row.First);
        return new()
        {
            AssignmentId = assignmentId,
            Wave = row.Wave,
            Prompt = row.Prompt,
            Persona = Shown(row.Design.Annotation.InWave(row.Wave).Perspective, row.Json),
            Left = left ?? "",
            Right = row.IsSingle ? null : right ?? "",
            Draft = row.Draft,
        };
    }

    private static async Task<PairToJudge> LoadAsync(WorkbenchDb db, HiddenCheck check, CancellationToken ct)
    {
        var study = await db.Set<Study>().SingleAsync(s => s.Id == check.StudyId, ct);
        var persona = await db.Set<StudyPersona>().SingleOrDefaultAsync(p => p.Id == check.StudyPersonaId, ct);
        var own = await db.Set<Assignment>().AsNoTracking().Where(a => a.RaterId == check.RaterId && a.State == AssignmentState.Open).ToListAsync(ct);
        var wave = OpenWave.OfRater(study, own);
        var prompt = check.PromptText ?? (await db.Set<StudyPrompt>().SingleAsync(p => p.Id == check.StudyPromptId, ct)).Text;
        return new()
        {
            AssignmentId = check.Id,
            Wave = wave.Number,
            Prompt = prompt,
            Persona = persona is null ? null : Shown(wave.Design.Perspective, persona.Json),
            Left = check.Left,
            Right = study.Design.Annotation.Unit == JudgedUnit.Output ? null : check.Right,
            Draft = check.Draft,
        };
    }

    private static Persona? Shown(Perspective perspective, string json) => perspective switch
    {
        Perspective.Impersonal => null,
        Perspective.Self => PersonaJson.Read(json) with { Name = "You" },
        _ => PersonaJson.Read(json),
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
