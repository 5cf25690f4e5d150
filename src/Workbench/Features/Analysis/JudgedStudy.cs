using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>A study with all that was judged in it, as plain values; the one thing that charts are computed from.</summary>
public sealed record JudgedStudy
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Its outputs came with the program and are no evidence about any model.</summary>
    public required bool IsSample { get; init; }

    /// <summary>Seeds the resampling.</summary>
    public required int Seed { get; init; }

    /// <summary>What was put before a rater at once: two answers to compare, or one to rate.</summary>
    public JudgedUnit Unit { get; init; }

    /// <summary>How many people are to judge each comparison of the open wave.</summary>
    public required int RatersPerComparison { get; init; }

    /// <summary>How many judgments by people each comparison is to have in all waves of a perspective; by index among the study's comparisons.</summary>
    public IReadOnlyDictionary<Perspective, IReadOnlyList<int>> Wanted { get; init; } = new Dictionary<Perspective, IReadOnlyList<int>>();

    /// <summary>The perspective that the study asks for now.</summary>
    public required Perspective Perspective { get; init; }

    public required IReadOnlyList<JudgedPersona> Personas { get; init; }

    /// <summary>Categories of the prompts, in the order of the study.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    public required IReadOnlyList<JudgedCondition> Conditions { get; init; }
    public required IReadOnlyList<JudgedComparison> Comparisons { get; init; }

    /// <summary>Every judgment that stands; undone and corrected ones are only counted in <see cref="Superseded"/>.</summary>
    public required IReadOnlyList<JudgedRow> Rows { get; init; }

    /// <summary>The latest adjudication of each comparison, criterion and perspective; they stand beside the judgments and enter no estimate but one line that says so.</summary>
    public IReadOnlyList<JudgedAdjudication> Adjudications { get; init; } = [];

    /// <summary>Judgments that a later one replaced, or that were undone.</summary>
    public required int Superseded { get; init; }

    /// <summary>Judgments of raters who were excluded, by a stated rule or a recorded decision; in files they are marked.</summary>
    public required int Excluded { get; init; }
}

/// <param name="Number">Place in the study, from 1; names it in addresses.</param>
/// <param name="Label">Its name, made unique within the study.</param>
public sealed record JudgedPersona(Guid Id, int Number, string Label);

/// <param name="Number">Place in the study, from 1; names it in addresses.</param>
public sealed record JudgedCondition(Guid Id, int Number, string Name, bool IsPersonalized);

/// <param name="Second">Null where the output of the first is rated by itself.</param>
/// <param name="IsReady">Whether its outputs exist, so that it can be judged.</param>
/// <param name="IsOwn">Whether it is only for the rater whose own profile the outputs were written for.</param>
public sealed record JudgedComparison(
    Guid Id, JudgedPersona Persona, Guid PromptId, string Category, JudgedCondition First, JudgedCondition? Second, bool IsReady, bool IsOwn = false);

/// <summary>One judgment that stands, or one skipped comparison.</summary>
/// <param name="Comparison">Index among the study's comparisons.</param>
/// <param name="Criterion">What was asked; null for a comparison that the rater skipped as a whole.</param>
/// <param name="Choice">As displayed; null where there is no usable verdict.</param>
/// <param name="FirstIsLeft">Whether the comparison's first output stood at the left.</param>
/// <param name="SelectionProbability">The probability with which adaptive allocation gave the comparison; null where it came in a plain random order.</param>
/// <param name="Value">The rating, 1 to 5; null for a comparison, and where there is no usable verdict.</param>
public sealed record JudgedRow(
    int Comparison, string Rater, RaterKind Kind, string? Criterion, Perspective Perspective, Choice? Choice, bool FirstIsLeft, double? SelectionProbability = null, int? Value = null)
{
    /// <summary>Whether there is a usable verdict.</summary>
    public bool IsScored => Choice is not null || Value is not null;
}

/// <summary>A researcher's verdict on a disputed comparison.</summary>
/// <param name="Comparison">Index among the study's comparisons.</param>
/// <param name="Resolved">Null where the researcher could not decide either, or rated an answer.</param>
/// <param name="Value">The rating of a single answer, 1 to 5; null where the researcher could not decide either, or compared.</param>
public sealed record JudgedAdjudication(int Comparison, string Criterion, Perspective Perspective, ResolvedChoice? Resolved, int? Value)
{
    public bool IsDecided => Resolved is not null || Value is not null;
}
