using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>What the annotation screen needs to know besides the pairs. It holds nothing that names a condition, not even the study's name.</summary>
public sealed record JudgingSession
{
    public required Guid StudyId { get; init; }
    public required string Pseudonym { get; init; }
    public required Perspective Perspective { get; init; }

    /// <summary>All questions, the overall one first.</summary>
    public required IReadOnlyList<CriterionDesign> Criteria { get; init; }

    public required AnswerScale OverallScale { get; init; }
    public required bool AsksCertainty { get; init; }

    /// <summary>Least length of a rationale; null asks for none.</summary>
    public required int? RationaleLength { get; init; }

    public required IReadOnlyList<string> ReasonCodes { get; init; }
    public required string? Guidelines { get; init; }

    /// <summary>The text to agree to, with its version; null where there is none or it was agreed to.</summary>
    public required (string Text, string Version)? Consent { get; init; }

    public required string? CompletionCode { get; init; }
    public required bool IsSample { get; init; }

    /// <summary>Where the rater is; the screen draws nothing else.</summary>
    public required RaterStage Stage { get; init; }

    public required JudgingProgress Progress { get; init; }
}
