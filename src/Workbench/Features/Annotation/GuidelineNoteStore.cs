using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Annotation;

/// <summary>What researchers add to a study's guidelines while it runs. Open annotation screens hear of it at once.</summary>
public sealed class GuidelineNoteStore(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <exception cref="ArgumentException">The note is empty or too long.</exception>
    public async Task AddAsync(Actor actor, Guid studyId, string text, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var words = text.Trim();
        if (words.Length is 0 or > GuidelineNote.MaxTextLength)
            throw new ArgumentException($"Note: 1 to {GuidelineNote.MaxTextLength} characters.", nameof(text));
        await database.WriteAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
            db.Add(new GuidelineNote { Id = Guid.NewGuid(), StudyId = studyId, Text = words, By = actor.Name, At = Now });
        }, ct);
        feed.Announce(ChangeFeed.Notes(studyId));
    }

    /// <summary>Takes a note out of the guidelines; it stays on record.</summary>
    /// <exception cref="MissingException">No such note.</exception>
    public async Task WithdrawAsync(Actor actor, Guid noteId, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var studyId = await database.WriteAsync(async db =>
        {
            var note = await db.Set<GuidelineNote>().SingleOrDefaultAsync(n => n.Id == noteId, ct) ?? throw new MissingException("There is no such note.");
            await StudyAccess.RequireAsync(db, actor, note.StudyId, StudyRight.Edit, ct);
            note.WithdrawnAt ??= Now;
            return note.StudyId;
        }, ct);
        feed.Announce(ChangeFeed.Notes(studyId));
    }

    /// <summary>All notes, withdrawn ones too, the latest first.</summary>
    public Task<IReadOnlyList<GuidelineNote>> AllAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            return (IReadOnlyList<GuidelineNote>)await db.Set<GuidelineNote>().Where(n => n.StudyId == studyId).OrderByDescending(n => n.At).ThenBy(n => n.Id).ToListAsync(ct);
        }, ct);

    /// <summary>What annotators read: notes that stand, the latest first.</summary>
    public Task<IReadOnlyList<NoteToRaters>> StandingAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            return await StandingAsync(db, studyId, ct);
        }, ct);

    internal static async Task<IReadOnlyList<NoteToRaters>> StandingAsync(WorkbenchDb db, Guid studyId, CancellationToken ct) =>
        await db.Set<GuidelineNote>().Where(n => n.StudyId == studyId && n.WithdrawnAt == null)
            .OrderByDescending(n => n.At).ThenBy(n => n.Id).Select(n => new NoteToRaters(n.Text, n.At)).ToListAsync(ct);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
