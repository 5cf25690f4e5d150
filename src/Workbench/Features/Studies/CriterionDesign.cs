namespace Workbench.Features.Studies;

/// <summary>One question about a pair of answers.</summary>
public sealed record CriterionDesign
{
    /// <summary>The criterion that every judgment answers, and that estimates are about unless they say otherwise.</summary>
    public const string OverallKey = "overall";

    /// <summary>The guess that measures the blinding; no preference, and never pooled with one.</summary>
    public const string GuessKey = "written_for_person";

    public const int MaxKeyLength = 60;
    public const int MaxQuestionLength = 200;

    /// <summary>Name in files and charts, lower snake case, unique within the study.</summary>
    public required string Key { get; init; }

    /// <summary>The question as the annotator reads it.</summary>
    public required string Question { get; init; }

    /// <summary>Whether an answer is needed before the judgment can be submitted.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Criteria with keys made from the words of their questions, unique among each other and the usual ones.</summary>
    public static IReadOnlyList<CriterionDesign> Named(IEnumerable<string> questions)
    {
        var taken = new HashSet<string>(Usual.Select(u => u.Key).Append(OverallKey).Append(GuessKey), StringComparer.Ordinal);
        return [.. questions.Select(question => new CriterionDesign
        {
            Key = KeyWords.Unique(question, "question", taken),
            Question = question[..Math.Min(question.Length, MaxQuestionLength)],
        })];
    }

    /// <summary>
    /// The usual further criteria: fit, quality and relevance apart from each other (AuPEL, arXiv 2310.11593), and
    /// over-personalization, which a single overall question hides (methods reference 3.4).
    /// </summary>
    public static IReadOnlyList<CriterionDesign> Usual { get; } =
    [
        new() { Key = "personalization_fit", Question = "Which is closer to what this person needs and likes?" },
        new() { Key = "quality", Question = "Which is the better text, whoever reads it?" },
        new() { Key = "relevance", Question = "Which answers what was asked?" },
        new() { Key = "over_personalization", Question = "Which makes too much of what is known about the person?" },
    ];

    /// <summary>
    /// What is wrong with an answer that makes too much of a person, as reasons to tick: the kinds that "too personal" has
    /// been found to mean (methods reference 3.4).
    /// </summary>
    public static IReadOnlyList<string> OverPersonalizationKinds { get; } =
        ["irrelevant mention", "stereotype", "creepy", "unsupported claim", "privacy"];
}
