namespace Workbench.Features.Annotation;

/// <summary>What one press of submit says about one assignment.</summary>
public sealed record Submission
{
    /// <summary>Made by the browser; the same id again is the same press.</summary>
    public required Guid Id { get; init; }

    public required Guid AssignmentId { get; init; }

    /// <summary>Answers by criterion, the overall one among them.</summary>
    public required IReadOnlyDictionary<string, CriterionAnswer> Answers { get; init; }

    public string? Rationale { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Certainty { get; init; }

    public JudgmentDetails? Details { get; init; }

    /// <summary>Time in front of the pair, without the time when the page had no focus.</summary>
    public double? Seconds { get; init; }

    /// <summary>What the browser had kept, so that undoing brings it back.</summary>
    public string? Draft { get; init; }
}
