using System.Security.Cryptography;
using System.Text;
using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>How people judge the comparisons; frozen with the study, but for the number of raters.</summary>
public sealed record AnnotationDesign
{
    public const int MaxRaters = 50;
    public const int MaxTextLength = 8_000;

    /// <summary>How many people judge each comparison (k of the protocol, default 3).</summary>
    public int RatersPerComparison { get; init; } = 3;

    public Perspective Perspective { get; init; } = Perspective.ThirdParty;

    /// <summary>Steps of the overall question; "both bad" stands apart from a tie in either.</summary>
    public AnswerScale OverallScale { get; init; } = AnswerScale.Five;

    /// <summary>Asked after the overall question, on three steps each.</summary>
    public IReadOnlyList<CriterionDesign> Criteria { get; init; } = [];

    /// <summary>Whether raters guess which answer was written for the person: a measure of the blinding.</summary>
    public bool AsksGuess { get; init; }

    public bool AsksCertainty { get; init; }

    /// <summary>Least length of a rationale: null asks for none, 0 leaves it to the rater.</summary>
    public int? RationaleLength { get; init; }

    /// <summary>Reasons that can be ticked beside a judgment.</summary>
    public IReadOnlyList<string> ReasonCodes { get; init; } = [];

    /// <summary>Most pairs for one rater; null sets no limit.</summary>
    public int? MaxPerRater { get; init; }

    /// <summary>A hidden check after so many pairs; null mixes none in.</summary>
    public int? CheckEvery { get; init; }

    /// <summary>A rater who fails so many checks is excluded, by a rule that stands before anybody judges; null excludes nobody.</summary>
    public int? ExcludeAfterFailedChecks { get; init; }

    /// <summary>Shown before the first pair and behind a key; Markdown.</summary>
    public string? Guidelines { get; init; }

    /// <summary>Must be agreed to before the first pair; Markdown.</summary>
    public string? Consent { get; init; }

    /// <summary>Shown when nothing is left, for a crowd platform.</summary>
    public string? CompletionCode { get; init; }

    /// <summary>Names the exact consent text that somebody agreed to: the first 12 hex digits of its SHA-256; null without one.</summary>
    public string? ConsentVersion() =>
        string.IsNullOrWhiteSpace(Consent) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Consent)))[..12];
}
