using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Choice = Workbench.Shared.Judging.Choice;
using ResolvedChoice = Workbench.Shared.Judging.ResolvedChoice;

namespace Workbench.Features.Annotation;

/// <summary>Takes judgments of people: each committed before it answers, each once, and none ever overwritten.</summary>
public sealed class JudgmentStore(Database database, WaveCatalog catalog, ChangeFeed feed, TimeProvider time)
{
    public const int MaxSkipReasonLength = 200;

    /// <summary>Saves all answers of one submission in one transaction. The same submission again changes nothing.</summary>
    /// <exception cref="AccessDeniedException">The assignment is somebody else's, or a stage comes before the pairs.</exception>
    /// <exception cref="ArgumentException">An answer is missing, or does not belong to the study's questions; the message says which.</exception>
    public async Task<SubmitOutcome> SubmitAsync(Actor actor, Submission submission, CancellationToken ct)
    {
        var (outcome, studyId) = await database.WriteAsync(async db =>
        {
            if (await HiddenChecks.FindOwnAsync(db, actor, submission.AssignmentId, ct) is { } check)
                return await AnswerAsync(db, actor, check, submission, ct);
            var (assignment, rater) = await Raters.RequireOwnAsync(db, actor, submission.AssignmentId, ct);
            var study = await StudyAccess.RequireAsync(db, actor, assignment.StudyId, StudyRight.Judge, ct);
            // What was saved is answered so, wherever the rater stands by now.
            if (await db.Set<StoredJudgment>().AnyAsync(j => j.SubmissionId == submission.Id && j.AssignmentId == assignment.Id, ct))
                return (SubmitOutcome.Repeated, study.Id);
            RaterFlow.Require(study, rater, RaterStage.Judging, study.Design.Annotation.InWave(assignment.Wave).Perspective);
            SubmissionCheck.Require(study.Design.Annotation, submission);
            await RequireSpansAsync(db, study, submission, ct);
            if (await TakePlaceAsync(db, study, rater, assignment, AssignmentState.Judged, ct) is { } refused)
            {
                assignment.Draft = submission.Draft ?? assignment.Draft;
                return (refused, study.Id);
            }
            assignment.Draft = submission.Draft;
            foreach (var (criterion, answer) in submission.Answers)
                db.Add(Judgment(study, assignment, submission, criterion, answer));
            return (SubmitOutcome.Saved, study.Id);
        }, ct);
        if (outcome == SubmitOutcome.Saved)
            feed.Announce(ChangeFeed.Study(studyId));
        return outcome;
    }

