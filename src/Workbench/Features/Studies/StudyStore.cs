using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>Studies as drafts, and what is known about launched ones.</summary>
public sealed class StudyStore(Database database, ChangeFeed feed, TimeProvider time)
{
    public Task<IReadOnlyList<StudySummary>> ListAsync(Actor actor, CancellationToken ct) =>
        database.ReadAsync(async db => (IReadOnlyList<StudySummary>)[.. await SummariesAsync(db, StudyAccess.Visible(db, actor), ct)], ct);

    /// <exception cref="MissingException">No such study.</exception>
    public Task<StudySummary> GetSummaryAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            return (await SummariesAsync(db, db.Set<Study>().Where(s => s.Id == studyId), ct)).Single();
        }, ct);

    /// <exception cref="MissingException">No such study.</exception>
    public Task<StudyDetail> GetAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            var summary = (await SummariesAsync(db, db.Set<Study>().Where(s => s.Id == studyId), ct)).Single();
            var frozen = study.State == StudyState.Draft ? null : await FrozenAsync(db, studyId, ct);
            return new StudyDetail(summary, study.Design, study.Manifest, study.ManifestHash, frozen);
        }, ct);

    public Task<Guid> CreateAsync(Actor actor, string name, StudyDesign design, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return WriteAsync(db =>
        {
            var study = new Study { Id = Guid.NewGuid(), Name = CheckedName(name), State = StudyState.Draft, Design = design, CreatedAt = Now };
            db.Add(study);
            if (actor.Role == ActorRole.Researcher)
                db.Add(new StudyMember { StudyId = study.Id, ActorId = actor.Id, Right = StudyRight.Edit, CreatedAt = Now });
            return Task.FromResult(study.Id);
        }, ct);
    }

    /// <exception cref="InvalidOperationException">The study is launched: its design is frozen.</exception>
    public Task SaveDesignAsync(Actor actor, Guid studyId, StudyDesign design, CancellationToken ct) =>
        EditAsync(actor, studyId, study =>
        {
            if (study.State != StudyState.Draft)
                throw new InvalidOperationException("The study is launched and its design frozen. Copy it to change something.");
            study.Design = design;
        }, ct);

    public Task RenameAsync(Actor actor, Guid studyId, string name, string question, CancellationToken ct) =>
        EditAsync(actor, studyId, study => (study.Name, study.Question) = (CheckedName(name), question.Trim()), ct);

    /// <summary>A new draft with the same design; the library's personas and prompts of today.</summary>
    public Task<Guid> CopyAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return WriteAsync(async db =>
        {
            var from = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            const string Suffix = " (copy)";
            var name = from.Name.Length + Suffix.Length > Study.MaxNameLength ? from.Name[..(Study.MaxNameLength - Suffix.Length)] : from.Name;
            var copy = new Study { Id = Guid.NewGuid(), Name = name + Suffix, Question = from.Question, State = StudyState.Draft, Design = from.Design, CreatedAt = Now };
            db.Add(copy);
            if (actor.Role == ActorRole.Researcher)
                db.Add(new StudyMember { StudyId = copy.Id, ActorId = actor.Id, Right = StudyRight.Edit, CreatedAt = Now });
            return copy.Id;
        }, ct);
    }

    /// <summary>Hides the study; nothing is removed, and <see cref="RestoreAsync"/> brings it back.</summary>
    public Task DeleteAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        EditAsync(actor, studyId, study =>
        {
            study.DeletedAt = Now;
            if (study.State == StudyState.Running)
                study.State = StudyState.Paused;
        }, ct);

    public Task RestoreAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return WriteAsync(async db =>
        {
            var study = await db.Set<Study>().SingleAsync(s => s.Id == studyId, ct);
            study.DeletedAt = null;
            await db.SaveChangesAsync(ct);
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
            return true;
        }, ct);
    }

    internal static async Task<FrozenStudy> FrozenAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var personas = await db.Set<StudyPersona>().Where(p => p.StudyId == studyId).OrderBy(p => p.Position).ToListAsync(ct);
        var prompts = await db.Set<StudyPrompt>().Where(p => p.StudyId == studyId).OrderBy(p => p.Position).ToListAsync(ct);
        var conditions = await db.Set<Condition>().Where(c => c.StudyId == studyId).OrderBy(c => c.Position).ToListAsync(ct);
        var own = (await db.Set<Rater>().Where(r => r.StudyId == studyId && r.OwnPersonaId != null).Select(r => r.OwnPersonaId!.Value).ToListAsync(ct)).ToHashSet();
        return new(
            [.. personas.Select(p => new FrozenPersona(p.Id, p.Position, p.PersonaId, p.Version, PersonaJson.Read(p.Json), p.Hash, own.Contains(p.Id)))],
            [.. prompts.Select(p => new FrozenPrompt(p.Id, p.Position, p.PromptId, p.Version, p.Category, p.Text, p.Reference, p.StudyPersonaId, p.Hash))],
            [.. conditions.Select(c => new FrozenCondition(c.Id, c.Position, c.Design, c.IsPersonalized, c.TemplateVersion))]);
    }

    private static async Task<List<StudySummary>> SummariesAsync(WorkbenchDb db, IQueryable<Study> studies, CancellationToken ct)
    {
        var rows = await studies.OrderByDescending(s => s.CreatedAt).ToListAsync(ct);
        var ids = rows.ConvertAll(s => s.Id);
        var outputs = await db.Set<Output>().Where(o => ids.Contains(o.StudyId))
            .GroupBy(o => o.StudyId).Select(g => new { g.Key, Total = g.Count(), Done = g.Count(o => o.State == WorkState.Done) }).ToDictionaryAsync(g => g.Key, ct);
        var comparisons = await db.Set<Comparison>().Where(c => ids.Contains(c.StudyId))
            .GroupBy(c => c.StudyId).Select(g => new { g.Key, Total = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Total, ct);
        var judgments = await (
            from judgment in db.Set<StoredJudgment>()
            join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
            where ids.Contains(judgment.StudyId) && judgment.SupersededAt == null && judgment.Criterion == "overall"
            group judgment by new { judgment.StudyId, rater.Kind } into g
            select new { g.Key.StudyId, g.Key.Kind, Count = g.Count() }).ToListAsync(ct);
        return rows.ConvertAll(s => new StudySummary
        {
            Id = s.Id,
            Name = s.Name,
            Question = s.Question,
            State = s.State,
            IsSample = s.IsSample,
            CreatedAt = s.CreatedAt,
            LaunchedAt = s.LaunchedAt,
            Personas = s.Design.PersonaIds.Count,
            Prompts = s.Design.PromptIds.Count,
            Conditions = s.Design.Conditions.Count,
            OutputsDone = outputs.TryGetValue(s.Id, out var o) ? o.Done : 0,
            Outputs = o?.Total ?? 0,
            Comparisons = comparisons.GetValueOrDefault(s.Id),
            HumanJudgments = judgments.Where(j => j.StudyId == s.Id && j.Kind == RaterKind.Human).Sum(j => j.Count),
            SimulatedJudgments = judgments.Where(j => j.StudyId == s.Id && j.Kind == RaterKind.Simulated).Sum(j => j.Count),
        });
    }

    private Task<Guid> EditAsync(Actor actor, Guid studyId, Action<Study> edit, CancellationToken ct) =>
        WriteAsync(async db =>
        {
            edit(await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct));
            return studyId;
        }, ct);

    private async Task<T> WriteAsync<T>(Func<WorkbenchDb, Task<T>> write, CancellationToken ct)
    {
        var result = await database.WriteAsync(write, ct);
        feed.Announce(ChangeFeed.Library);
        if (result is Guid id)
            feed.Announce(ChangeFeed.Study(id));
        return result;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static string CheckedName(string name) => name.Trim() switch
    {
        "" => throw new ArgumentException("Name: a study needs a name.", nameof(name)),
        { Length: > Study.MaxNameLength } => throw new ArgumentException($"Name: at most {Study.MaxNameLength} characters fit.", nameof(name)),
        var trimmed => trimmed,
    };
}
