using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>The answer to one criterion as displayed; a strength only where the scale asks for it.</summary>
public sealed record CriterionAnswer(Choice Choice, int? Strength = null)
{
    /// <summary>How the browser writes an answer: <c>left_2</c>, <c>left_1</c> or <c>left</c>, <c>tie</c>, <c>right</c>…, <c>both_bad</c>.</summary>
    public string Token => Choice switch
    {
        Choice.Left => "left" + Suffix,
        Choice.Right => "right" + Suffix,
        Choice.Tie => "tie",
        Choice.BothBad => "both_bad",
        _ => throw new InvalidOperationException($"unknown choice {Choice}"),
    };

    private string Suffix => Strength switch { null => "", 1 => "_1", 2 => "_2", 3 => "_3", _ => throw new InvalidOperationException($"unknown strength {Strength}") };

    /// <summary>Reads a token; null where it is none, which is refused and never guessed.</summary>
    public static CriterionAnswer? Parse(string? token) => token switch
    {
        "left" => new(Choice.Left),
        "left_1" => new(Choice.Left, 1),
        "left_2" => new(Choice.Left, 2),
        "left_3" => new(Choice.Left, 3),
        "tie" => new(Choice.Tie),
        "right" => new(Choice.Right),
        "right_1" => new(Choice.Right, 1),
        "right_2" => new(Choice.Right, 2),
        "right_3" => new(Choice.Right, 3),
        "both_bad" => new(Choice.BothBad),
        _ => null,
    };
}
