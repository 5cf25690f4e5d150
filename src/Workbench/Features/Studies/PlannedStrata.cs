using Workbench.Features.Analysis;

namespace Workbench.Features.Studies;

/// <summary>The parts of a planned study that can have a target, by the names that they will have once it is launched.</summary>
public static class PlannedStrata
{
    /// <remarks>Where single answers are rated there are no pairs of conditions.</remarks>
    public static IReadOnlyList<(StratumKind Kind, string Value)> Of(StudyPlan plan)
    {
        JudgedCondition[] conditions = [.. plan.Conditions.Select((c, i) => new JudgedCondition(Guid.Empty, i + 1, c.Design.Name.Trim(), c.Technique.UsesPersona))];
        return
        [
            .. JudgedStudyReader.Labelled([.. plan.Personas], p => p.Id, p => p.Persona.Name).Select(p => (StratumKind.Persona, p.Label)),
            .. plan.Prompts.Select(p => p.Category).Distinct().Order(StringComparer.Ordinal).Select(category => (StratumKind.PromptCategory, category)),
            .. from first in Enumerable.Range(0, conditions.Length)
               from second in Enumerable.Range(first + 1, conditions.Length - first - 1)
               where plan.Unit == JudgedUnit.Pair
               select (StratumKind.ConditionPair, Contrast.Between(conditions[first], conditions[second]).Label),
        ];
    }

    /// <summary>Targets of something that the study does not have.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<(StratumKind Kind, string Value)> strata, IReadOnlyList<StratumTarget> targets) =>
        targets.Where(t => !strata.Contains((t.Kind, t.Value))).Select(t => $"A target is set for {Word(t.Kind)} '{t.Value}', which this study does not have.");

    public static string Word(StratumKind kind) => kind switch
    {
        StratumKind.Persona => "persona",
        StratumKind.PromptCategory => "prompt category",
        StratumKind.ConditionPair => "condition pair",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of stratum"),
    };
}
