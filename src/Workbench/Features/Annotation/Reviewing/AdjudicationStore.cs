using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Reviewing;

/// <summary>Opens disputed comparisons and adds a researcher's verdict. Judgments stay as they are; a later adjudication adds a row and replaces none.</summary>
public sealed class AdjudicationStore(Database database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>The comparison as it is reviewed, under one criterion and in one perspective; null takes the one that is asked for now.</summary>
    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    /// <exception cref="MissingException">The study has no such comparison, or its answers are not there yet.</exception>
    public Task<ReviewedPair> OpenAsync(Actor actor, Guid studyId, Guid comparisonId, string criterion, Perspective? perspective, CancellationToken ct) => database.ReadAsync(async db =>
    {
        var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
        var comparison = await db.Set<Comparison>().SingleOrDefaultAsync(c => c.Id == comparisonId && c.StudyId == studyId, ct) ?? throw Missing();
        var outputs = await db.Set<Output>().Where(o => (o.Id == comparison.FirstOutputId || o.Id == comparison.SecondOutputId) && o.State == WorkState.Done).ToDictionaryAsync(o => o.Id, o => o.Text ?? "", ct);
        if (!outputs.TryGetValue(comparison.FirstOutputId, out var first) || (comparison.SecondOutputId is { } id && !outputs.ContainsKey(id)))
            throw Missing();
        var second = comparison.SecondOutputId is { } other ? outputs[other] : null;
        var persona = await db.Set<StudyPersona>().SingleAsync(p => p.Id == comparison.StudyPersonaId, ct);
        var view = perspective ?? study.AnnotationNow().Perspective;
        var questions = Questions(study, view);
        var asked = questions.FirstOrDefault(q => q.Key == criterion) ?? questions[0];
        var firstIsLeft = second is null || ReviewSides.FirstIsLeft(study, comparisonId);
        return new ReviewedPair
        {
            ComparisonId = comparisonId,
            Criterion = asked,
            Perspective = view,
            Others = [.. questions.Where(q => q.Key != asked.Key)],
            Prompt = (await db.Set<StudyPrompt>().SingleAsync(p => p.Id == comparison.StudyPromptId, ct)).Text,
            Persona = view == Perspective.Impersonal ? null : PersonaJson.Read(persona.Json),
            Left = second is null || firstIsLeft ? first : second,
            Right = second is null ? null : firstIsLeft ? second : first,
            Verdicts = await VerdictsAsync(db, comparisonId, asked.Key, view, firstIsLeft, ct),
            History = [.. (await db.Set<Adjudication>().Where(a => a.ComparisonId == comparisonId && a.Criterion == asked.Key && a.Perspective == view).OrderByDescending(a => a.At).ThenBy(a => a.Id).ToListAsync(ct))
                .Select(a => new PastAdjudication(Words(ReviewSides.Displayed(a.Resolved, firstIsLeft), null, a.Value), a.Reason, a.By, a.At))],
            MayAdjudicate = await StudyAccess.MayAsync(db, actor, studyId, StudyRight.Edit, ct),
        };
    }, ct);

    /// <summary>Adds a verdict.</summary>
    /// <exception cref="AccessDeniedException">The actor may not edit the study.</exception>
    /// <exception cref="ArgumentException">The verdict does not fit the question, or has no reason; the message names the field.</exception>
    /// <exception cref="MissingException">The study has no such comparison.</exception>
    public async Task AdjudicateAsync(Actor actor, Guid studyId, NewAdjudication verdict, CancellationToken ct)
    {
        await database.WriteAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
            var reason = verdict.Reason.Trim();
            if (reason.Length is 0 or > Adjudication.MaxReasonLength)
                throw new ArgumentException($"Reason: 1 to {Adjudication.MaxReasonLength} characters.", nameof(verdict));
            if (!await db.Set<Comparison>().AnyAsync(c => c.Id == verdict.ComparisonId && c.StudyId == studyId, ct))
                throw Missing();
            Require(study, verdict);
            var firstIsLeft = study.Design.Annotation.Unit == JudgedUnit.Output || ReviewSides.FirstIsLeft(study, verdict.ComparisonId);
            db.Add(new Adjudication
            {
                Id = Guid.NewGuid(),
                StudyId = studyId,
                ComparisonId = verdict.ComparisonId,
                Criterion = verdict.Criterion,
                Perspective = verdict.Perspective,
                FirstIsLeft = firstIsLeft,
                Displayed = verdict.Displayed,
                Resolved = ReviewSides.Resolved(verdict.Displayed, firstIsLeft),
                Value = verdict.Value,
                Reason = reason,
                By = actor.Name,
                At = time.GetUtcNow().UtcDateTime,
            });
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
    }

    private static void Require(Study study, NewAdjudication verdict)
    {
        if (!study.Design.Annotation.Perspectives().Contains(verdict.Perspective))
            throw new ArgumentException("Perspective: no wave of this study asks from that view.", nameof(verdict));
        if (Questions(study, verdict.Perspective).All(q => q.Key != verdict.Criterion))
            throw new ArgumentException($"Criterion: this study does not ask about '{verdict.Criterion}'.", nameof(verdict));
        var isRated = study.Design.Annotation.Unit == JudgedUnit.Output;
        var problem = verdict switch
        {
            { Value: not null } when !isRated => "Verdict: this study compares, it rates nothing.",
            { Displayed: not null } when isRated => "Verdict: this study rates single answers from 1 to 5.",
            { Value: < 1 or > 5 } => "Verdict: a rating goes from 1 to 5.",
            { Displayed: Choice.BothBad } when verdict.Criterion != CriterionDesign.OverallKey => "Verdict: only the overall question offers “both bad”.",
            _ => null,
        };
        if (problem is not null)
            throw new ArgumentException(problem, nameof(verdict));
    }

    // A guess measures the blinding; there is nothing to adjudicate about it.
    private static List<CriterionDesign> Questions(Study study, Perspective perspective) => [.. JudgingQuestions.Of(study.Design.Annotation with { Perspective = perspective }).Where(q => q.Key != CriterionDesign.GuessKey)];

    private static async Task<IReadOnlyList<RaterVerdict>> VerdictsAsync(
        WorkbenchDb db, Guid comparisonId, string criterion, Perspective perspective, bool firstIsLeft, CancellationToken ct)
    {
        var rows = await (
            from judgment in db.Set<StoredJudgment>()
            join rater in db.Set<Rater>() on judgment.RaterId equals rater.Id
            where judgment.ComparisonId == comparisonId && judgment.SupersededAt == null && judgment.Perspective == perspective
                && (judgment.Criterion == criterion || judgment.Criterion == CriterionDesign.OverallKey)
            orderby rater.Kind, rater.Pseudonym
            select new { Judgment = judgment, Rater = rater }).ToListAsync(ct);
        // What was written besides stands with the answer to the overall question.
        var besides = rows.Where(r => r.Judgment.Criterion == CriterionDesign.OverallKey).ToLookup(r => r.Judgment.AssignmentId, r => r.Judgment);
        return [.. rows.Where(r => r.Judgment.Criterion == criterion).Select(r => new RaterVerdict
        {
            Pseudonym = r.Rater.Pseudonym,
            Kind = r.Rater.Kind,
            Words = Words(ReviewSides.Displayed(r.Judgment.Resolved, firstIsLeft), r.Judgment.Strength, r.Judgment.Value),
            Certainty = besides[r.Judgment.AssignmentId].FirstOrDefault()?.Certainty,
            Rationale = besides[r.Judgment.AssignmentId].FirstOrDefault()?.Rationale,
            Flag = besides[r.Judgment.AssignmentId].FirstOrDefault()?.Details?.Flag,
            SawSwapped = r.Judgment.FirstIsLeft != firstIsLeft,
            IsExcluded = r.Rater.ExcludedAt is not null,
        })];
    }

    private static string Words(Choice? displayed, int? strength, int? value) =>
        value is { } rating ? $"{rating.ToString(System.Globalization.CultureInfo.InvariantCulture)} of 5" : JudgedWords.Of(displayed, strength);

    private static MissingException Missing() => new("This study has no such comparison, or its answers are not generated yet.");
}