    /// <summary>Leaves the pair out: an outcome of its own, counted as unscored. Somebody else gets the place.</summary>
    /// <exception cref="AccessDeniedException">The assignment is somebody else's.</exception>
    public async Task<SubmitOutcome> SkipAsync(Actor actor, Guid submissionId, Guid assignmentId, string reason, CancellationToken ct)
    {
        var (outcome, studyId) = await database.WriteAsync(async db =>
        {
            if (await HiddenChecks.FindOwnAsync(db, actor, assignmentId, ct) is { } check)
            {
                var checkedStudy = await StudyAccess.RequireAsync(db, actor, check.StudyId, StudyRight.Judge, ct);
                return (await HiddenChecks.AnswerAsync(db, checkedStudy, check, submissionId, null, Now, ct), check.StudyId);
            }
            var (assignment, rater) = await Raters.RequireOwnAsync(db, actor, assignmentId, ct);
            var study = await StudyAccess.RequireAsync(db, actor, assignment.StudyId, StudyRight.Judge, ct);
            if (await db.Set<StoredJudgment>().AnyAsync(j => j.SubmissionId == submissionId && j.AssignmentId == assignment.Id, ct))
                return (SubmitOutcome.Repeated, study.Id);
            RaterFlow.Require(study, rater, RaterStage.Judging, study.Design.Annotation.InWave(assignment.Wave).Perspective);
            if (await TakePlaceAsync(db, study, rater, assignment, AssignmentState.Skipped, ct) is { } refused)
                return (refused, study.Id);
            assignment.SkipReason = reason.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, MaxSkipReasonLength)] : null;
            var skip = new Submission { Id = submissionId, AssignmentId = assignmentId, Answers = new Dictionary<string, CriterionAnswer>(), Rationale = assignment.SkipReason };
            db.Add(Judgment(study, assignment, skip, CriterionDesign.OverallKey, null));
            return (SubmitOutcome.Saved, study.Id);
        }, ct);
        if (outcome == SubmitOutcome.Saved)
            feed.Announce(ChangeFeed.Study(studyId));
        return outcome;
    }

    /// <summary>
    /// Takes back the actor's last judgment or skip in the study: its rows stay, marked as superseded, and the pair is
    /// open again with the former answers.
    /// </summary>
    /// <returns>The reopened assignment; null where there is nothing to undo.</returns>
    /// <exception cref="InvalidOperationException">It was a skip, and others were given the place since.</exception>
    public async Task<Guid?> UndoAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        var undone = await database.WriteAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            // Who has a code for what they judged keeps both.
            if (await Raters.FindAsync(db, studyId, actor, ct) is not { } rater || await CrowdExits.IsOverAsync(db, rater, ct))
                return (Guid?)null;
            var last = await db.Set<StoredJudgment>()
                .Where(j => j.RaterId == rater.Id && j.SupersededAt == null)
                .OrderByDescending(j => j.SubmittedAt)
                .FirstOrDefaultAsync(ct);
            var lastCheck = await db.Set<HiddenCheck>().Where(c => c.RaterId == rater.Id && c.AnsweredAt != null).OrderByDescending(c => c.AnsweredAt).FirstOrDefaultAsync(ct);
            if (lastCheck is not null && lastCheck.AnsweredAt >= (last?.SubmittedAt ?? DateTime.MinValue))
            {
                await HiddenChecks.TakeBackAsync(db, study, rater, lastCheck, Now, ct);
                return lastCheck.Id;
            }
            if (last is null)
                return null;
            var assignment = await db.Set<Assignment>().SingleAsync(a => a.Id == last.AssignmentId, ct);
            if (assignment.State == AssignmentState.Skipped)
                await RequireFreeAsync(db, study, rater, assignment, ct);
            var rows = await db.Set<StoredJudgment>().Where(j => j.AssignmentId == last.AssignmentId && j.SupersededAt == null).ToListAsync(ct);
            rows.ForEach(j => (j.SupersededAt, j.SupersededReason) = (Now, "undone by the rater"));
            (assignment.State, assignment.LeaseUntil, assignment.SkipReason) = (AssignmentState.Open, Now + AssignmentStore.Lease, null);
            return assignment.Id;
        }, ct);
        if (undone is not null)
            feed.Announce(ChangeFeed.Study(studyId));
        return undone;
    }

    private async Task<(SubmitOutcome, Guid)> AnswerAsync(WorkbenchDb db, Actor actor, HiddenCheck check, Submission submission, CancellationToken ct)
    {
        var study = await StudyAccess.RequireAsync(db, actor, check.StudyId, StudyRight.Judge, ct);
        SubmissionCheck.Require(study.Design.Annotation, submission);
        await RequireSpansAsync(db, study, submission, ct);
        check.Draft = submission.Draft;
        return (await HiddenChecks.AnswerAsync(db, study, check, submission.Id, submission.Answers[CriterionDesign.OverallKey], Now, ct), study.Id);
    }

    // The texts are read only where passages are marked, and the same for a hidden check, so that it does not show.
    private static async Task RequireSpansAsync(WorkbenchDb db, Study study, Submission submission, CancellationToken ct)
    {
        if (submission.Details?.Spans is { Count: > 0 } spans)
            SpanCheck.Require(study.Design.Annotation, await AssignmentStore.LoadAsync(db, submission.AssignmentId, ct), spans);
    }

    // A skip gave its place away at once.
    private async Task RequireFreeAsync(WorkbenchDb db, Study study, Rater rater, Assignment assignment, CancellationToken ct)
    {
        await HoldAsync(db, study, assignment, ct);
        if (!await LapsedPlaces.IsFreeAsync(db, catalog, study, rater, assignment, Now, ct))
            throw new InvalidOperationException("Others were given the pair that you skipped, so it stays skipped.");
    }

    // Moves an assignment on by one conditional update, so that of two submits at the same time one wins. What was given
    // back, and what the rater was away from for too long, may still be finished while there is a place.
    private async Task<SubmitOutcome?> TakePlaceAsync(WorkbenchDb db, Study study, Rater rater, Assignment assignment, AssignmentState to, CancellationToken ct)
    {
        while (assignment.State is AssignmentState.Open or AssignmentState.Released)
        {
            if (!LapsedPlaces.IsHeldForSure(assignment, Now))
            {
                await HoldAsync(db, study, assignment, ct);
                if (assignment.State is AssignmentState.Judged or AssignmentState.Skipped)
                    break;
                if (!await LapsedPlaces.IsFreeAsync(db, catalog, study, rater, assignment, Now, ct))
                    return SubmitOutcome.PlaceTaken;
            }
            var read = assignment.State;
            var moved = await db.Set<Assignment>()
                .Where(a => a.Id == assignment.Id && a.State == read)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.State, to).SetProperty(x => x.LeaseUntil, (DateTime?)null), ct);
            await db.Entry(assignment).ReloadAsync(ct);
            if (moved == 1)
                return null;
        }
        return SubmitOutcome.AlreadyJudged;
    }

    // Both are read again, so that what is decided on is what holds.
    private static async Task HoldAsync(WorkbenchDb db, Study study, Assignment assignment, CancellationToken ct)
    {
        await StudyAccess.HoldAsync(db, study.Id, ct);
        await db.Entry(study).ReloadAsync(ct);
        await db.Entry(assignment).ReloadAsync(ct);
    }

    private StoredJudgment Judgment(Study study, Assignment assignment, Submission submission, string criterion, CriterionAnswer? answer) => new()
    {
        Id = Guid.NewGuid(),
        SubmissionId = submission.Id,
        StudyId = study.Id,
        ComparisonId = assignment.ComparisonId,
        AssignmentId = assignment.Id,
        RaterId = assignment.RaterId,
        Criterion = criterion,
        Displayed = answer?.Choice,
        Resolved = answer?.Choice is { } choice ? Resolve(choice, assignment.FirstIsLeft) : null,
        FirstIsLeft = assignment.FirstIsLeft,
        Strength = answer?.Strength,
        Value = answer?.Value,
        Certainty = criterion == CriterionDesign.OverallKey ? submission.Certainty : null,
        Rationale = criterion == CriterionDesign.OverallKey ? submission.Rationale : null,
        Details = criterion == CriterionDesign.OverallKey ? submission.Details : null,
        Perspective = study.Design.Annotation.InWave(assignment.Wave).Perspective,
        ShownAt = assignment.ShownAt,
        SubmittedAt = Now,
        Seconds = submission.Seconds,
    };

    private static ResolvedChoice Resolve(Choice choice, bool firstIsLeft) => choice switch
    {
        Choice.Left => firstIsLeft ? ResolvedChoice.First : ResolvedChoice.Second,
        Choice.Right => firstIsLeft ? ResolvedChoice.Second : ResolvedChoice.First,
        Choice.Tie => ResolvedChoice.Tie,
        Choice.BothBad => ResolvedChoice.BothBad,
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "unknown choice"),
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
