using Workbench.Methods.Personalization;
using Workbench.Methods.Personas;

namespace Workbench.Features.Studies;

/// <summary>What keeps a design from being launched, one sentence each, with the step of the guided flow that mends it.</summary>
public static class StudyDesignProblems
{
    public static IEnumerable<(DesignStep Step, string Problem)> Of(StudyDesign design)
    {
        if (design.PersonaIds.Count == 0 && design.Annotation.AsksAboutPersonas())
            yield return (DesignStep.Personas, design.Annotation.AsksOwnView()
                ? "Choose at least one persona: not every wave asks annotators about themselves."
                : "Choose at least one persona.");
        if (design.Annotation.Unit == JudgedUnit.Output && design.Annotation.Training.Count + design.Annotation.Gold.Count > 0)
            yield return (DesignStep.Judging, "Training and gold pairs compare two answers; remove them, or compare answers instead of rating them.");
        foreach (var key in design.Annotation.ProfileFields.Where(key => PersonaSchema.Fields.All(f => f.Key != key)))
            yield return (DesignStep.Judging, $"Profile: there is no persona field '{key}'.");
        if (design.PromptIds.Count == 0)
            yield return (DesignStep.Prompts, "Choose at least one prompt.");
        if (design.Conditions.Count < (design.Annotation.Unit == JudgedUnit.Output ? 1 : 2))
            yield return (DesignStep.Conditions, design.Annotation.Unit == JudgedUnit.Output ? "Ratings need one condition at least." : "A comparison needs two conditions.");
        if (design.Samples is < 1 or > StudyDesign.MaxSamples)
            yield return (DesignStep.Conditions, $"Samples: choose 1 to {StudyDesign.MaxSamples}.");
        if (design.Annotation.RatersPerComparison is < 1 or > 50)
            yield return (DesignStep.Judging, "Raters per comparison: choose 1 to 50.");
        foreach (var problem in JudgingFlowProblems.Of(design).Concat(SharingProblems.Of(design.Annotation)))
            yield return (DesignStep.Judging, problem);
        foreach (var group in design.Conditions.GroupBy(c => c.Name.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return (DesignStep.Conditions, $"Two conditions are named '{group.Key}'; names are what charts and files call them.");
        foreach (var problem in design.Conditions.SelectMany(Of))
            yield return (DesignStep.Conditions, problem);
    }

    private static IEnumerable<string> Of(ConditionDesign condition)
    {
        var name = condition.Name.Trim();
        if (name.Length is 0 or > ConditionDesign.MaxNameLength)
            yield return $"A condition's name has 1 to {ConditionDesign.MaxNameLength} characters.";
        if (Techniques.All.All(t => t.Key != condition.Technique))
            yield return $"{name}: there is no technique '{condition.Technique}'.";
        if (condition.EndpointId is null || string.IsNullOrWhiteSpace(condition.Model))
            yield return $"{name}: choose a model.";
        if (condition.Decoding.Temperature is < 0 or > 2)
            yield return $"{name}: temperature is a number from 0 to 2.";
        if (condition.Decoding.TopP is <= 0 or > 1)
            yield return $"{name}: top-p is above 0 and at most 1.";
        if (condition.Decoding.MaxOutputTokens is < 1 or > 128_000)
            yield return $"{name}: the longest answer has 1 to 128,000 tokens.";
    }
}

/// <summary>The steps of the guided flow, in order.</summary>
public enum DesignStep
{
    Question,
    Personas,
    Prompts,
    Conditions,
    Judging,
    Check,
}
