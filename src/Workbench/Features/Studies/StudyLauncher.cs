using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workbench.Data;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Studies;

/// <summary>
/// Freezes a design: copies of its personas, prompts and conditions, a manifest with their hashes, one planned output
/// per persona, prompt, condition and sample, and the comparisons between conditions. All in one transaction.
/// </summary>
public sealed class StudyLauncher(Database database, StudyPlanner planner, ChangeFeed feed, TimeProvider time)
{
    private static readonly JsonSerializerOptions Indented = new(JsonColumn.Options) { WriteIndented = true };

    /// <exception cref="InvalidOperationException">The design is not ready, or the study was launched before; the message says what to mend.</exception>
    public async Task LaunchAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        var design = await database.ReadAsync(async db => (await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct)).Design, ct);
        var (plan, missing) = await planner.PlanAsync(actor, design, ct);
        var problems = StudyDesignProblems.Of(design).Select(p => p.Problem).Concat(missing).ToList();
        if (problems.Count == 0 && plan.PairCount == 0 && design.Annotation.AsksAboutPersonas())
            problems.Add("No prompt of this design may be asked by any of its personas.");
        if (plan.OutputCount > StudyDesign.MaxOutputs)
            problems.Add($"{plan.OutputCount:N0} outputs are planned; a study holds at most {StudyDesign.MaxOutputs:N0}.");
        if (problems.Count > 0)
            throw new InvalidOperationException(string.Join(" ", problems));

        await database.WriteAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
            if (study.State != StudyState.Draft)
                throw new InvalidOperationException("This study is launched already.");
            if (study.Design != design && JsonSerializer.Serialize(study.Design, JsonColumn.Options) != JsonSerializer.Serialize(design, JsonColumn.Options))
                throw new InvalidOperationException("The design changed while it was being launched. Look at it once more.");
            // Without personas there is nothing to write until somebody describes themself.
            Freeze(db, study, plan, plan.OutputCount == 0 ? StudyState.Generated : StudyState.Running);
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
        feed.Announce(ChangeFeed.Library);
    }

    /// <summary>Adds everything that a launched study consists of to the context; the caller's transaction commits it.</summary>
    internal FrozenRows Freeze(WorkbenchDb db, Study study, StudyPlan plan, StudyState state)
    {
        var rows = FrozenRows.From(study, plan);
        db.AddRange(rows.Personas);
        db.AddRange(rows.Prompts);
        db.AddRange(rows.Conditions);
        db.AddRange(rows.Outputs);
        db.AddRange(rows.Comparisons);
        study.State = state;
        study.LaunchedAt = time.GetUtcNow().UtcDateTime;
        study.Manifest = Manifest(study, rows);
        study.ManifestHash = Hash(study.Manifest);
        return rows;
    }

    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Manifest(Study study, FrozenRows rows) => JsonSerializer.Serialize(new
    {
        Study = study.Name,
        StudyId = study.Id,
        Program = typeof(StudyLauncher).Assembly.GetName().Version!.ToString(3),
        study.LaunchedAt,
        study.Design.Seed,
        study.Design.Samples,
        study.Design.Annotation,
        Personas = rows.Personas.Select(p => new { p.Name, p.PersonaId, p.Version, p.Hash }),
        Prompts = rows.Prompts.Select(p => new { p.Category, p.PromptId, p.Version, p.Hash }),
        Conditions = rows.Conditions.Select(c => new { c.Design.Name, c.Design.Technique, c.TemplateVersion, c.Design.Parameters, c.Design.Model, c.Design.Decoding }),
        Outputs = rows.Outputs.Count,
        Comparisons = rows.Comparisons.Count,
        Requests = Hash(string.Join('\n', rows.Outputs.Select(o => o.RequestHash))),
    }, Indented);
}
