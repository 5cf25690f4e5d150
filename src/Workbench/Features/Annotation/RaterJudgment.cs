using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>A judgment as its rater saw and gave it, without anything that tells which condition stood where.</summary>
public sealed record RaterJudgment
{
    public required DateTime At { get; init; }
    public required string Prompt { get; init; }
    public required string Persona { get; init; }

    /// <summary>As displayed; null where the pair was skipped or a single answer was rated.</summary>
    public required Choice? Displayed { get; init; }

    public required int? Strength { get; init; }
    public required int? Value { get; init; }
    public required double? Seconds { get; init; }
    public required string? Rationale { get; init; }

    /// <summary>The remark with which the pair was flagged.</summary>
    public required string? Flag { get; init; }

    /// <summary>The answer in words.</summary>
    public string Words => Value is { } value ? $"{value.ToString(System.Globalization.CultureInfo.InvariantCulture)} of 5" : Displayed is { } choice ? JudgedWords.Of(choice, Strength) : "skipped";
}
