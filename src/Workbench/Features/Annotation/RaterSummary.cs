using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>One rater's work on the overall question.</summary>
public sealed record RaterSummary
{
    public required Guid Id { get; init; }
    public required string Pseudonym { get; init; }
    public required RaterKind Kind { get; init; }

    /// <summary>Usable verdicts; skips are apart.</summary>
    public required int Judged { get; init; }

    public required int Skipped { get; init; }
    public required int ChoseLeft { get; init; }
    public required int ChoseRight { get; init; }

    /// <summary>How often the first condition stood at the left, of <see cref="Judged"/>.</summary>
    public required int FirstAtLeft { get; init; }

    public DateTime? LastAt { get; init; }
}
