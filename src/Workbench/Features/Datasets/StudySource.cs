using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personalization;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>One study at one moment, for writers: the small frozen parts in memory, outputs and judgments as streams in an order of their own.</summary>
public sealed class StudySource
{
    private readonly WorkbenchDb _db;

    private StudySource(WorkbenchDb db, Study study, FrozenStudy frozen, JudgedStudy judged)
    {
        _db = db;
        Study = study;
        Personas = frozen.Personas.ToDictionary(p => p.Id);
        Prompts = frozen.Prompts.ToDictionary(p => p.Id);
        Conditions = frozen.Conditions.ToDictionary(c => c.Id);
        Labels = judged.Personas.ToDictionary(p => p.Id, p => p.Label);
        Judged = judged;
    }

    public Study Study { get; }

    public IReadOnlyDictionary<Guid, FrozenPersona> Personas { get; }

    public IReadOnlyDictionary<Guid, FrozenPrompt> Prompts { get; }

    public IReadOnlyDictionary<Guid, FrozenCondition> Conditions { get; }

    /// <summary>A name for every persona that no other of the study has.</summary>
    public IReadOnlyDictionary<Guid, string> Labels { get; }

    /// <summary>The judgments that stand, as the results page sees them.</summary>
    public JudgedStudy Judged { get; }

    /// <summary>The library's id of a persona, or the study's own where the library does not have it.</summary>
    public string PersonaKey(Guid studyPersonaId) => (Personas[studyPersonaId].PersonaId ?? studyPersonaId).ToString("D");

    /// <summary>Whether what a participant wrote about themself stays in the program, as the study's design says.</summary>
    public bool IsWithheld(Guid studyPersonaId) => Personas[studyPersonaId].IsParticipant && !Study.Design.Annotation.ExportsProfiles;

    public string PromptKey(Guid studyPromptId) => (Prompts[studyPromptId].PromptId ?? studyPromptId).ToString("D");

    internal static async Task<StudySource> OpenAsync(WorkbenchDb db, Study study, CancellationToken ct) =>
        new(db, study, await StudyStore.FrozenAsync(db, study.Id, ct), await JudgedStudyReader.ReadAsync(db, study, ct));

