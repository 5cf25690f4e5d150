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
    public required bool IsSample { get; init; }

    /// <summary>Whether the study is launched, so that there can be something to judge.</summary>
    public required bool IsLaunched { get; init; }

    public required JudgingProgress Progress { get; init; }
}
