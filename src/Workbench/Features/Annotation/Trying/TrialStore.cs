using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Workbench.Shared;
using Workbench.Shared.Access;
using Perspective = Workbench.Shared.Judging.Perspective;
using RaterKind = Workbench.Shared.Judging.RaterKind;

namespace Workbench.Features.Annotation.Trying;

/// <summary>Opens dry runs. It only reads: the study is copied into a memory of its own, and everything happens there.</summary>
public sealed class TrialStore(Database database, IConfiguration configuration, ContentRoot root, TimeProvider time)
{
    /// <summary>A trial goes over so many comparisons, in whole blocks of a persona; more would only cost memory.</summary>
    public const int MostComparisons = 200;

    /// <summary>What has to happen before the study can be tried; null where it can be.</summary>
    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    public Task<string?> MissingAsync(Actor actor, Guid studyId, CancellationToken ct) => database.ReadAsync(async db =>
    {
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
        var unit = study.Design.Annotation.Unit;
        var planned = await db.Set<Comparison>().CountAsync(c => c.StudyId == studyId && c.OnlyForRaterId == null, ct);
        return study.State == StudyState.Draft ? "The study is a draft. Launch it; then its answers are generated, and judging them can be tried."
            : study.AnnotationNow().Perspective == Perspective.Self ? "In the open wave everybody judges answers that are written for themselves, and a trial has none written. Invite yourself on the People page to see it."
            : planned == 0 ? unit == JudgedUnit.Output
                ? "The study has no answer that anybody could rate. One condition at least is needed, and answers that are not written for one annotator alone."
                : "The study has no comparison that anybody could judge. Two conditions at least are needed, and answers that are not written for one annotator alone."
            : await Ready(db, studyId).AnyAsync(ct) ? null
            : unit == JudgedUnit.Output ? $"None of the {unit.Count(planned)} is written yet. Let the generation go on."
            : string.Create(CultureInfo.InvariantCulture, $"None of the {planned:N0} comparisons has its answers yet. Let the generation go on.");
    }, ct);

    /// <summary>Begins a trial; whoever holds it disposes it.</summary>
    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    /// <exception cref="InvalidOperationException">Something is missing; <see cref="MissingAsync"/> says what.</exception>
    public async Task<Trial> OpenAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        if (await MissingAsync(actor, studyId, ct) is { } missing)
            throw new InvalidOperationException(missing);
        var copy = await database.ReadSnapshotAsync(db => CopyAsync(db, actor, studyId, ct), ct);
        return await TrialMemory.OpenAsync(copy, configuration, root, time, ct);
    }

    private static IQueryable<Comparison> Ready(WorkbenchDb db, Guid studyId) => OpenPlaces.Ready(db, studyId).Where(c => c.OnlyForRaterId == null);

    private async Task<IReadOnlyList<object>> CopyAsync(WorkbenchDb db, Actor actor, Guid studyId, CancellationToken ct)
    {
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
        var ready = await Ready(db, studyId).ToListAsync(ct);
        var chosen = Some(ready, study.Design.Seed);
        var comparisons = ready.Where(c => chosen.Contains(c.Id)).ToList();
        var outputs = comparisons.Select(c => c.FirstOutputId).Concat(comparisons.Select(c => c.SecondOutputId).OfType<Guid>()).Distinct().ToList();
        var (personas, prompts) = (comparisons.Select(c => c.StudyPersonaId).Distinct().ToList(), comparisons.Select(c => c.StudyPromptId).Distinct().ToList());
        var prepared = study.Design.Annotation.Training.Concat(study.Design.Annotation.Gold).Select(p => p.PersonaId).Distinct().ToList();
        return
        [
            study,
            new StudyMember { StudyId = studyId, ActorId = Trial.Name, Right = StudyRight.Judge, CreatedAt = time.GetUtcNow().UtcDateTime },
            new Rater { Id = Guid.NewGuid(), StudyId = studyId, Kind = RaterKind.Human, ActorId = Trial.Name, Pseudonym = Trial.Name, CreatedAt = time.GetUtcNow().UtcDateTime },
            .. await db.Set<StudyPersona>().Where(p => personas.Contains(p.Id) || (p.StudyId == studyId && p.PersonaId != null && prepared.Contains(p.PersonaId))).ToListAsync(ct),
            .. await db.Set<StudyPrompt>().Where(p => prompts.Contains(p.Id)).ToListAsync(ct),
            .. await db.Set<Condition>().Where(c => c.StudyId == studyId).ToListAsync(ct),
            .. await db.Set<Output>().Where(o => outputs.Contains(o.Id)).ToListAsync(ct),
            .. await db.Set<GuidelineNote>().Where(n => n.StudyId == studyId).ToListAsync(ct),
            .. comparisons,
        ];
    }

    // Another order each time, as another annotator would get.
    private static HashSet<Guid> Some(IEnumerable<Comparison> ready, int seed)
    {
        var some = new HashSet<Guid>();
        foreach (var (_, block) in JudgingBlocks.InOrderOf(JudgingBlocks.Cut(ready.Select(c => (c.Id, c.StudyPersonaId)), seed), seed, Guid.NewGuid()))
        {
            if (some.Count >= MostComparisons)
                break;
            some.UnionWith(block);
        }
        return some;
    }
}
