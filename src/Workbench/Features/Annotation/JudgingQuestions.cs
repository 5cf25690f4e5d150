using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>The questions of a study in the order of asking, the overall one first and in the words of the perspective.</summary>
public static class JudgingQuestions
{
    public static IReadOnlyList<CriterionDesign> Of(AnnotationDesign design) =>
    [
        new() { Key = CriterionDesign.OverallKey, Question = Overall(design.Perspective) },
        .. design.Criteria.Where(c => c.Key is not (CriterionDesign.OverallKey or CriterionDesign.GuessKey)),
        .. design.AsksGuess ? [new CriterionDesign { Key = CriterionDesign.GuessKey, Question = "Your guess: which one was written for this person?" }] : Array.Empty<CriterionDesign>(),
    ];

    public static string Overall(Perspective perspective) => perspective switch
    {
        Perspective.Self => "Which answer do you prefer?",
        Perspective.RolePlay => "As this person: which answer do you prefer?",
        Perspective.ThirdParty => "Which answer fits this person better?",
        Perspective.Impersonal => "Which answer is better?",
        _ => throw new ArgumentOutOfRangeException(nameof(perspective), perspective, "unknown perspective"),
    };
}
