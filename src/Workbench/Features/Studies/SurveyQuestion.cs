namespace Workbench.Features.Studies;

/// <summary>A question about the annotator, not about a pair.</summary>
public sealed record SurveyQuestion
{
    public const int MaxTextLength = 400;
    public const int MaxOptions = 40;
    public const int MaxAnswerLength = 2_000;

    /// <summary>Name in files, lower snake case, unique within the study.</summary>
    public required string Key { get; init; }

    public required string Text { get; init; }
    public required SurveyQuestionKind Kind { get; init; }

    /// <summary>What can be chosen; for a scale, the words at its two ends.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether several options may be chosen.</summary>
    public bool TakesSeveral { get; init; }

    /// <summary>Bounds of a number, or the first and last step of a scale.</summary>
    public double? Min { get; init; }

    public double? Max { get; init; }
    public bool IsRequired { get; init; } = true;

    /// <summary>Options that end the study for whoever chooses them before the start.</summary>
    public IReadOnlyList<string> ScreensOut { get; init; } = [];
}
