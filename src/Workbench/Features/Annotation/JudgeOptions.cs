using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>One of the answers to a question, as it is drawn.</summary>
/// <param name="Token">What the browser sends.</param>
/// <param name="Label">What the annotator reads.</param>
/// <param name="Letter">Key that chooses it beside its number; empty where only the number does.</param>
/// <param name="Class">Where it stands: the last of the scale, or apart from it.</param>
internal sealed record JudgeOption(string Token, string Label, string Letter, string? Class = null);

/// <summary>The answers that a question offers, from A to B, with "both bad" apart from a tie.</summary>
internal static class JudgeOptions
{
    private static readonly JudgeOption[] Five =
    [
        new("left_2", "A much better", ""),
        new("left_1", "A better", "a"),
        new("tie", "Tie", "t"),
        new("right_1", "B better", "b"),
        new("right_2", "B much better", "", "ends"),
        new("both_bad", "Both bad", "x", "apart"),
    ];

    private static readonly JudgeOption[] Three =
    [
        new("left", "A better", "a"),
        new("tie", "Tie", "t"),
        new("right", "B better", "b", "ends"),
        new("both_bad", "Both bad", "x", "apart"),
    ];

    private static readonly JudgeOption[] Further =
    [
        new("left", "A", "a"),
        new("tie", "No difference", "t"),
        new("right", "B", "b", "ends"),
    ];

    private static readonly JudgeOption[] Guess =
    [
        new("left", "A", "a"),
        new("tie", "Cannot tell", "t"),
        new("right", "B", "b", "ends"),
    ];

    public static IReadOnlyList<JudgeOption> Of(CriterionDesign criterion, AnswerScale overall, JudgedUnit unit = JudgedUnit.Pair) => unit == JudgedUnit.Output ? Ratings(criterion) : criterion.Key switch
    {
        CriterionDesign.OverallKey => Overall(overall),
        CriterionDesign.GuessKey => Guess,
        _ => Further,
    };

    private static JudgeOption[] Ratings(CriterionDesign criterion)
    {
        var (least, most) = RatingScale.Ends(criterion.Key);
        return [.. Enumerable.Range(CriterionAnswer.LeastValue, CriterionAnswer.MostValue).Select(value => new JudgeOption(
            CriterionAnswer.ValueToken(value),
            value switch { CriterionAnswer.LeastValue => $"{value}, {least}", CriterionAnswer.MostValue => $"{value}, {most}", _ => $"{value}" },
            "",
            value == CriterionAnswer.MostValue ? "ends" : null))];
    }

    private static JudgeOption[] Overall(AnswerScale overall) => overall switch
    {
        AnswerScale.Three => Three,
        AnswerScale.Five => Five,
        _ => throw new ArgumentOutOfRangeException(nameof(overall), overall, "unknown scale"),
    };
}
