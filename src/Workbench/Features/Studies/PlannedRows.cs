using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Jobs;

namespace Workbench.Features.Studies;

/// <summary>The outputs and comparisons that a plan asks for: of a whole study at its launch, of one participant when they have described themself.</summary>
internal sealed record PlannedRows(IReadOnlyList<Output> Outputs, IReadOnlyList<Comparison> Comparisons)
{
    /// <param name="study">The study.</param>
    /// <param name="plan">What is asked for.</param>
    /// <param name="personas">The frozen personas, in the order of the plan.</param>
    /// <param name="prompts">The frozen prompts, in the order of the plan.</param>
    /// <param name="conditions">The frozen conditions, in the order of the plan.</param>
    /// <param name="from">Place of the first output in the queue.</param>
    /// <param name="onlyFor">The rater who alone judges the comparisons; null for everybody.</param>
    public static PlannedRows From(
        Study study, StudyPlan plan, IReadOnlyList<StudyPersona> personas, IReadOnlyList<StudyPrompt> prompts, IReadOnlyList<Condition> conditions, int from = 0, Guid? onlyFor = null)
    {
        var outputs = plan.Outputs().Select((o, i) => new Output
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            StudyPersonaId = personas[o.Persona].Id,
            StudyPromptId = prompts[o.Prompt].Id,
            ConditionId = conditions[o.Condition].Id,
            Sample = o.Sample,
            Position = from + i,
            EndpointId = plan.Conditions[o.Condition].Design.EndpointId,
            RequestHash = o.Request.Hash(),
            State = WorkState.Planned,
        }).ToList();
        return new(outputs, [.. study.Design.Annotation.Unit == JudgedUnit.Output ? Rate(study, outputs, onlyFor) : Compare(study, outputs, conditions, onlyFor)]);
    }

    /// <summary>Every output by itself.</summary>
    private static IEnumerable<Comparison> Rate(Study study, List<Output> outputs, Guid? onlyFor) =>
        outputs.Select(o => new Comparison
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            StudyPersonaId = o.StudyPersonaId,
            StudyPromptId = o.StudyPromptId,
            FirstOutputId = o.Id,
            SecondOutputId = null,
            FirstConditionId = o.ConditionId,
            SecondConditionId = null,
            Sample = o.Sample,
            OnlyForRaterId = onlyFor,
        });

    /// <summary>All pairs of conditions within one persona, prompt and sample; the condition that stands first is the first of the pair.</summary>
    private static IEnumerable<Comparison> Compare(Study study, List<Output> outputs, IReadOnlyList<Condition> conditions, Guid? onlyFor) =>
        from cell in outputs.GroupBy(o => (o.StudyPersonaId, o.StudyPromptId, o.Sample))
        let byCondition = cell.ToDictionary(o => o.ConditionId)
        from first in Enumerable.Range(0, conditions.Count)
        from second in Enumerable.Range(first + 1, conditions.Count - first - 1)
        select new Comparison
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            StudyPersonaId = cell.Key.StudyPersonaId,
            StudyPromptId = cell.Key.StudyPromptId,
            FirstOutputId = byCondition[conditions[first].Id].Id,
            SecondOutputId = byCondition[conditions[second].Id].Id,
            FirstConditionId = conditions[first].Id,
            SecondConditionId = conditions[second].Id,
            Sample = cell.Key.Sample,
            OnlyForRaterId = onlyFor,
        };
}
