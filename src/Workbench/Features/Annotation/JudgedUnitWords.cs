using System.Globalization;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>What is judged at once, in the words of the screens: two answers that are compared, or one that is rated.</summary>
internal static class JudgedUnitWords
{
    /// <summary>One of what is judged, e.g. "pair".</summary>
    public static string One(this JudgedUnit unit) => Of(unit, "pair", "answer");

    public static string Many(this JudgedUnit unit) => One(unit) + "s";

    public static string Count(this JudgedUnit unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? One(unit) : Many(unit))}");

    /// <summary>A planned one of the study, e.g. "comparison".</summary>
    public static string Planned(this JudgedUnit unit) => Of(unit, "comparison", "answer");

    public static string Verb(this JudgedUnit unit) => Of(unit, "judge", "rate");

    public static string Done(this JudgedUnit unit) => Verb(unit) + "d";

    /// <summary>What the perspective wants of a rater, in full sentences.</summary>
    public static string Explanation(this JudgedUnit unit, Perspective perspective) => perspective switch
    {
        Perspective.Self => Of(unit, "Judge for yourself: which answer would you rather have got?", "Judge for yourself: how good would each answer be for you?"),
        Perspective.RolePlay => $"Each request comes from a person who is described beside it. Put yourself in their place and {Of(unit, "choose", "rate")} as they would.",
        Perspective.ThirdParty => $"Each request comes from a person who is described beside it. {Of(unit, "Choose the answer that fits this person better", "Rate how good the answer is for this person")}, whatever you would like for yourself.",
        Perspective.Impersonal => $"{Of(unit, "Choose the better answer", "Rate how good the answer is")}, whoever may have asked.",
        _ => throw new ArgumentOutOfRangeException(nameof(perspective), perspective, "unknown perspective"),
    };

    /// <summary>The perspective as a designer chooses it.</summary>
    public static string Choice(this JudgedUnit unit, Perspective perspective) => perspective switch
    {
        Perspective.ThirdParty => Of(unit, "Third party: which answer fits the described person better?", "Third party: how good is the answer for the described person?"),
        Perspective.Self => "Self: annotators describe themselves and judge answers made for them",
        Perspective.RolePlay => Of(unit, "Role-play: answer as this person would", "Role-play: rate as this person would"),
        Perspective.Impersonal => Of(unit, "Impersonal: which answer is better, whoever asked? The persona is not shown", "Impersonal: how good is the answer, whoever asked? The persona is not shown"),
        _ => throw new ArgumentOutOfRangeException(nameof(perspective), perspective, "unknown perspective"),
    };

    private static string Of(JudgedUnit unit, string compared, string rated) => unit switch
    {
        JudgedUnit.Pair => compared,
        JudgedUnit.Output => rated,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "unknown unit"),
    };
}
