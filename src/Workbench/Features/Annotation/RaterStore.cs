using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Annotation;

/// <summary>Decisions about raters: consent they gave, and whether their judgments count.</summary>
public sealed class RaterStore(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How many of a rater's judgments are shown.</summary>
    public const int LatestCount = 20;

    /// <summary>Leaves all judgments of a rater out of the results, or takes them in again. Nothing is deleted, and every decision stays on record.</summary>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    /// <exception cref="InvalidOperationException">The person has withdrawn, or somebody else decided the same before.</exception>
    /// <exception cref="MissingException">No such rater.</exception>
    public async Task DecideAsync(Actor actor, Guid raterId, bool isExcluded, string reason, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var words = reason.Trim();
        if (words.Length is 0 or > RaterDecision.MaxReasonLength)
            throw new ArgumentException($"Reason: 1 to {RaterDecision.MaxReasonLength} characters.", nameof(reason));
        var studyId = await database.WriteAsync(async db =>
        {
            var rater = await db.Set<Rater>().SingleOrDefaultAsync(r => r.Id == raterId, ct) ?? throw new MissingException("There is no such rater.");
            await StudyAccess.RequireAsync(db, actor, rater.StudyId, StudyRight.Edit, ct);
            if (rater.IsWithdrawn)
                throw new InvalidOperationException("This person has withdrawn, and stays left out.");
            if (isExcluded == rater.ExcludedAt is not null)
                throw new InvalidOperationException(isExcluded ? $"{rater.Pseudonym} was left out meanwhile: {rater.ExclusionReason}" : $"{rater.Pseudonym} was taken in again meanwhile.");
            Raters.Decide(db, rater, isExcluded, words, actor.Name, time.GetUtcNow().UtcDateTime);
            return rater.StudyId;
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
    }

    /// <summary>Every decision about the study's raters, the latest first.</summary>
    public Task<IReadOnlyList<(string Pseudonym, RaterDecision Decision)>> DecisionsAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            var rows = await (
                from decision in db.Set<RaterDecision>()
                join rater in db.Set<Rater>() on decision.RaterId equals rater.Id
                where rater.StudyId == studyId
                orderby decision.At descending
                select new { rater.Pseudonym, decision }).ToListAsync(ct);
            return (IReadOnlyList<(string, RaterDecision)>)[.. rows.Select(r => (r.Pseudonym, r.decision))];
        }, ct);

    /// <summary>What the rater answered lately to the overall question, skips included, the latest first.</summary>
    /// <exception cref="MissingException">No such rater.</exception>
    public Task<IReadOnlyList<RaterJudgment>> LatestAsync(Actor actor, Guid raterId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            Access.RequireResearcher(actor);
            var rater = await db.Set<Rater>().SingleOrDefaultAsync(r => r.Id == raterId, ct) ?? throw new MissingException("There is no such rater.");
            await StudyAccess.RequireAsync(db, actor, rater.StudyId, StudyRight.View, ct);
            var rows = await (
                from judgment in db.Set<StoredJudgment>()
                join comparison in db.Set<Comparison>() on judgment.ComparisonId equals comparison.Id
                join prompt in db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
                join persona in db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
                where judgment.RaterId == raterId && judgment.SupersededAt == null && judgment.Criterion == CriterionDesign.OverallKey
                orderby judgment.SubmittedAt descending, judgment.Id
                select new { Judgment = judgment, Prompt = prompt.Text, Persona = persona.Name }).Take(LatestCount).ToListAsync(ct);
            return (IReadOnlyList<RaterJudgment>)[.. rows.Select(r => new RaterJudgment
            {
                At = r.Judgment.SubmittedAt,
                Prompt = r.Prompt,
                Persona = r.Persona,
                Displayed = r.Judgment.Displayed,
                Strength = r.Judgment.Strength,
                Value = r.Judgment.Value,
                Seconds = r.Judgment.Seconds,
                Rationale = r.Judgment.Rationale,
                Flag = r.Judgment.Details?.Flag,
            })];
        }, ct);

    /// <summary>The actor agrees to the study's consent text as it is now.</summary>
    /// <exception cref="ArgumentException">The text that was agreed to is not the study's.</exception>
    public Task ConsentAsync(Actor actor, Guid studyId, string version, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            if (version != study.Design.Annotation.ConsentVersion())
                throw new ArgumentException("The consent text has changed. Reload the page and read it again.", nameof(version));
            var now = time.GetUtcNow().UtcDateTime;
            var rater = await Raters.FindOrAddAsync(db, studyId, actor, now, ct);
            (rater.ConsentVersion, rater.ConsentedAt) = (version, now);
        }, ct);
}
