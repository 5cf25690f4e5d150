using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Access;

namespace Workbench.Features.Generation;

/// <summary>Reads generated outputs, a page at a time.</summary>
public sealed class OutputStore(Database database)
{
    public Task<OutputPage> ReadAsync(Actor actor, Guid studyId, OutputFilter filter, CancellationToken ct) => database.ReadAsync(async db =>
    {
        await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
        var study = await StudyStore.FrozenAsync(db, studyId, ct);
        var conditions = study.Conditions.Where(c => filter.Condition is null || c.Id == filter.Condition).ToList();
        if (conditions.Count == 0)
            return new OutputPage([], 0, 1, study);
        // Every cell has one output in each condition, so those of one condition count and order the cells.
        var first = conditions[0].Id;
        var cells = db.Set<Output>().Where(o => o.StudyId == studyId && o.ConditionId == first
            && (filter.Persona == null || o.StudyPersonaId == filter.Persona) && (filter.Prompt == null || o.StudyPromptId == filter.Prompt));
        var total = await cells.CountAsync(ct);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + OutputFilter.PageSize - 1) / OutputFilter.PageSize));
        var keys = await cells
            .OrderBy(o => db.Set<StudyPersona>().Single(p => p.Id == o.StudyPersonaId).Position)
            .ThenBy(o => db.Set<StudyPrompt>().Single(p => p.Id == o.StudyPromptId).Position)
            .ThenBy(o => o.Sample)
            .Skip((page - 1) * OutputFilter.PageSize).Take(OutputFilter.PageSize)
            .Select(o => new { o.StudyPersonaId, o.StudyPromptId, o.Sample }).ToListAsync(ct);
        var (personas, prompts) = (keys.ConvertAll(k => k.StudyPersonaId), keys.ConvertAll(k => k.StudyPromptId));
        var ids = conditions.ConvertAll(c => c.Id);
        var rows = (await db.Set<Output>().Where(o => o.StudyId == studyId && ids.Contains(o.ConditionId)
            && personas.Contains(o.StudyPersonaId) && prompts.Contains(o.StudyPromptId)).ToListAsync(ct))
            .ToLookup(o => new { o.StudyPersonaId, o.StudyPromptId, o.Sample });
        return new OutputPage([.. keys.Select(key => new OutputCell(
            study.Personas.Single(p => p.Id == key.StudyPersonaId),
            study.Prompts.Single(p => p.Id == key.StudyPromptId),
            key.Sample,
            [.. from condition in conditions
                join row in rows[key] on condition.Id equals row.ConditionId
                select OutputView.Of(row, condition)]))], total, page, study);
    }, ct);
}
