using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>The answer to one criterion as displayed: a choice between two answers, with a strength only where the scale asks for it, or a rating of one.</summary>
public sealed record CriterionAnswer(Choice? Choice, int? Strength = null)
{
    /// <summary>Lowest and highest rating.</summary>
    public const int LeastValue = 1;

    public const int MostValue = 5;

    private const string ValuePrefix = "value_";

    /// <summary>The rating of a single answer; null for a choice.</summary>
    public int? Value { get; private init; }

    public static CriterionAnswer Rating(int value) => new(null, null) { Value = value };

    /// <summary>How the browser writes an answer: <c>left_2</c>, <c>left_1</c> or <c>left</c>, <c>tie</c>, <c>right</c>…, <c>both_bad</c>; <c>value_1</c> to <c>value_5</c>.</summary>
    public string Token => Choice switch
    {
        Shared.Judging.Choice.Left => "left" + Suffix,
        Shared.Judging.Choice.Right => "right" + Suffix,
        Shared.Judging.Choice.Tie => "tie",
        Shared.Judging.Choice.BothBad => "both_bad",
        null => ValueToken(Value ?? throw new InvalidOperationException("neither a choice nor a rating")),
        _ => throw new InvalidOperationException($"unknown choice {Choice}"),
    };

    private string Suffix => Strength switch { null => "", 1 => "_1", 2 => "_2", 3 => "_3", _ => throw new InvalidOperationException($"unknown strength {Strength}") };

    public static string ValueToken(int value) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ValuePrefix}{value}");

    /// <summary>Reads a token; null where it is none, which is refused and never guessed.</summary>
    public static CriterionAnswer? Parse(string? token) => token switch
    {
        "left" => new(Shared.Judging.Choice.Left),
        "left_1" => new(Shared.Judging.Choice.Left, 1),
        "left_2" => new(Shared.Judging.Choice.Left, 2),
        "left_3" => new(Shared.Judging.Choice.Left, 3),
        "tie" => new(Shared.Judging.Choice.Tie),
        "right" => new(Shared.Judging.Choice.Right),
        "right_1" => new(Shared.Judging.Choice.Right, 1),
        "right_2" => new(Shared.Judging.Choice.Right, 2),
        "right_3" => new(Shared.Judging.Choice.Right, 3),
        "both_bad" => new(Shared.Judging.Choice.BothBad),
        ['v', 'a', 'l', 'u', 'e', '_', >= '1' and <= '5'] => Rating(token[^1] - '0'),
        _ => null,
    };
}
