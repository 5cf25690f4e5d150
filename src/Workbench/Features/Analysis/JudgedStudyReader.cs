using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>Reads what a study's charts are computed from, and the small number that says whether it has changed.</summary>
internal static class JudgedStudyReader
{
    /// <summary>
    /// Changes whenever the charts could: judgments are only added and superseded, assignments skipped, outputs finished,
    /// raters left out, comparisons adjudicated, waves opened and overlaps changed.
    /// </summary>
    public static async Task<string> VersionAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var judgments = await db.Set<StoredJudgment>().CountAsync(j => j.StudyId == studyId, ct);
        var standing = await db.Set<StoredJudgment>().CountAsync(j => j.StudyId == studyId && j.SupersededAt == null, ct);
        var skipped = await db.Set<Assignment>().CountAsync(a => a.StudyId == studyId && a.State == AssignmentState.Skipped, ct);
        var done = await db.Set<Output>().CountAsync(o => o.StudyId == studyId && o.State == WorkState.Done, ct);
        var comparisons = await db.Set<Comparison>().CountAsync(c => c.StudyId == studyId, ct);
        var decisions = await db.Set<RaterDecision>().CountAsync(d => db.Set<Rater>().Any(r => r.Id == d.RaterId && r.StudyId == studyId), ct);
        var adjudications = await db.Set<Adjudication>().CountAsync(a => a.StudyId == studyId, ct);
        var changes = await db.Set<StudyDecision>().CountAsync(d => d.StudyId == studyId, ct);
        return FormattableString.Invariant($"{judgments}.{standing}.{skipped}.{done}.{comparisons}.{decisions}.{adjudications}.{changes}");
    }

    public static Task<JudgedStudy> ReadAsync(WorkbenchDb db, Study study, CancellationToken ct) => ReadAsync(db, study, false, ct);

    /// <summary>The same with no more judgments than the primary estimate is made of: those by people on the overall question.</summary>
    public static Task<JudgedStudy> ReadPrimaryAsync(WorkbenchDb db, Study study, CancellationToken ct) => ReadAsync(db, study, true, ct);

    private static async Task<JudgedStudy> ReadAsync(WorkbenchDb db, Study study, bool isPrimary, CancellationToken ct)
    {
        var personas = Labelled(await db.Set<StudyPersona>().Where(p => p.StudyId == study.Id).OrderBy(p => p.Position)
            .Select(p => new { p.Id, p.Name }).ToListAsync(ct), p => p.Id, p => p.Name);
        var prompts = await db.Set<StudyPrompt>().Where(p => p.StudyId == study.Id).OrderBy(p => p.Position)
            .Select(p => new { p.Id, p.Position, p.Category }).ToListAsync(ct);
        var conditions = (await db.Set<Condition>().Where(c => c.StudyId == study.Id).OrderBy(c => c.Position).ToListAsync(ct))
            .Select((c, i) => new JudgedCondition(c.Id, i + 1, c.Name, c.IsPersonalized)).ToList();
        var comparisons = await ComparisonsAsync(db, study.Id, personas, prompts.ToDictionary(p => p.Id, p => p.Category), conditions, ct);
        var rows = await RowsAsync(db, study, comparisons, isPrimary, ct);
        return new()
        {
            Id = study.Id,
            Name = study.Name,
            IsSample = study.IsSample,
            Seed = study.Design.Seed,
            Unit = study.Design.Annotation.Unit,
            RatersPerComparison = study.AnnotationNow().RatersPerComparison,
            Wanted = Wanted(study, comparisons),
            Perspective = study.AnnotationNow().Perspective,
            Personas = personas,
            Categories = [.. prompts.Select(p => p.Category).Distinct()],
            Conditions = conditions,
            Comparisons = comparisons,
            Rows = rows,
            Adjudications = await AdjudicationsAsync(db, study.Id, comparisons, ct),
            Excluded = await db.Set<StoredJudgment>().CountAsync(
                j => j.StudyId == study.Id && j.SupersededAt == null && db.Set<Rater>().Any(r => r.Id == j.RaterId && r.ExcludedAt != null), ct),
            Superseded = await db.Set<StoredJudgment>().CountAsync(j => j.StudyId == study.Id && j.SupersededAt != null, ct),
        };
    }

    /// <summary>Names need not be unique; as clusters and rows of a chart they are.</summary>
    internal static List<JudgedPersona> Labelled<T>(List<T> personas, Func<T, Guid> id, Func<T, string> name)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. personas.Select((persona, i) =>
        {
            var count = seen[name(persona)] = seen.GetValueOrDefault(name(persona)) + 1;
            return new JudgedPersona(id(persona), i + 1, count == 1 ? name(persona) : $"{name(persona)} ({count})");
        })];
    }

    private static async Task<List<JudgedComparison>> ComparisonsAsync(
        WorkbenchDb db, Guid studyId, List<JudgedPersona> personas, Dictionary<Guid, string> categories, List<JudgedCondition> conditions, CancellationToken ct)
    {
        var persona = personas.ToDictionary(p => p.Id);
        var condition = conditions.ToDictionary(c => c.Id);
        var stored = await (
            from comparison in db.Set<Comparison>()
            join first in db.Set<Output>() on comparison.FirstOutputId equals first.Id
            join other in db.Set<Output>() on comparison.SecondOutputId equals (Guid?)other.Id into others
            from second in others.DefaultIfEmpty()
            where comparison.StudyId == studyId
            select new { Comparison = comparison, IsReady = first.State == WorkState.Done && (comparison.SecondOutputId == null || second.State == WorkState.Done) }).ToListAsync(ct);
        return [.. stored
            .Select(s => new JudgedComparison(
                s.Comparison.Id, persona[s.Comparison.StudyPersonaId], s.Comparison.StudyPromptId, categories[s.Comparison.StudyPromptId],
                condition[s.Comparison.FirstConditionId], s.Comparison.SecondConditionId is { } second ? condition[second] : null, s.IsReady, s.Comparison.OnlyForRaterId is not null))
            .OrderBy(c => c.Persona.Number).ThenBy(c => c.Id)];
    }

    private static Dictionary<Perspective, IReadOnlyList<int>> Wanted(Study study, List<JudgedComparison> comparisons)
    {
        var design = study.Design.Annotation;
        var index = comparisons.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var wanted = new Dictionary<Perspective, IReadOnlyList<int>>();
        foreach (var wave in Enumerable.Range(0, Math.Max(1, design.Waves.Count)).Select(number => OpenWave.Of(design, number)))
        {
            var isOwn = wave.Design.Perspective == Perspective.Self;
            var counts = wanted.TryGetValue(wave.Design.Perspective, out var known) ? (int[])known : new int[comparisons.Count];
            // What a rater has of their own is all theirs, in every wave of that view.
            var taken = isOwn ? comparisons.Where(c => c.IsOwn).Select(c => c.Id) : WaveBlocks.Cut(
                [.. comparisons.Where(c => !c.IsOwn).Select(c => new PlannedComparison(c.Id, c.Persona.Id, c.PromptId, c.First.Id, c.Second?.Id))], wave, study.Design.Seed, onlyFor: null).Comparisons.Keys;
            foreach (var id in taken)
                counts[index[id]] = isOwn ? 1 : counts[index[id]] + wave.K;
            wanted[wave.Design.Perspective] = counts;
        }
        return wanted;
    }

    private static async Task<IReadOnlyList<JudgedAdjudication>> AdjudicationsAsync(WorkbenchDb db, Guid studyId, List<JudgedComparison> comparisons, CancellationToken ct)
    {
        var index = comparisons.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var all = await db.Set<Adjudication>().Where(a => a.StudyId == studyId).OrderBy(a => a.At).ThenBy(a => a.Id)
            .Select(a => new { a.ComparisonId, a.Criterion, a.Perspective, a.Resolved, a.Value }).ToListAsync(ct);
        return [.. all.Where(a => index.ContainsKey(a.ComparisonId)).GroupBy(a => (a.ComparisonId, a.Criterion, a.Perspective))
            .Select(g => new JudgedAdjudication(index[g.Key.ComparisonId], g.Key.Criterion, g.Key.Perspective, g.Last().Resolved, g.Last().Value))
            .OrderBy(a => a.Comparison).ThenBy(a => a.Criterion, StringComparer.Ordinal).ThenBy(a => a.Perspective)];
    }

    private static async Task<List<JudgedRow>> RowsAsync(WorkbenchDb db, Study study, List<JudgedComparison> comparisons, bool isPrimary, CancellationToken ct)
    {
        var index = comparisons.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var judgments = await (
            from judgment in db.Set<StoredJudgment>()
            join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
            join assignment in db.Set<Assignment>() on judgment.AssignmentId equals assignment.Id
            where judgment.StudyId == study.Id && judgment.SupersededAt == null && rater.ExcludedAt == null
                && (!isPrimary || (rater.Kind == RaterKind.Human && judgment.Criterion == CriterionDesign.OverallKey))
            select new { judgment.AssignmentId, judgment.ComparisonId, rater.Pseudonym, rater.Kind, judgment.Criterion, judgment.Perspective, judgment.Displayed, judgment.FirstIsLeft, assignment.SelectionProbability, judgment.Value })
            .ToListAsync(ct);
        var skipped = await (
            from assignment in db.Set<Assignment>()
            join rater in db.Set<Rater>() on assignment.RaterId equals rater.Id
            where assignment.StudyId == study.Id && assignment.State == AssignmentState.Skipped && rater.ExcludedAt == null && (!isPrimary || rater.Kind == RaterKind.Human)
            select new { assignment.Id, assignment.ComparisonId, rater.Pseudonym, rater.Kind, assignment.FirstIsLeft, assignment.Wave, assignment.SelectionProbability }).ToListAsync(ct);
        var judged = judgments.Select(j => j.AssignmentId).ToHashSet();
        return
        [
            .. judgments.Select(j => new JudgedRow(index[j.ComparisonId], j.Pseudonym, j.Kind, j.Criterion, j.Perspective, j.Displayed, j.FirstIsLeft, j.SelectionProbability, j.Value))
                .OrderBy(r => r.Comparison).ThenBy(r => r.Rater, StringComparer.Ordinal).ThenBy(r => r.Criterion, StringComparer.Ordinal),
            .. skipped.Where(s => !judged.Contains(s.Id))
                .Select(s => new JudgedRow(index[s.ComparisonId], s.Pseudonym, s.Kind, null, study.Design.Annotation.InWave(s.Wave).Perspective, null, s.FirstIsLeft, s.SelectionProbability))
                .OrderBy(r => r.Comparison).ThenBy(r => r.Rater, StringComparer.Ordinal),
        ];
    }
}
