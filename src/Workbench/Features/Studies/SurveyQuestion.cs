namespace Workbench.Features.Studies;

/// <summary>A question about the annotator, not about a pair.</summary>
public sealed record SurveyQuestion
{
    public const int MaxTextLength = 400;
    public const int MaxOptions = 40;
    public const int MaxOptionLength = 200;
    public const int MaxAnswerLength = 2_000;

    /// <summary>Most questions before, and as many after.</summary>
    public const int MaxQuestions = 40;

    /// <summary>Most steps of a scale.</summary>
    public const int MaxSteps = 11;

    /// <summary>Name in files, lower snake case, unique among the questions before, or those after.</summary>
    public required string Key { get; init; }

    public required string Text { get; init; }
    public required SurveyQuestionKind Kind { get; init; }

    /// <summary>What can be chosen; for a scale, the words at its two ends.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether several options may be chosen.</summary>
    public bool TakesSeveral { get; init; }

    /// <summary>Bounds of a number, or the first and last step of a scale; the most characters of a text.</summary>
    public double? Min { get; init; }

    public double? Max { get; init; }
    public bool IsRequired { get; init; } = true;

    /// <summary>Options that end the study for whoever chooses them before the start.</summary>
    public IReadOnlyList<string> ScreensOut { get; init; } = [];

    /// <summary>The same questions with keys made from their words, each once.</summary>
    public static IReadOnlyList<SurveyQuestion> Named(IEnumerable<SurveyQuestion> questions)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. questions.Select(q => q with { Key = KeyWords.Unique(q.Text, "question", taken) })];
    }
}
