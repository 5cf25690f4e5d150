using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>The words of a study that rates one answer at a time.</summary>
internal static class RatingScale
{
    public static string Overall(Perspective perspective) => perspective switch
    {
        Perspective.Self => "How good is this answer for you?",
        Perspective.RolePlay => "As this person: how good is this answer for you?",
        Perspective.ThirdParty => "How good is this answer for this person?",
        Perspective.Impersonal => "How good is this answer?",
        _ => throw new ArgumentOutOfRangeException(nameof(perspective), perspective, "unknown perspective"),
    };

    /// <summary>A usual criterion asks about one answer what it otherwise asks about two; the study's own questions stay as they were written.</summary>
    public static string Question(CriterionDesign criterion) => criterion.Key switch
    {
        "personalization_fit" => "How close is it to what this person needs and likes?",
        "quality" => "How good is the text, whoever reads it?",
        "relevance" => "How well does it answer what was asked?",
        "over_personalization" => "Does it make too much of what is known about the person?",
        _ => criterion.Question,
    };

    /// <summary>What the first and the last step mean.</summary>
    public static (string Least, string Most) Ends(string criterion) => criterion switch
    {
        CriterionDesign.OverallKey or "quality" => ("very poor", "very good"),
        "relevance" => ("not at all", "fully"),
        "personalization_fit" => ("far from it", "very close"),
        "over_personalization" => ("not at all", "far too much"),
        _ => ("not at all", "very much"),
    };
}
