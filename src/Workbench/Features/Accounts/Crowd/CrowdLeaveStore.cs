using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>Lets a participant go for whom there is nothing to judge, as somebody whom the study does not need.</summary>
public sealed class CrowdLeaveStore(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>
    /// Ends the actor's part as screened out and frees their place; the code for it is shown after that, and never before.
    /// Changes nothing for anybody who has pairs, or had some.
    /// </summary>
    /// <exception cref="AccessDeniedException">The actor may not judge the study.</exception>
    public async Task LeaveAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        await database.WriteAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            if (CrowdParticipant.IdOf(actor.Id) is { } id && await Raters.FindAsync(db, studyId, actor, ct) is { FinishedAt: not null } rater
                && !await db.Set<Assignment>().AnyAsync(a => a.RaterId == rater.Id && a.State != AssignmentState.Released, ct))
                await CrowdStates.MoveAsync(db, id, CrowdState.Active, CrowdState.ScreenedOut, time.GetUtcNow().UtcDateTime, ct);
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
    }
}
