using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>How people judge the comparisons.</summary>
public sealed record AnnotationDesign
{
    /// <summary>How many people judge each comparison (k of the protocol, default 3).</summary>
    public int RatersPerComparison { get; init; } = 3;

    public Perspective Perspective { get; init; } = Perspective.ThirdParty;

    /// <summary>Steps of the overall question; "both bad" stands apart from a tie in either.</summary>
    public AnswerScale OverallScale { get; init; } = AnswerScale.Five;

    /// <summary>Asked after the overall question, on three steps each.</summary>
    public IReadOnlyList<CriterionDesign> Criteria { get; init; } = [];
}