    /// <summary>Every judgment that stands, by persona, prompt, sample, comparison, rater and criterion; at last skipped comparisons without a row of their own.</summary>
    public async IAsyncEnumerable<ExportedJudgment> JudgmentsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var studyId = Study.Id;
        var judgments = (
            from judgment in _db.Set<StoredJudgment>()
            join comparison in _db.Set<Comparison>() on judgment.ComparisonId equals comparison.Id
            join persona in _db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
            join prompt in _db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
            join rater in _db.Set<Rater>() on judgment.RaterId equals rater.Id
            join assignment in _db.Set<Assignment>() on judgment.AssignmentId equals assignment.Id
            where judgment.StudyId == studyId && judgment.SupersededAt == null
            orderby persona.Position, prompt.Position, comparison.Sample, comparison.Id, rater.Pseudonym, judgment.Criterion, judgment.Id
            select new ExportedJudgment(comparison, rater, assignment, judgment)).AsAsyncEnumerable();
        await foreach (var judgment in judgments.WithCancellation(ct))
            yield return judgment;
        var skipped = (
            from assignment in _db.Set<Assignment>()
            join comparison in _db.Set<Comparison>() on assignment.ComparisonId equals comparison.Id
            join persona in _db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
            join prompt in _db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
            join rater in _db.Set<Rater>() on assignment.RaterId equals rater.Id
            where assignment.StudyId == studyId && assignment.State == AssignmentState.Skipped
                && !_db.Set<StoredJudgment>().Any(j => j.AssignmentId == assignment.Id && j.SupersededAt == null)
            orderby persona.Position, prompt.Position, comparison.Sample, comparison.Id, rater.Pseudonym
            select new ExportedJudgment(comparison, rater, assignment, null)).AsAsyncEnumerable();
        await foreach (var skip in skipped.WithCancellation(ct))
            yield return skip;
    }

    /// <summary>Every rater of the study with what they passed through besides the pairs, by pseudonym.</summary>
    public async Task<IReadOnlyList<ExportedRater>> RatersAsync(CancellationToken ct)
    {
        var studyId = Study.Id;
        var raters = await _db.Set<Rater>().Where(r => r.StudyId == studyId).ToListAsync(ct);
        var judged = (await _db.Set<StoredJudgment>()
            .Where(j => j.StudyId == studyId && j.SupersededAt == null && j.Criterion == CriterionDesign.OverallKey)
            .GroupBy(j => new { j.RaterId, j.Perspective, IsScored = j.Resolved != null }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToLookup(g => g.Key.RaterId);
        var answers = (await _db.Set<SurveyAnswer>().Where(a => a.StudyId == studyId).ToListAsync(ct)).ToLookup(a => a.RaterId);
        var training = (await _db.Set<TrainingAnswer>().Where(a => a.StudyId == studyId).ToListAsync(ct)).ToLookup(a => a.RaterId);
        var checks = (await _db.Set<HiddenCheck>().Where(c => c.StudyId == studyId && c.AnsweredAt != null).ToListAsync(ct)).ToLookup(c => c.RaterId);
        return
        [
            .. raters.OrderBy(r => r.Pseudonym, StringComparer.Ordinal).Select(r => new ExportedRater(
                r,
                [.. judged[r.Id].Select(j => j.Key.Perspective).Distinct().Order()],
                judged[r.Id].Where(j => j.Key.IsScored).Sum(j => j.Count),
                [.. answers[r.Id]],
                [.. training[r.Id].OrderBy(t => t.At).ThenBy(t => t.PairKey, StringComparer.Ordinal)],
                [.. checks[r.Id]])),
        ];
    }

    /// <summary>Every adjudication, by persona, prompt, sample, comparison, criterion, perspective and time. There are few of them.</summary>
    public async Task<IReadOnlyList<ExportedAdjudication>> AdjudicationsAsync(CancellationToken ct)
    {
        var studyId = Study.Id;
        var rows = await (
            from adjudication in _db.Set<Adjudication>()
            join comparison in _db.Set<Comparison>() on adjudication.ComparisonId equals comparison.Id
            join persona in _db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
            join prompt in _db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
            where adjudication.StudyId == studyId
            orderby persona.Position, prompt.Position, comparison.Sample, comparison.Id, adjudication.Criterion, adjudication.Perspective, adjudication.At, adjudication.Id
            select new { Comparison = comparison, Adjudication = adjudication }).ToListAsync(ct);
        // Names of accounts leave the program nowhere else either.
        var names = rows.OrderBy(r => r.Adjudication.At).ThenBy(r => r.Adjudication.Id).Select(r => r.Adjudication.By).Distinct().Select((by, i) => (by, i))
            .ToDictionary(n => n.by, n => FormattableString.Invariant($"adjudicator-{n.i + 1}"));
        var latest = rows.GroupBy(r => (r.Comparison.Id, r.Adjudication.Criterion, r.Adjudication.Perspective)).Select(g => g.Last().Adjudication.Id).ToHashSet();
        return [.. rows.Select(r => new ExportedAdjudication(r.Comparison, r.Adjudication, names[r.Adjudication.By], latest.Contains(r.Adjudication.Id)))];
    }

    /// <summary>Every output of the study, done or not, by persona, prompt, condition and sample.</summary>
    public IAsyncEnumerable<Output> OutputsAsync()
    {
        var studyId = Study.Id;
        return (
            from output in _db.Set<Output>()
            join persona in _db.Set<StudyPersona>() on output.StudyPersonaId equals persona.Id
            join prompt in _db.Set<StudyPrompt>() on output.StudyPromptId equals prompt.Id
            join condition in _db.Set<Condition>() on output.ConditionId equals condition.Id
            where output.StudyId == studyId
            orderby persona.Position, prompt.Position, condition.Position, output.Sample
            select output).AsAsyncEnumerable();
    }

    /// <summary>Every comparison with the texts of both outputs, by persona, prompt, sample and comparison.</summary>
    public IAsyncEnumerable<ExportedComparison> ComparisonsAsync()
    {
        var studyId = Study.Id;
        return (
            from comparison in _db.Set<Comparison>()
            join persona in _db.Set<StudyPersona>() on comparison.StudyPersonaId equals persona.Id
            join prompt in _db.Set<StudyPrompt>() on comparison.StudyPromptId equals prompt.Id
            join first in _db.Set<Output>() on comparison.FirstOutputId equals first.Id
            join second in _db.Set<Output>() on comparison.SecondOutputId equals (Guid?)second.Id
            where comparison.StudyId == studyId
            orderby persona.Position, prompt.Position, comparison.Sample, comparison.Id
            select new ExportedComparison(
                comparison.Id, comparison.StudyPersonaId, comparison.StudyPromptId, comparison.FirstConditionId, second.ConditionId,
                first.State == WorkState.Done ? first.Text : null, second.State == WorkState.Done ? second.Text : null, first.Messages, second.Messages))
            .AsAsyncEnumerable();
    }
}

/// <summary>One judgment with what it was about.</summary>
/// <param name="Judgment">Null where the rater skipped the comparison and no row says so.</param>
public sealed record ExportedJudgment(Comparison Comparison, Rater Rater, Assignment Assignment, StoredJudgment? Judgment);

/// <summary>One rater with what they passed through besides the pairs.</summary>
/// <param name="Judged">Usable verdicts on the overall question (or rating) that stand.</param>
public sealed record ExportedRater(
    Rater Rater, IReadOnlyList<Perspective> Perspectives, int Judged, IReadOnlyList<SurveyAnswer> Answers, IReadOnlyList<TrainingAnswer> Training, IReadOnlyList<HiddenCheck> Checks);

/// <summary>One adjudication with what it was about.</summary>
/// <param name="By">A pseudonym that holds within the file.</param>
/// <param name="IsLatest">Whether no later one is about the same comparison and criterion.</param>
public sealed record ExportedAdjudication(Comparison Comparison, Adjudication Adjudication, string By, bool IsLatest);

/// <summary>Two texts that stood against each other; a text is null while it is not generated.</summary>
public sealed record ExportedComparison(
    Guid Id, Guid StudyPersonaId, Guid StudyPromptId, Guid FirstConditionId, Guid SecondConditionId, string? First, string? Second,
    IReadOnlyList<PromptMessage>? FirstMessages, IReadOnlyList<PromptMessage>? SecondMessages);
