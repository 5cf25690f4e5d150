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

    /// <summary>Of the usable verdicts, time out of focus subtracted.</summary>
    public double? MedianSeconds { get; init; }

    /// <summary>Hidden checks with a right answer that were answered.</summary>
    public int Checks { get; init; }

    public int ChecksPassed { get; init; }

    /// <summary>Gold pairs among those checks, and how many got the answer that the researchers know.</summary>
    public int Gold { get; init; }

    public int GoldRight { get; init; }

    /// <summary>Side-swapped repeats that were answered, and how many agree with the first time.</summary>
    public int Repeats { get; init; }

    public int RepeatsAgreed { get; init; }

    /// <summary>The same by kind, repeats included.</summary>
    public IReadOnlyList<CheckTally> ChecksByKind { get; init; } = [];

    /// <summary>Longest run of one position as displayed.</summary>
    public int LongestRun { get; init; }

    /// <summary>Entropy of the positions in bits: 0 is always the same answer, 1 two answers equally often, 2 four.</summary>
    public double? ChoiceEntropy { get; init; }

    /// <summary>Mean share of the verdicts of others of the same kind that equal this rater's; null where nobody else judged the same.</summary>
    public double? AgreesWithOthers { get; init; }

    /// <summary>Comparisons that <see cref="AgreesWithOthers"/> rests on.</summary>
    public int AgreementItems { get; init; }

    /// <summary>What is conspicuous, in words; a reason to look, never an exclusion.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Pairs that the rater flagged for the researchers.</summary>
    public int FlaggedPairs { get; init; }

    /// <summary>Share of decisive answers that chose the left side; null without one.</summary>
    public double? LeftShare => ChoseLeft + ChoseRight == 0 ? null : (double)ChoseLeft / (ChoseLeft + ChoseRight);

    /// <summary>Why the rater is left out of the results; null while counted.</summary>
    public string? Exclusion { get; init; }

    /// <summary>Whether the person withdrew: their words are gone, and nobody takes them in again.</summary>
    public bool IsWithdrawn { get; init; }
}
