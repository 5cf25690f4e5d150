using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Reviewing;

/// <summary>A comparison as it is reviewed: blind, sides as seeded, with what raters said in the words of this order.</summary>
public sealed record ReviewedPair
{
    public required Guid ComparisonId { get; init; }
    public required CriterionDesign Criterion { get; init; }

    /// <summary>Whose judgments and adjudications are shown, and whose a new verdict joins.</summary>
    public required Perspective Perspective { get; init; }

    /// <summary>The other questions about this pair.</summary>
    public required IReadOnlyList<CriterionDesign> Others { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Null where the perspective is impersonal.</summary>
    public required Persona? Persona { get; init; }

    public required string Left { get; init; }

    /// <summary>Null where one answer is rated by itself.</summary>
    public required string? Right { get; init; }

    public required IReadOnlyList<RaterVerdict> Verdicts { get; init; }

    /// <summary>Earlier adjudications, the latest first.</summary>
    public required IReadOnlyList<PastAdjudication> History { get; init; }

    /// <summary>Whether the actor may add one.</summary>
    public required bool MayAdjudicate { get; init; }

    public bool IsRated => Right is null;
}

/// <summary>What one rater said of the pair, sides as in the review.</summary>
public sealed record RaterVerdict
{
    public required string Pseudonym { get; init; }
    public required RaterKind Kind { get; init; }
    public required string Words { get; init; }

    /// <summary>0 to 100; null where not asked.</summary>
    public required int? Certainty { get; init; }

    public required string? Rationale { get; init; }
    public required string? Flag { get; init; }

    /// <summary>Whether the rater saw the sides the other way round, so that "A" in their words means B here.</summary>
    public required bool SawSwapped { get; init; }

    /// <summary>Whether the rater is left out of the results.</summary>
    public required bool IsExcluded { get; init; }
}

public sealed record PastAdjudication(string Words, string Reason, string By, DateTime At);
