using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;

namespace Workbench.Features.Annotation;

/// <summary>Takes what a participant wrote about themself out of everything that held it. Answers and judgments stay.</summary>
internal static class ErasedProfile
{
    /// <summary>
    /// Empties the profile, and deletes the requests that held it with their hashes: a hash would let a guess at the text
    /// be tested. What is not written yet is given up for good, as nothing could be composed for it any more.
    /// </summary>
    /// <exception cref="InvalidOperationException">An answer is under way, and would bring the text back with it.</exception>
    public static async Task EraseAsync(WorkbenchDb db, Rater rater, Guid personaId, CancellationToken ct)
    {
        var outputs = db.Set<Output>().Where(o => o.StudyId == rater.StudyId && o.StudyPersonaId == personaId);
        if (await outputs.AnyAsync(o => o.State == WorkState.Claimed, ct))
            throw new InvalidOperationException("An answer for this person is being written at this moment. Nothing was erased; try again in a minute.");
        var json = PersonaJson.Write(new Persona { Name = rater.Pseudonym, Items = [] });
        var hash = StudyLauncher.Hash(json);
        await db.Set<StudyPersona>().Where(p => p.Id == personaId).ExecuteUpdateAsync(p => p.SetProperty(x => x.Json, json).SetProperty(x => x.Hash, hash), ct);
        var personalized = outputs.Where(o => db.Set<Condition>().Any(c => c.Id == o.ConditionId && c.IsPersonalized));
        await db.Set<CachedReply>().Where(r => personalized.Any(o => o.RequestHash == r.RequestHash)).ExecuteDeleteAsync(ct);
        foreach (var output in await personalized.ToListAsync(ct))
            output.Messages = null;
        await personalized.ExecuteUpdateAsync(o => o.SetProperty(x => x.RequestHash, Output.Erased), ct);
        await outputs.Where(o => o.State != WorkState.Done)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.State, WorkState.Cancelled).SetProperty(x => x.RequestHash, Output.Erased).SetProperty(x => x.Error, (string?)null), ct);
    }
}
