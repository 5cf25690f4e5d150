using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>Takes a person out of a study at their request: their words, and what leads from the data to them.</summary>
public sealed class WithdrawalStore(Database database, ChangeFeed feed, TimeProvider time)
{
    private const string Words = "withdrew: ";

    /// <summary>Longest reason; the decision says besides that the rater withdrew.</summary>
    public static int MaxReasonLength => RaterDecision.MaxReasonLength - Words.Length;

    /// <summary>
    /// Leaves the rater out of the results, deletes what they wrote (answers to questions, reasons, remarks, marked
    /// passages, drafts, their own profile), ends their right to the study, and cuts the tie between pseudonym and person.
    /// Choices and times stay under the pseudonym. The decision stays on record.
    /// </summary>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    /// <exception cref="InvalidOperationException">No person, or withdrawn already, or an answer for their profile is under way.</exception>
    /// <exception cref="MissingException">No such rater.</exception>
    public async Task WithdrawAsync(Actor actor, Guid raterId, string reason, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var words = reason.Trim();
        if (words.Length == 0 || words.Length > MaxReasonLength)
            throw new ArgumentException($"Reason: 1 to {MaxReasonLength} characters.", nameof(reason));
        var studyId = await database.WriteAsync(async db =>
        {
            var rater = await db.Set<Rater>().SingleOrDefaultAsync(r => r.Id == raterId, ct) ?? throw new MissingException("There is no such rater.");
            await StudyAccess.RequireAsync(db, actor, rater.StudyId, StudyRight.Edit, ct);
            if (rater.Kind != RaterKind.Human)
                throw new InvalidOperationException("Only a person can withdraw.");
            if (rater.IsWithdrawn)
                throw new InvalidOperationException("This person has withdrawn already.");
            Raters.Decide(db, rater, true, Words + words, actor.Name, Now);
            if (rater.OwnPersonaId is { } profile)
                await ErasedProfile.EraseAsync(db, rater, profile, ct);
            await ForgetWordsAsync(db, rater, ct);
            await LeaveAsync(db, rater, ct);
            rater.ActorId = Rater.WithdrawnPrefix + rater.Id;
            return rater.StudyId;
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
    }

    private static async Task ForgetWordsAsync(WorkbenchDb db, Rater rater, CancellationToken ct)
    {
        rater.ScreenOutReason = null;
        await db.Set<SurveyAnswer>().Where(a => a.RaterId == rater.Id).ExecuteDeleteAsync(ct);
        await db.Set<Assignment>().Where(a => a.RaterId == rater.Id)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Draft, (string?)null).SetProperty(x => x.SkipReason, (string?)null), ct);
        await db.Set<HiddenCheck>().Where(c => c.RaterId == rater.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.Draft, (string?)null), ct);
        // Judgments that were taken back hold words as well.
        var judgments = db.Set<StoredJudgment>().Where(j => j.RaterId == rater.Id);
        foreach (var judgment in await judgments.Where(j => j.Details != null).ToListAsync(ct))
            judgment.Details = judgment.Details! with { Flag = null, Spans = [] };
        await judgments.ExecuteUpdateAsync(j => j.SetProperty(x => x.Rationale, (string?)null), ct);
    }

    // Somebody who also works on the study keeps that right. Who came from a platform is paid under the platform's own id,
    // which the payment file still has, and nothing leads from there to the data.
    private async Task LeaveAsync(WorkbenchDb db, Rater rater, CancellationToken ct)
    {
        if (CrowdParticipant.IdOf(rater.ActorId) is { } participant)
            await CrowdStates.DropAsync(db, rater.StudyId, participant, CrowdState.Active, CrowdState.Returned, Now, ct);
        if (InvitedAnnotator.IdOf(rater.ActorId) is { } invited)
            await db.Set<InvitedAnnotator>().Where(a => a.Id == invited).ExecuteUpdateAsync(a => a.SetProperty(x => x.Name, "withdrew"), ct);
        await Raters.GiveBackAsync(db, rater.StudyId, rater.ActorId, ct);
        await db.Set<StudyMember>().Where(m => m.StudyId == rater.StudyId && m.ActorId == rater.ActorId && m.Right == StudyRight.Judge).ExecuteDeleteAsync(ct);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
