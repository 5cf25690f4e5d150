using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>The questions of a study in the order of asking, the overall one first and in the words of the perspective.</summary>
public static class JudgingQuestions
{
    public static IReadOnlyList<CriterionDesign> Of(AnnotationDesign design) =>
    [
        new() { Key = CriterionDesign.OverallKey, Question = design.Unit == JudgedUnit.Output ? RatingScale.Overall(design.Perspective) : Overall(design.Perspective) },
        .. design.Criteria.Where(c => c.Key is not (CriterionDesign.OverallKey or CriterionDesign.GuessKey)).Select(c => c with { Question = Addressed(design.Unit == JudgedUnit.Output ? RatingScale.Question(c) : c.Question, design.Perspective) }),
        .. design.AsksGuess && design.Unit == JudgedUnit.Pair ? [new CriterionDesign { Key = CriterionDesign.GuessKey, Question = Addressed("Your guess: which one was written for this person?", design.Perspective) }] : Array.Empty<CriterionDesign>(),
    ];

    /// <summary>A usual question, put to somebody who is the person.</summary>
    private static string Addressed(string question, Perspective perspective) => perspective != Perspective.Self ? question : question
        .Replace("what this person needs and likes", "what you need and like", StringComparison.Ordinal)
        .Replace("known about the person", "known about you", StringComparison.Ordinal)
        .Replace("written for this person", "written for you", StringComparison.Ordinal);

    public static string Overall(Perspective perspective) => perspective switch
    {
        Perspective.Self => "Which answer do you prefer?",
        Perspective.RolePlay => "As this person: which answer do you prefer?",
        Perspective.ThirdParty => "Which answer fits this person better?",
        Perspective.Impersonal => "Which answer is better?",
        _ => throw new ArgumentOutOfRangeException(nameof(perspective), perspective, "unknown perspective"),
    };
}
